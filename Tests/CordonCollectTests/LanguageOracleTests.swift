internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// The package managers of the languages say the same as we do, item for item, on the same tree.
@Suite struct LanguageOracleTests {
  private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  // MARK: RubyGems

  private static let ruby: Bool = OracleProgram.exists("ruby") && OracleProgram.exists("gem")

  /// The names and versions of `gem list --local --all`, such as `json (2.7.0, default: 2.6.1)`.
  private static func gems(_ listing: String) -> [String] {
    lines(listing).flatMap { line in
      guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")") else { return [String]() }
      let name: String = line[..<open].trimmingCharacters(in: .whitespaces)
      return line[line.index(after: open)..<close].components(separatedBy: ", ").map { version in
        // `default:` in front; behind, the platforms of a gem that is not plain Ruby.
        let number: String = version.replacingOccurrences(of: "default: ", with: "").components(separatedBy: " ")[0]
        return name + "@" + number
      }
    }
  }

  @Test("gem list, on the gems of this machine", .enabled(if: ruby, "Ruby is not on this machine"))
  func gemList() throws {
    let answer: String = try #require(OracleProgram.output("gem", "list", "--local", "--all"))
    let folders: String = try #require(
      OracleProgram.output("ruby", "-e", "puts Gem::Specification.dirs + [Gem.default_specifications_dir]"))
    var found: Set<String> = []
    for folder in LanguageOracleTests.lines(folders) where FileManager.default.fileExists(atPath: folder) {
      let inventory: Inventory = InventoryCollector().collect(.folder(folder), checks: [.rubyGems], now: testNow)
      #expect(inventory.coverage(.rubyGems)?.state == .complete)
      found.formUnion(inventory.labels(.rubyGemspec))
    }
    // A gem that lies in two homes is one item of the list.
    #expect(!found.isEmpty)
    #expect(found == Set(LanguageOracleTests.gems(answer)))
  }

  @Test(
    "Ruby itself reads the same name, version and platform from each gemspec of this machine",
    .enabled(if: ruby, "Ruby is not on this machine"))
  func gemspecs() throws {
    let script: String = """
      (Gem::Specification.dirs + [Gem.default_specifications_dir]).each do |folder|
        Dir[folder + "/*.gemspec"].each do |file|
          spec = Gem::Specification.load(file)
          puts [File.realpath(file), spec.name, spec.version, spec.platform].join("\\t") if spec
        end
      end
      """
    let answer: String = try #require(OracleProgram.output("ruby", "-e", script))
    var count: Int = 0
    for line in Set(LanguageOracleTests.lines(answer)) {
      let fields: [String] = line.components(separatedBy: "\t")
      let found = Gemspec(Array(try Data(contentsOf: URL(fileURLWithPath: fields[0]))), nameLimit: 256)
      #expect([found.name, found.version, found.platform ?? "ruby"] == fields[1...].map { $0 }, "\(fields[0])")
      count += 1
    }
    #expect(count > 0)
  }

  @Test("gem list, on gems that gem itself installed", .enabled(if: ruby, "Ruby is not on this machine"))
  func installedGems() throws {
    let tree = try FixtureTree()
    for (name, version, platform) in [
      ("plain", "1.2.3", ""), ("with-parts", "0.1.pre2", ""), ("native", "2.0", "java"),
    ] {
      try tree.write("src/lib/\(name).rb", "")
      let extra: String = platform.isEmpty ? "" : "s.platform = Gem::Platform.new('\(platform)')"
      try tree.write(
        "src/\(name).gemspec",
        """
        Gem::Specification.new do |s|
          s.name = '\(name)'; s.version = '\(version)'; s.summary = 'x'; s.authors = ['x']
          s.files = ['lib/\(name).rb']; \(extra)
        end
        """)
      _ = try #require(OracleProgram.output("gem", "build", "\(name).gemspec", folder: tree.path("src")))
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: tree.path("src")) where file.hasSuffix(".gem") {
      _ = try #require(
        OracleProgram.output(
          "gem", "install", "--local", "--force", "--no-document", "--install-dir", tree.path("home"),
          tree.path("src/" + file)))
    }
    let home: [String: String] = ["GEM_HOME": tree.path("home"), "GEM_PATH": tree.path("home")]
    let answer: String = try #require(
      OracleProgram.output(
        "ruby", "-e",
        "Dir[ARGV[0] + '/specifications/*.gemspec'].each { |f| s = Gem::Specification.load(f); "
          + "puts \"#{s.name}@#{s.version} #{s.platform}\" }", tree.path("home"), environment: home))
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path("home")), now: testNow)
    let found: [String] = inventory.packages.map { package in
      "\(package.name)@\(package.version ?? "-") \(package.purl.qualifiers.first?.value ?? "ruby")"
    }
    #expect(found.count == 3)
    #expect(found.sorted() == LanguageOracleTests.lines(answer).sorted())
  }

  // MARK: Composer

  @Test(
    "composer show, on a tree that it accepts",
    .enabled(if: OracleProgram.exists("composer"), "Composer is not on this machine"))
  func composerShow() throws {
    let tree = try FixtureTree()
    for (name, version) in [("a/one", "1.0.0"), ("b/two", "2.3.4")] {
      try tree.write("packages/\(name)/composer.json", "{\"name\":\"\(name)\",\"version\":\"\(version)\"}")
    }
    try tree.write(
      "app/composer.json",
      """
      {"name":"x/app","require":{"a/one":"*"},"require-dev":{"b/two":"*"},
       "repositories":[{"packagist.org":false},{"type":"path","url":"../packages/*/*","options":{"symlink":false}}]}
      """)
    let environment: [String: String] = [
      "COMPOSER_HOME": tree.path("home"), "COMPOSER_CACHE_DIR": tree.path("cache"), "COMPOSER_ALLOW_SUPERUSER": "1",
      "COMPOSER_DISABLE_NETWORK": "1",
    ]
    _ = try #require(
      OracleProgram.output(
        "composer", "install", "--no-interaction", "--no-plugins", folder: tree.path("app"), environment: environment))
    let answer: String = try #require(
      OracleProgram.output(
        "composer", "show", "--format=json", "--no-plugins", folder: tree.path("app"), environment: environment))
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: [[String: Any]]]
    let expected: [String] = (object?["installed"] ?? []).map { "\($0["name"] ?? "-")@\($0["version"] ?? "-")" }
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path("app")), now: testNow)
    #expect(expected.count == 2)
    #expect(inventory.labels(.composerInstalled) == expected.sorted())
    // The lock names the same: it says nothing more.
    #expect(inventory.labels(.composerLock) == [])
  }

  // MARK: npm

  private static let npm: Bool = OracleProgram.exists("npm") && OracleProgram.exists("tar")

  @Test("npm ls, on a tree that npm itself installed", .enabled(if: npm, "npm is not on this machine"))
  func npmList() throws {
    let tree = try FixtureTree()
    let packages: [(folder: String, json: String)] = [
      ("leaf", "{\"name\":\"leaf\",\"version\":\"1.0.0\"}"),
      ("leaf2", "{\"name\":\"leaf\",\"version\":\"2.0.0\"}"),
      (
        "scoped",
        "{\"name\":\"@s/pkg\",\"version\":\"0.3.0\",\"dependencies\":{\"leaf\":\"file:\(tree.path("leaf2.tgz"))\"}}"
      ),
    ]
    for package in packages {
      try tree.write("src/\(package.folder)/package/package.json", package.json)
      _ = try #require(
        OracleProgram.output(
          "tar", "-czf", tree.path("\(package.folder).tgz"), "-C", tree.path("src/\(package.folder)"), "package"))
    }
    try tree.write(
      "app/package.json",
      """
      {"name":"app","version":"0.0.1","workspaces":["ws/*"],
       "dependencies":{"leaf":"file:../leaf.tgz","@s/pkg":"file:../scoped.tgz","renamed":"file:../leaf2.tgz"}}
      """)
    try tree.write("app/ws/w/package.json", "{\"name\":\"w\",\"version\":\"5.0.0\"}")
    _ = try #require(
      OracleProgram.output(
        "npm", "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", "--cache", tree.path("cache"),
        folder: tree.path("app")))
    let answer: String = try #require(
      OracleProgram.output("npm", "ls", "--all", "--parseable", "--long", folder: tree.path("app")))
    // A line is `path:name@version` and more; the project itself is no installed package.
    let expected: [String] = LanguageOracleTests.lines(answer).compactMap { line in
      let fields: [String] = line.components(separatedBy: ":")
      guard fields.count > 1, !fields[1].hasPrefix("app@") else { return nil }
      // Under an alias: `renamed@npm:leaf@2.0.0`. We name what lies there.
      return fields[1].hasSuffix("@npm") && fields.count > 2 ? fields[2] : fields[1]
    }
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path("app")), now: testNow)
    #expect(expected.count >= 5)
    #expect(inventory.labels(.npmPackage) == expected.sorted())
    #expect(inventory.coverage(.npmPackages)?.state == .complete)
  }
}
