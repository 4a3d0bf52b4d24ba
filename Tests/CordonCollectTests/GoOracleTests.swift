internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// `go version -m` says the same as we do, item for item.
@Suite struct GoOracleTests {
  private static let go: Bool = OracleProgram.exists("go")

  /// The modules in the answer of `go version -m`, in the words of our inventory.
  ///
  /// Where we differ on purpose: of a replaced module only what was taken instead is listed; of one that was replaced
  /// by a folder the name, for its content has no version; `(devel)` is no version; the toolchain stands as `stdlib`.
  private static func modules(_ answer: String) -> [String] {
    var found: [(name: String, version: String?)] = []
    for line in answer.split(separator: "\n") {
      let fields: [Substring] = line.split(separator: "\t", omittingEmptySubsequences: false)
      if !line.hasPrefix("\t") {
        guard let version = line.components(separatedBy: ": ").last else { continue }
        found.append(("stdlib", version.dropFirst(2).components(separatedBy: " ")[0]))
      } else if fields.count >= 4, ["mod", "dep"].contains(fields[1]) {
        found.append((String(fields[2]), fields[3] == "(devel)" ? nil : String(fields[3])))
      } else if fields.count >= 4, fields[1] == "=>", var last = found.popLast() {
        if fields[3] == "(devel)" || fields[3].isEmpty {
          last.version = nil
        } else {
          last = (String(fields[2]), String(fields[3]))
        }
        found.append(last)
      }
    }
    return Set(found.map { $0.name + "@" + ($0.version ?? "-") }).sorted()
  }

  @Test("a program built here, with every kind of replacement", .enabled(if: go, "Go is not on this machine"))
  func builtHere() throws {
    let tree = try FixtureTree()
    try tree.write(
      "app/go.mod",
      """
      module example.org/main
      go 1.19
      require (
        example.org/local v0.1.0
        example.org/old v1.2.3
        example.org/plain v1.0.0
      )
      replace example.org/old v1.2.3 => example.org/fork v1.2.4
      replace example.org/local => ./local
      """)
    try tree.write("app/local/go.mod", "module example.org/local\n")
    try tree.write(
      "app/vendor/modules.txt",
      """
      # example.org/local v0.1.0 => ./local
      ## explicit; go 1.19
      example.org/local
      # example.org/old v1.2.3 => example.org/fork v1.2.4
      ## explicit; go 1.19
      example.org/old
      # example.org/plain v1.0.0
      ## explicit; go 1.19
      example.org/plain
      # example.org/local => ./local

      """)
    for name in ["local", "old", "plain"] {
      try tree.write("app/vendor/example.org/\(name)/x.go", "package \(name)\n\nvar Name = \"\(name)\"\n")
    }
    try tree.write(
      "app/main.go",
      """
      package main
      import ("example.org/local"; "example.org/old"; "example.org/plain")
      func main() { println(local.Name, old.Name, plain.Name) }
      """)
    let environment: [String: String] = [
      "GOPROXY": "off", "GOFLAGS": "-mod=vendor", "GOCACHE": tree.path("cache"), "GOTOOLCHAIN": "local",
      "GOPATH": tree.path("gopath"),
    ]
    _ = try #require(
      OracleProgram.output(
        "go", "build", "-o", tree.path("bin/tool"), ".", folder: tree.path("app"), environment: environment))
    let answer: String = try #require(OracleProgram.output("go", "version", "-m", tree.path("bin/tool")))
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path("bin")), now: testNow)
    let expected: [String] = GoOracleTests.modules(answer)
    #expect(expected.contains("example.org/fork@v1.2.4"))
    #expect(expected.contains("example.org/local@-"))
    #expect(inventory.labels(.goBuildInfo) == expected)
    #expect(inventory.coverage(.binaryModules)?.state == .complete)
  }

  /// No program of Go 1.17 is at hand; Go itself reads the form in which they were written.
  @Test(
    "the form of Go 1.13 to 1.17", .enabled(if: go, "Go is not on this machine"), arguments: [true, false],
    [true, false])
  func oldForm(isWide: Bool, isBigEndian: Bool) throws {
    let tree = try FixtureTree()
    var sample = SampleProgram()
    (sample.isWide, sample.isBigEndian) = (isWide, isBigEndian)
    let text: String = "path\tx/cmd\nmod\tx/main\tv0.9.0\th1:a=\ndep\tx/dep\tv1.2.3\th1:b=\n"
    sample.sections = [
      .init(".go.buildinfo", sample.oldGoBuildInfo(version: "go1.16.15", modules: text)),
      .init(".text", Array(repeating: 0, count: 20_000)),
    ]
    try tree.write("tool", bytes: sample.elf())
    try tree.setMode("tool", 0o755)
    let answer: String = try #require(OracleProgram.output("go", "version", "-m", tree.path("tool")))
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path), now: testNow)
    #expect(inventory.labels(.goBuildInfo) == ["stdlib@1.16.15", "x/dep@v1.2.3", "x/main@v0.9.0"])
    #expect(inventory.labels(.goBuildInfo) == GoOracleTests.modules(answer))
  }

  @Test(
    "the Go programs of this machine", .enabled(if: go, "Go is not on this machine"),
    arguments: ["/usr/bin", "/usr/local/bin", "/usr/lib/go-1.19", "/usr/lib/google-cloud-sdk/bin", "/opt"])
  func onThisMachine(folder: String) throws {
    guard FileManager.default.fileExists(atPath: folder) else { return }
    let inventory: Inventory = InventoryCollector().collect(.folder(folder), checks: [.binaryModules], now: testNow)
    let found: [String: [SoftwarePackage]] = Dictionary(
      grouping: inventory.packages.filter { $0.foundBy == .goBuildInfo }, by: \.location)
    // Each program that we call one of Go's, and each that Go does.
    let answer: String = OracleProgram.output("go", "version", folder) ?? ""
    let theirs: [String] = answer.split(separator: "\n").compactMap { $0.components(separatedBy: ": go").first }
      // We look at what a link leads to where it lies.
      .filter { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path == $0 }
    #expect(Set(found.keys) == Set(theirs))
    for (place, packages) in found {
      let text: String = try #require(OracleProgram.output("go", "version", "-m", place))
      #expect(packages.map { $0.name + "@" + ($0.version ?? "-") }.sorted() == GoOracleTests.modules(text), "\(place)")
    }
  }
}
