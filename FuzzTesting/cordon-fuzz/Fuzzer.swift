internal import CordonTestSupport
internal import Foundation

/// Hands libFuzzer's inputs to one parser.
enum Fuzzer {
  /// Larger inputs are turned away: what lies beyond every limit teaches nothing new.
  static let inputLimit: Int = 1 << 20

  /// The parser of this process; set once, before the first input.
  nonisolated(unsafe) private static var parse: @Sendable ([UInt8]) -> Void = { _ in }

  /// Fuzzes until libFuzzer's own options say stop; answers the exit code of the process.
  static func run(entryNamed name: String) -> CInt {
    guard let entry = FuzzEntry.all.first(where: { $0.name == name }) else {
      print("cordon-fuzz: no parser is called \(name); without CORDON_FUZZ_ENTRY the names are listed")
      return 64
    }
    parse = entry.run
    var count: CInt = CommandLine.argc
    var arguments: Arguments = CommandLine.unsafeArgv
    return runDriver(&count, &arguments) { bytes, count in
      guard count <= Fuzzer.inputLimit else { return -1 }
      Fuzzer.parse(Array(UnsafeBufferPointer(start: bytes, count: count)))
      return 0
    }
  }
}

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
private typealias Input = @convention(c) (_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt

/// libFuzzer as a library (compiler-rt, `FuzzerInterface`): SwiftPM gives every executable a main of its own, so the
/// one that libFuzzer brings cannot be used.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>, _ input: Input
) -> CInt
