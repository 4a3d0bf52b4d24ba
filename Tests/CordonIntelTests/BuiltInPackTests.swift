import CordonIntel
import CordonModel
import CordonTestSupport
import Foundation
import Testing

/// The packs in `Advisories/` of this package.
@Suite struct BuiltInPackTests {
  static let files: [URL] = {
    let folder: URL = Corpora.packageRoot.appendingPathComponent("Advisories")
    let all: [URL]? = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (all ?? []).filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
  }()

  @Test func thereAreAllOfThem() { #expect(BuiltInPackTests.files.count >= 21) }

  @Test("every built-in pack is read without an error and without a warning", arguments: files)
  func isClean(_ url: URL) throws {
    let bytes: [UInt8] = Array(try Data(contentsOf: url))
    let reading: PackReading = PackReader.read(bytes, file: url.lastPathComponent)
    let findings: String = reading.findings.map(\.line).joined(separator: "\n")
    #expect(reading.findings.isEmpty, "\(findings)")
    #expect(reading.advisory?.id == url.deletingPathExtension().lastPathComponent)
  }

  @Test("every path of a built-in pack is understood", arguments: files)
  func pathsAreUnderstood(_ url: URL) throws {
    let bytes: [UInt8] = Array(try Data(contentsOf: url))
    let reading: PackReading = PackReader.read(bytes, file: url.lastPathComponent)
    for path in reading.advisory?.paths ?? [] {
      let fault: PathPatternFault? = PathPattern(path.path, platform: path.platform).fault
      #expect(fault == nil, "\(path.path): \(fault?.detail ?? "")")
    }
  }

  @Test("a built-in pack cut at any of many places is refused or read, and never traps", arguments: files.prefix(3))
  func survivesCuts(_ url: URL) throws {
    let bytes: [UInt8] = Array(try Data(contentsOf: url))
    for cut in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 50)) {
      let reading: PackReading = PackReader.read(Array(bytes[..<cut]), file: url.lastPathComponent)
      #expect(reading.advisory != nil || reading.hasErrors)
    }
  }
}

extension LintFinding {
  /// The finding as lint prints it.
  var line: String {
    let place: String = "\(location.file):\(location.line.map(String.init) ?? "-"): \(location.field ?? "-")"
    return "\(severity.rawValue) \(place): \(message) | \(example ?? "-")"
  }
}
