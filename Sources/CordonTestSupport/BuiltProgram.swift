internal import Foundation

/// The programs that were built beside the tests.
package enum BuiltProgram {
  /// Where a program of the package lies.
  package static func path(_ name: String) -> String {
    let runner: String = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: runner).deletingLastPathComponent().appendingPathComponent(name).path
  }
}
