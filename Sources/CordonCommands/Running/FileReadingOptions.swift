internal import ArgumentParser
internal import CordonCollect
internal import Foundation

/// How files are read: the manners that `scan` and a deep `check` share.
struct FileReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Files read at a time; default: one for every core.", valueName: "number"))
  var threads: Int?

  @Flag(help: "Give way to everything else, for the processor and the disk.")
  var nice = false

  @Option(help: ArgumentHelp("Read at most this many megabytes a second, on average.", valueName: "MB/s"))
  var rate: Double?

  @Option(
    help: ArgumentHelp("Levels of archives inside each other that are opened; 0 opens none.", valueName: "number"))
  var archiveDepth: Int = FileScanOptions().archiveDepth

  @Flag(help: "Read every file, and remember nothing.")
  var noCache = false

  @Flag(help: "Read files also where the kernel cannot confine the processes that do (no seccomp).")
  var allowUnconfinedWorkers = false

  static let environmentOptions: [EnvironmentOption] = [
    EnvironmentOption(name: "threads"), EnvironmentOption(name: "nice", isFlag: true), EnvironmentOption(name: "rate"),
    EnvironmentOption(name: "archive-depth"), EnvironmentOption(name: "no-cache", isFlag: true),
    EnvironmentOption(name: "allow-unconfined-workers", isFlag: true),
  ]

  /// Workers that anybody may ask for.
  private static let threadLimit = 256

  mutating func validate() throws {
    if let threads, !(1...FileReadingOptions.threadLimit).contains(threads) {
      throw ValidationError("--threads is a number from 1 to \(FileReadingOptions.threadLimit).")
    }
    if let rate, !(rate >= 0.001 && rate <= 1_000_000) {
      throw ValidationError("--rate is a number of megabytes a second, such as 20 or 0.5.")
    }
    guard (0...64).contains(archiveDepth) else {
      throw ValidationError("--archive-depth is a number from 0 to 64.")
    }
  }

  /// What they say to a scan.
  var scanOptions: FileScanOptions {
    var options = FileScanOptions()
    options.workers = threads
    options.isYielding = nice
    options.bytesPerSecond = rate.map { Int($0 * 1_000_000) }
    options.archiveDepth = archiveDepth
    options.allowsUnconfinedWorkers = allowUnconfinedWorkers
    if !noCache {
      options.cache = .standard(environment: ProcessInfo.processInfo.environment, isRoot: geteuid() == 0)
    }
    return options
  }
}
