internal import CSandbox
internal import Glibc

/// The inspection worker: reads open files that a collector hands it, without privileges and without network.
package enum WorkerMain {
  /// The number under which the collector leaves the socket to it.
  private static let control: Int32 = 3

  /// Runs until the collector goes away. Started by hand, it says what it is and ends with 64.
  package static func run() -> Never {
    let arguments: [String] = Array(CommandLine.arguments.dropFirst())
    if arguments == ["--self-test"] { exit(ConfinementReport.run()) }
    if arguments == ["--libraries"] { exit(sayLibraries()) }
    guard arguments.isEmpty, cordon_is_message_socket(control) != 0 else {
      say("cordon-worker reads files for cordon, which starts it; there is nothing to do for it by hand.\n", to: 2)
      exit(64)
    }
    // Ctrl-C reaches every process of the terminal; here the collector decides, which takes in what is under way first.
    _ = signal(SIGINT, SIG_IGN)
    exit(Warden.run(control: control))
  }

  /// Says which libraries are used, with size and time: what `cordon` tells one version from another by.
  private static func sayLibraries() -> Int32 {
    var text: [UInt8] = Array(repeating: 0, count: 32 << 10)
    let count: Int = unsafe text.withUnsafeMutableBytes { unsafe cordon_say_libraries($0.baseAddress, $0.count) }
    guard count > 0 else { return 71 }
    return unsafe write(1, text, count) == count ? 0 : 71
  }

  /// Writes a text to a descriptor, as far as that goes.
  static func say(_ text: String, to descriptor: Int32) {
    let bytes: [UInt8] = Array(text.utf8)
    _ = unsafe write(descriptor, bytes, bytes.count)
  }
}
