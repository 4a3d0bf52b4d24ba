internal import CLinux
package import CordonModel

/// Which files of running processes are to be read, and what is to be found out about them.
package struct RunningFileRequest: Sendable, Hashable {
  /// Of the snapshot that is to be completed.
  package var files: [RunningFile]
  /// Digests to be made beside SHA-256.
  package var digests: Set<Digest.Kind>
  /// Rules to be looked for.
  package var rules: [RuleSource]
  package var limits: RunningFileLimits

  package init(
    _ files: [RunningFile], digests: Set<Digest.Kind> = [], rules: [RuleSource] = [],
    limits: RunningFileLimits = RunningFileLimits()
  ) {
    self.files = files
    self.digests = digests
    self.rules = rules
    self.limits = limits
  }
}

/// The visible limits of reading what runs. A file that passes one is a gap, but for ``moduleMemoryBytes``.
package struct RunningFileLimits: Sendable, Hashable {
  /// Files that are read.
  package var files: Int = 100_000
  /// Bytes of all files together.
  package var bytes: UInt64 = .max
  /// Bytes of a mapped file without a name on disk, beyond which it is left out by rule: .NET reserves 2 TB as such a file
  /// for the code that it makes, all but nothing of which is there.
  package var moduleMemoryBytes: UInt64 = 1 << 30

  package init() {}

  /// For a check that a person waits for: about a second of reading at worst.
  package static var quick: RunningFileLimits {
    var limits = RunningFileLimits()
    limits.files = 256
    limits.bytes = 512 << 20
    return limits
  }
}

/// What came of reading, beside what stands in the snapshot.
package struct RunningFileResult: Sendable, Hashable {
  /// Files that were read.
  package var files: Int = 0
  /// Mistakes in the rules.
  package var problems: [RuleProblem] = []
  /// What is missing in the confinement of the workers, in English.
  package var notices: [String] = []
}

/// Reads what processes run and have mapped: not by its name, which may be gone or another file's by now, but by what the
/// system keeps of the process (``ProcessFiles``). Files go to workers without privileges, as those of a ``FileScanner`` do.
///
/// What cannot be read becomes a gap in the coverage of the snapshot; what ended meanwhile is counted there.
package struct RunningFileScanner {
  package var options: FileScanOptions
  package var observer: CollectionObserver
  private let opener: ProcessFiles

  package init(
    options: FileScanOptions = FileScanOptions(), observer: CollectionObserver = CollectionObserver(),
    opener: ProcessFiles = ProcessFiles()
  ) {
    self.options = options
    self.observer = observer
    self.opener = opener
  }

  /// Reads the files and notes what was found in every process that has them.
  package func scan(_ request: RunningFileRequest, of snapshot: inout ProcessSnapshot) -> RunningFileResult {
    var options: FileScanOptions = self.options
    options.workers = max(1, min(options.workers ?? WorkerPoolOptions.usableCores, request.files.count))
    return scan(request, of: &snapshot) { () throws(FileFailure) in
      try WorkerInspection(rules: request.rules, options: options)
    }
  }

  /// As above, with what tests replace.
  ///
  /// - Parameter make: makes what reads files; called when there is a file to be read.
  func scan(
    _ request: RunningFileRequest, of snapshot: inout ProcessSnapshot,
    make: () throws(FileFailure) -> any FileInspecting
  ) -> RunningFileResult {
    guard !request.files.isEmpty else { return RunningFileResult() }
    if options.isYielding { cordon_yield() }
    let run = RunningFileRun(request, bytesPerSecond: options.bytesPerSecond, opener: opener, observer: observer)
    do throws(FileFailure) {
      let inspection: any FileInspecting = try make()
      run.read(with: inspection, into: &snapshot)
    } catch {
      run.gaps.add("cordon-worker", error)
    }
    run.settle(&snapshot.coverage)
    return run.result
  }
}
