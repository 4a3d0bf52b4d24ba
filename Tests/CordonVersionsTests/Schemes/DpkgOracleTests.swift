import CordonTestSupport
import CordonVersions
import Foundation
import Testing

/// dpkg itself as the oracle: pairs of the versions in this machine's package lists, and mutated ones.
@Suite("dpkg --compare-versions")
struct DpkgOracleTests {
  static let isPresent: Bool = FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg")
  static let pairCount: Int = 10_000

  @Test("10,000 random pairs agree", .enabled(if: isPresent, "there is no dpkg on this machine"))
  func agrees() throws {
    let texts: [String] = try versionTexts()
    try #require(texts.count > 50)
    var generator = SeededGenerator(seed: 20_230_329)
    var pairs: [(String, String)] = []
    while pairs.count < Self.pairCount {
      guard var left = texts.randomElement(using: &generator) else { break }
      // Half of the pairs are close relatives; unrelated versions differ in their first number.
      var right: String = texts.randomElement(using: &generator, orElse: "0")
      if pairs.count % 2 == 0 { right = VersionSamples.mutated(left, using: &generator) }
      if pairs.count % 4 == 0 { left = VersionSamples.mutated(left, using: &generator) }
      // dpkg takes an argument that begins with a hyphen for an option.
      if left.hasPrefix("-") || right.hasPrefix("-") { continue }
      if (try? Version(left, scheme: .dpkg)) != nil, (try? Version(right, scheme: .dpkg)) != nil {
        pairs.append((left, right))
      }
    }
    let answers: [Substring] = try dpkgAnswers(pairs)
    try #require(answers.count == pairs.count)
    for ((left, right), answer) in zip(pairs, answers) {
      let found: VersionOrder = try VersionScheme.dpkg.compare(left, right)
      if found.rawValue != answer { Issue.record("\(left) \(answer) \(right) says dpkg, found \(found.rawValue)") }
    }
  }

  @Test("What dpkg refuses is refused", .enabled(if: isPresent, "there is no dpkg on this machine"))
  func refuses() throws {
    let refused: [String] = ["1:", "1.0-", "a:1.0", "-1", "1 0", ":1", "99999999999:1", "2147483648:1", "-1:1"]
    for (text, answer) in zip(refused, try dpkgAnswers(refused.map { ($0, "1") })) {
      #expect(answer == "error", "dpkg reads \(text)")
      #expect(throws: VersionError.self, "\(text)") { try Version(text, scheme: .dpkg) }
    }
  }

  /// The versions of the installed packages and of those in the package lists.
  private func versionTexts() throws -> [String] {
    let lists: String = "/var/lib/apt/lists/"
    let names: [String] = (try? FileManager.default.contentsOfDirectory(atPath: lists)) ?? []
    var texts: Set<String> = []
    for path in ["/var/lib/dpkg/status"] + names.filter({ $0.hasSuffix("_Packages") }).sorted().map({ lists + $0 }) {
      guard let content = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      for line in content.split(separator: "\n") where line.hasPrefix("Version: ") {
        texts.insert(String(line.dropFirst(9)))
      }
    }
    return texts.sorted()
  }

  /// `<`, `=`, `>` or `error` for each pair, from one run of the shell.
  private func dpkgAnswers(_ pairs: [(String, String)]) throws -> [Substring] {
    let folder: URL = FileManager.default.temporaryDirectory.appendingPathComponent("cordon-dpkg-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let list: URL = folder.appendingPathComponent("pairs")
    try Data(pairs.map { "\($0.0)\t\($0.1)\n" }.joined().utf8).write(to: list)
    let script: String = """
      tab=$(printf '\\t'); exec 2>/dev/null
      while IFS="$tab" read -r a b; do
        if dpkg --compare-versions "$a" lt "$b"; then echo '<'
        elif dpkg --compare-versions "$a" eq "$b"; then echo '='
        elif dpkg --compare-versions "$a" gt "$b"; then echo '>'
        else echo error; fi
      done < "$1"
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, "sh", list.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data: Data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
  }
}
