internal import CLinux
internal import CordonInspect
package import CordonModel
internal import Glibc

/// Reads the files of a machine, a root or some paths, each once and each only when it changed since the last time, and
/// hands on what was found in them.
///
/// One thread walks, asks the cache, opens files and drives the workers, which read them without privileges. What could
/// not be looked at is in the coverage.
package struct FileScanner {
  package var request: FileScanRequest
  package var options: FileScanOptions
  package var observer: FileScanObserver

  package init(
    _ request: FileScanRequest, options: FileScanOptions = FileScanOptions(),
    observer: FileScanObserver = FileScanObserver()
  ) {
    self.request = request
    self.options = options
    self.observer = observer
  }

  /// Scans.
  ///
  /// With ``FileScanOptions/isYielding`` this process keeps its low priority afterwards.
  ///
  /// - Parameters:
  ///   - now: of the coverage.
  ///   - sink: takes the facts of each file and member, on this thread; a member after the file it lies in.
  package func scan(now: Timestamp, sink: (FileFacts) -> Void) -> FileScanResult {
    let settings: (FileScanRequest, FileScanOptions) = (request, options)
    let engine: [UInt8] = options.cache == nil ? [] : WorkerProgram.libraries(of: options.workerProgram)
    return scan(now: now, engine: engine, clock: FileScanner.clock, sink: sink) { () throws(FileFailure) in
      try WorkerInspection(rules: settings.0.rules, options: settings.1)
    }
  }

  /// As above, with everything that tests replace.
  ///
  /// - Parameters:
  ///   - engine: what tells the workers' libraries from those of another version.
  ///   - clock: nanoseconds since the epoch.
  ///   - inspection: makes what reads files; called when the first file is to be read, which may be never.
  func scan(
    now: Timestamp, engine: [UInt8] = [], clock: @escaping () -> Int64, sink: (FileFacts) -> Void,
    inspection: () throws(FileFailure) -> any FileInspecting
  ) -> FileScanResult {
    if options.isYielding { cordon_yield() }
    let run = FileScanRun(request: request, options: options, observer: observer, engine: engine, clock: clock)
    if observer.progress != nil { run.countBefore() }
    return withoutActuallyEscaping(inspection) { make in
      run.scan(now: now, make: make, sink: sink)
    }
  }

  private static func clock() -> Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
