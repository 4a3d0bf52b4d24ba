internal import CordonDetect
internal import CordonModel
internal import CordonVersions
internal import Testing

@Suite("Processes against the rows of advisories")
struct ProcessMatcherTests {
  private static let hash = "aa124a4b4df12b34e74ee7f6c683b2ebec4ce9a8edcf9be345823b4fdcf5d868"

  /// A process, its executable given by its path.
  private static func process(_ pid: Int32, _ path: String?, parent: Int32 = 1, name: String? = nil) -> ProcessFacts {
    let file: String = path.map { String($0.split(separator: "/").last ?? "") } ?? ""
    var process = ProcessFacts(pid: pid, parent: parent, name: name ?? String(file.prefix(15)))
    process.executable = path.map { Array($0.utf8) }
    return process
  }

  private static func digests() throws -> FileDigests {
    FileDigests(sha256: try #require(Digest(hex: hash)))
  }

  private static func advisory(
    names: [String] = ["3CX Desktop App"], platform: Platform = .windows, paths: [PathIndicator] = [],
    files: [FileIndicator] = []
  ) -> Advisory {
    let products: [AffectedProduct] = names.map { Sample.program($0, aliases: [], platform: platform) }
    var advisory: Advisory = Sample.advisory(products: products, files: files)
    advisory.paths = paths
    return advisory
  }

  private static func path(_ text: String, _ platform: Platform = .linux, malicious: Bool = false) -> PathIndicator {
    PathIndicator(platform: platform, path: text, role: "install root", malicious: malicious)
  }

  private func matches(_ advisory: Advisory, _ processes: [ProcessFacts], platform: Platform = .linux) -> [Match] {
    ProcessMatcher(advisories: [advisory], platform: platform).matches(processes).map(\.match)
  }

  private static let app = "/opt/3CX/3CXDesktopApp"

  @Test("A shell below the product is a suspicion, with the tree between them")
  func shell() throws {
    let found: [Match] = matches(
      Self.advisory(),
      [
        Self.process(1, "/sbin/init", parent: 0), Self.process(10, Self.app),
        Self.process(11, "/usr/bin/env", parent: 10),
        Self.process(12, "/usr/bin/bash", parent: 11),
      ])
    let match: Match = try #require(found.first)
    #expect(found.count == 1)
    #expect(match.verdict == .suspected && match.reason == .shellBelowProduct)
    #expect(match.decidedBy == "3CX Desktop App" && match.productID == "3CX Desktop App-windows")
    guard case .process(let process, let ancestors) = match.subject else {
      Issue.record("not a process")
      return
    }
    #expect(process.pid == 12)
    #expect(ancestors.map(\.pid) == [11, 10])
  }

  @Test(
    "What is the product's executable, by name and place",
    arguments: [
      ("/opt/3CX/3CXDesktopApp", true), ("/opt/x/3cx-desktop-app", true), ("/srv/3CX Desktop App.exe", true),
      ("/opt/x/3CXDesktopAppHelper", false), ("/opt/x/desktopapp", false), ("/usr/bin/cat", false),
      ("/opt/fleet/bin/agent", true), ("/opt/fleet", false), ("/opt/fleet2/agent", false),
      ("/home/user/.local/fleet/agent", true), ("/srv/app/.local/fleet/x/agent", true),
    ])
  func products(executable: String, isProduct: Bool) {
    let advisory: Advisory = Self.advisory(paths: [Self.path("/opt/fleet/"), Self.path("~/.local/fleet/")])
    let table: [ProcessFacts] = [Self.process(10, executable), Self.process(11, "/bin/sh", parent: 10)]
    #expect(matches(advisory, table).isEmpty != isProduct)
  }

  @Test(
    "Which names never make a product",
    arguments: ["xz", "ctx", "sh", "Python", "bash"])
  func uselessNames(name: String) {
    let table: [ProcessFacts] = [
      Self.process(10, "/opt/a/" + name.lowercased()), Self.process(11, "/bin/sh", parent: 10),
    ]
    #expect(matches(Self.advisory(names: [name]), table).isEmpty)
  }

  @Test("A product known by package URL is none by its name: axios and xz start shells in every build")
  func packages() {
    let advisory: Advisory = Sample.advisory(products: [Sample.product("pkg:npm/axios", .npm, affected: ["1.0.0"])])
    let table: [ProcessFacts] = [Self.process(10, "/opt/axios/axios"), Self.process(11, "/bin/sh", parent: 10)]
    #expect(matches(advisory, table).isEmpty)
  }

  @Test("Notepad++ is not notepad")
  func punctuation() {
    let advisory: Advisory = Self.advisory(names: ["Notepad++"])
    for (name, count) in [("notepad.exe", 0), ("notepad++.exe", 1)] {
      let table: [ProcessFacts] = [Self.process(10, "/opt/n/" + name), Self.process(11, "/bin/sh", parent: 10)]
      #expect(matches(advisory, table).count == count)
    }
  }

  @Test(
    "Shells and interpreters",
    arguments: [
      ("/bin/sh", true), ("/usr/bin/python3.12", true), ("/usr/bin/perl5.36.0", true), ("/usr/bin/php8.2", true),
      ("/x/PowerShell.EXE", true), ("/usr/bin/zsh", true), ("/usr/bin/node", false), ("/usr/bin/bashful", false),
      ("/usr/bin/ssh", false), ("/usr/bin/java", false), ("/usr/bin/7", false),
    ])
  func interpreters(path: String, isInterpreter: Bool) {
    #expect(Interpreters.contains(Self.process(1, path)) == isInterpreter)
  }

  @Test("A program that is many, a loader, and an executable that may not be read")
  func disguises() {
    #expect(Interpreters.contains(Self.process(1, "/bin/busybox", name: "ash")))
    #expect(!Interpreters.contains(Self.process(1, "/bin/busybox", name: "httpd")))
    #expect(Interpreters.contains(Self.process(1, nil, name: "bash")))
    #expect(!Interpreters.contains(Self.process(1, nil, name: "kworker/0:1")))
    var loader: ProcessFacts = Self.process(1, "/lib64/ld-linux-x86-64.so.2")
    #expect(!Interpreters.contains(loader))
    loader.modules = [ProcessFacts.Module(path: Array("/usr/bin/dash".utf8))]
    #expect(Interpreters.contains(loader))
  }

  @Test("The product's own runtime and the shell that started it are no matches")
  func ownRuntime() {
    let wrapper: [ProcessFacts] = [Self.process(10, "/bin/sh"), Self.process(11, Self.app, parent: 10)]
    #expect(matches(Self.advisory(), wrapper).isEmpty)
    let own: [ProcessFacts] = [
      Self.process(10, Self.app), Self.process(11, Self.app, parent: 10),
      Self.process(12, "/opt/3CX/runtime/python3", parent: 11),
    ]
    #expect(matches(Self.advisory(), own).isEmpty)
    // In a folder that many share there is no own runtime.
    let shared: [ProcessFacts] = [
      Self.process(10, "/usr/bin/3CXDesktopApp"), Self.process(11, "/usr/bin/sh", parent: 10),
    ]
    #expect(matches(Self.advisory(), shared).count == 1)
  }

  @Test("Circles, missing parents and numbers of others end the tree")
  func brokenTables() {
    let circle: [ProcessFacts] = [
      Self.process(10, "/usr/bin/a", parent: 11), Self.process(11, "/bin/sh", parent: 10),
      Self.process(12, "/bin/sh", parent: 12), Self.process(13, "/bin/sh", parent: 99),
      Self.process(14, "/bin/sh", parent: -5),
    ]
    #expect(matches(Self.advisory(), circle + [Self.process(15, Self.app, parent: 15)]).isEmpty)
    var (product, shell): (ProcessFacts, ProcessFacts) = (
      Self.process(10, Self.app), Self.process(11, "/bin/sh", parent: 10)
    )
    shell.startedAt = Timestamp(secondsSinceEpoch: 100)
    product.startedAt = Timestamp(secondsSinceEpoch: 101)
    #expect(matches(Self.advisory(), [product, shell]).isEmpty)
    product.startedAt = Timestamp(secondsSinceEpoch: 100)
    #expect(matches(Self.advisory(), [product, shell]).count == 1)
    let chain: [ProcessFacts] = (10..<5_000).map { Self.process($0, "/bin/sh", parent: $0 - 1) }
    #expect(matches(Self.advisory(), [Self.process(9, Self.app, parent: 0)] + chain).count == 64)
  }

  @Test(
    "Listed digests, of the executable and of what is mapped",
    arguments: [
      (FileVerdict.malicious, Verdict.affected), (.trojanised, .affected), (.affectedBuild, .affected),
      (.suspicious, .suspected), (.clean, nil), (.legitimate, nil),
    ] as [(FileVerdict, Verdict?)])
  func hashes(verdict: FileVerdict, expected: Verdict?) throws {
    let row = FileIndicator(
      name: "app", platform: .linux, sha256: Self.hash, verdict: verdict, role: "loader", confidence: .high)
    let advisory: Advisory = Self.advisory(names: [], files: [row])
    var running: ProcessFacts = Self.process(10, "/srv/other")
    running.digests = try Self.digests()
    #expect(matches(advisory, [running]).map(\.verdict) == (expected.map { [$0] } ?? []))
    var mapping: ProcessFacts = Self.process(11, "/srv/other")
    mapping.modules = [ProcessFacts.Module(path: Array("/tmp/x.so".utf8), digests: try Self.digests())]
    let found: [Match] = matches(advisory, [mapping])
    #expect(found.map(\.verdict) == (expected.map { [$0] } ?? []))
    #expect(found.allSatisfy { $0.reason == .processHash && $0.decidedBy == "sha256:\(Self.hash) /tmp/x.so" })
    // What is listed clean is no executable of the product.
    let shell: [ProcessFacts] = [running, Self.process(12, "/bin/sh", parent: 10)]
    #expect(matches(advisory, shell).contains { $0.reason == .shellBelowProduct } == (expected != nil))
  }

  @Test(
    "Places that only the compromise uses",
    arguments: [
      ("/usr/bin/evil", "/usr/bin/evil", true), ("/usr/bin/evil", "/usr/bin/evil2", false),
      ("/opt/*/evil", "/opt/a/evil", true),
      ("/opt/*/evil", "/opt/a/b/evil", false), ("/opt/ev*l", "/opt/eviiil", true),
      ("~/.config/x", "/home/u/.config/x", true),
      ("~/.config/x", "/root/.config/x", true), ("~/.config/x", "/root/.config/x/y", false),
      ("/var/evil/", "/var/evil/a/b", true), ("/var/evil/", "/var/evil", false),
      ("node_modules/a/x", "/srv/node_modules/a/x", true),
      ("/usr/bin/", "/usr/bin/cat", false), ("/Usr/Bin/Evil", "/usr/bin/evil", false), ("*", "/usr/bin/cat", false),
      ("$HOME/.config/x", "/home/u/.config/x", true), ("$XDG_CONFIG_HOME/x", "/home/u/.config/x", true),
      ("${HOME}/.local/share/x/", "/home/u/.local/share/x/y/z", true), ("$TMPDIR/evil", "/var/tmp/evil", true),
      ("/opt/**/evil", "/opt/a/b/c/evil", true), ("/opt/**/evil", "/srv/opt/a/evil", false),
      ("/opt/**/evil", "/opt/evil", true), ("**/lib/evil", "/srv/a/lib/evil", true),
      ("/srv/x/**", "/srv/x/y/z", true), ("/srv/x/**", "/srv/x", false), ("/opt/*/", "/opt/a/b", false),
      ("~/**/evil", "/home/u/a/b/evil", true), ("/a/**/b/**/c", "/a/x/b/b/y/c", true),
      ("/a/**/b/**/c", "/a/x/y/c", false), ("$NOTHING/x", "/x", false), ("/home/../x", "/x", false),
    ])
  func places(row: String, executable: String, isMatch: Bool) {
    let advisory: Advisory = Self.advisory(names: [], paths: [Self.path(row, malicious: true)])
    let found: [Match] = matches(advisory, [Self.process(10, executable)])
    #expect(found.map(\.reason) == (isMatch ? [.processPath] : []))
    #expect(found.allSatisfy { $0.verdict == .suspected && $0.decidedBy == row })
  }

  @Test("Rows of Windows are read in its forms, in any case, and only on Windows")
  func windows() {
    let row: PathIndicator = Self.path(#"%LOCALAPPDATA%\Programs\App\evil.exe"#, .windows, malicious: true)
    let advisory: Advisory = Self.advisory(names: [], paths: [row])
    let process: ProcessFacts = Self.process(10, #"C:\Users\U\AppData\Local\Programs\APP\Evil.exe"#)
    #expect(matches(advisory, [process], platform: .windows).isEmpty == false)
    #expect(matches(advisory, [process], platform: .linux).isEmpty)
  }

  @Test(
    "The forms of Windows are those of every other look at paths",
    arguments: [
      (#"%APPDATA%\evil.exe"#, #"C:\Users\U\AppData\Roaming\Evil.exe"#, true),
      (#"%APPDATA%\evil.exe"#, #"D:\Documents and Settings\U\Application Data\evil.exe"#, true),
      (#"%TEMP%\evil.exe"#, #"C:\Windows\Temp\evil.exe"#, true),
      (#"%PROGRAMFILES%\App\"#, #"C:\Program Files (x86)\App\bin\a.exe"#, true),
      (#"%PROGRAMFILES%\App\"#, #"C:\Program Files (x86)\App"#, false),
      (#"C:\Users\*\AppData\Local\x.exe"#, #"C:\Users\U\AppData\Local\x.exe"#, true),
      (#"$env:PUBLIC\x.exe"#, #"c:\users\public\X.EXE"#, true), (#"%WINDIR%\"#, #"C:\Windows\notepad.exe"#, false),
      (#"C:\x.exe"#, #"C:\a\x.exe"#, false),
    ])
  func windowsForms(row: String, executable: String, isMatch: Bool) {
    let advisory: Advisory = Self.advisory(names: [], paths: [Self.path(row, .windows, malicious: true)])
    #expect(matches(advisory, [Self.process(10, executable)], platform: .windows).isEmpty != isMatch)
  }

  @Test(
    "Which programs an advisory speaks of: they are read also where not all are",
    arguments: [
      ("/srv/IMPLANT.bin", true), ("/srv/implant", false), ("/opt/3CX/3CXDesktopApp", true),
      ("/var/evil/x", true), ("/opt/fleet/agent", true), ("/usr/bin/cat", false), ("/srv/clean.bin", false),
      (nil, false),
    ] as [(String?, Bool)])
  func named(executable: String?, isNamed: Bool) {
    let files: [FileIndicator] = [
      FileIndicator(
        name: "implant.bin", platform: .windows, sha256: Self.hash, verdict: .malicious, role: "x", confidence: .high),
      FileIndicator(
        name: "clean.bin", platform: .linux, sha256: Self.hash, verdict: .clean, role: "x", confidence: .high),
    ]
    let paths: [PathIndicator] = [Self.path("/var/evil/", malicious: true), Self.path("/opt/fleet/")]
    let matcher = ProcessMatcher(advisories: [Self.advisory(paths: paths, files: files)], platform: .linux)
    #expect(matcher.names(Self.process(10, executable, name: "x")) == isNamed)
  }

  @Test("A rule that matched what runs or is mapped is a finding of the process")
  func rules() throws {
    var advisory: Advisory = Self.advisory(names: [])
    advisory.rules = [DetectionRule(id: "r", language: .yara, text: "rule r { condition: true }")]
    let hit = RuleHit(rule: "r", source: advisory.id, verdict: .suspected)
    var running: ProcessFacts = Self.process(10, "/srv/other")
    running.digests = try Self.digests()
    running.hits = [hit]
    var mapping: ProcessFacts = Self.process(11, "/srv/other")
    mapping.modules = [ProcessFacts.Module(path: Array("/tmp/x.so".utf8), digests: try Self.digests())]
    mapping.modules[0].hits = [hit]
    let found: [Match] = matches(advisory, [running, mapping])
    #expect(found.map(\.reason) == [.processRule, .processRule] && found.allSatisfy { $0.verdict == .suspected })
    #expect(found.map(\.decidedBy) == ["r", "r /tmp/x.so"])
  }
}
