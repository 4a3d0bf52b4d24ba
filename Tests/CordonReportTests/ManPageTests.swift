internal import CordonModel
internal import CordonReport
internal import Foundation
internal import Testing

/// The manual pages that are written by hand name what the program has.
@Suite("Manual pages")
struct ManPageTests {
  private func page(_ name: String) throws -> String {
    let root: URL = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("Documentation/man/\(name)"), encoding: .utf8)
  }

  @Test("every output format, and no other")
  func formats() throws {
    let named: [String] = try page("cordon-formats.7").split(separator: "\n").filter { $0.hasPrefix(".It Cm ") }
      .map { String($0.dropFirst(7)) }
    #expect(Set(named) == Set(OutputFormat.allCases.map(\.rawValue)))
    #expect(named.count == OutputFormat.allCases.count)
  }

  @Test("every exit code of a verdict and of an error")
  func exitCodes() throws {
    let text: String = try page("cordon-exit-codes.7")
    let verdicts: [Int32] = Verdict.allCases.map { FailOn.unknown.exitCode(for: $0) }
    for code in verdicts + [1, 64, 65, 77, 78, 130] { #expect(text.contains("\n.It \(code)\n"), "\(code)") }
    for word in FailOn.allCases { #expect(text.contains(".Cm \(word.rawValue)"), "\(word)") }
  }

  @Test("every kind of exception")
  func exceptions() throws {
    let text: String = try page("cordon-exceptions.5")
    for kind in FindingException.Kind.allCases { #expect(text.contains("\n.Cm \(kind.rawValue)\n"), "\(kind)") }
  }
}
