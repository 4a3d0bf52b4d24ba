package import CordonInspect
package import CordonModel

/// Which files are to be read, and what is to be found out about them.
package struct FileScanRequest: Sendable, Hashable {
  /// Which files, and which of them first.
  package var files: FileWalkRequest
  /// Digests to be made beside SHA-256.
  package var digests: Set<Digest.Kind>
  /// Rules to be looked for.
  package var rules: [RuleSource]

  package init(_ files: FileWalkRequest, digests: Set<Digest.Kind> = [], rules: [RuleSource] = []) {
    self.files = files
    self.digests = digests
    self.rules = rules
  }
}

/// The visible settings of a scan. What passes a limit is listed, never silently left out.
package struct FileScanOptions: Sendable, Hashable {
  /// What one file may cost.
  package var inspection = InspectionLimits()
  /// Where files are looked for.
  package var walk = FileWalkOptions()
  /// Workers at a time; `nil` is one for every core this process may use.
  package var workers: Int?
  /// Whether the scan steps back behind everything else: lowest priority, and the disk only while nobody else reads.
  package var isYielding = false
  /// Bytes given to the workers in a second, on average; `nil` is as many as they take.
  package var bytesPerSecond: Int?
  /// Whether archives are opened.
  package var opensArchives = true
  /// Bytes of a file that is opened as an archive; a larger one is named. `nil` is without a bound.
  package var archiveFileBytes: Int?
  /// Bytes that are read in all: files that do not fit into what is left are named. `nil` is without a bound.
  package var bytesInAll: Int?
  /// Whether workers read files also where the kernel cannot confine them to the system calls they need.
  package var allowsUnconfinedWorkers = false
  /// Where what was read is remembered; `nil` for nowhere.
  package var cache: ScanCachePlace?
  package var cacheLimits = ScanCacheLimits()
  /// The program of the workers; `nil` is the one beside the running program.
  package var workerProgram: String?
  /// Items of one file that wait until it is known that the file was not written to meanwhile.
  package var waitingItems: Int = 256
  /// Files that are read again because they were written to while they were read.
  package var repeats: Int = 10_000

  package init() {}

  /// Levels of archives inside each other that are opened; 0 for none.
  package var archiveDepth: Int {
    get { opensArchives ? inspection.archiveDepth : 0 }
    set {
      opensArchives = newValue > 0
      inspection.archiveDepth = max(1, newValue)
    }
  }
}

/// How far a scan is.
package struct FileScanProgress: Sendable, Hashable {
  /// Files done, those answered by the cache included.
  package var files: Int = 0
  /// Bytes of them.
  package var bytes: UInt64 = 0
  /// Bytes that were read for it.
  package var bytesRead: UInt64 = 0
  /// Files in all, when they were counted before.
  package var filesInAll: Int?
  /// Bytes in all, when they were counted before.
  package var bytesInAll: UInt64?
}

/// Who watches a scan.
package struct FileScanObserver: Sendable {
  /// Looked at between files.
  package var cancellation: CancellationFlag?
  /// Called after every file: it has to be quick. When it is there, files are counted before they are read.
  package var progress: (@Sendable (FileScanProgress) -> Void)?

  package init(
    cancellation: CancellationFlag? = nil, progress: (@Sendable (FileScanProgress) -> Void)? = nil
  ) {
    self.cancellation = cancellation
    self.progress = progress
  }

  var isCancelled: Bool { cancellation?.isCancelled ?? false }
}

/// What came of a scan, beside the facts that were handed on one by one.
package struct FileScanResult: Sendable, Hashable {
  /// What was looked at, and what could not be.
  package var coverage: Coverage
  package var count = FileScanCount()
  /// Mistakes in the rules.
  package var problems: [RuleProblem] = []
  /// What went wrong with the cache, or is missing in the confinement of the workers, in English: the answer is none
  /// the worse for it.
  package var notices: [String] = []
  /// Whether it was ended before its time.
  package var wasCancelled = false
}

/// What a scan did, in numbers.
package struct FileScanCount: Sendable, Hashable {
  /// Files, each with one name.
  package var files: Int = 0
  /// Bytes of them.
  package var bytes: UInt64 = 0
  /// Bytes that were given to the workers.
  package var bytesRead: UInt64 = 0
  /// Members of archives.
  package var members: Int = 0
  /// Files the cache answered for.
  package var cached: Int = 0
  /// Files of which the cache knew the digests, and the rules were new.
  package var rulesOnly: Int = 0
  /// Files and members that rules saw only the beginning of.
  package var beyondRuleLimit: Int = 0
  /// Files that could not be read, or not to their end.
  package var unread: Int = 0
  /// Files that were written to while they were read, and were read again.
  package var repeated: Int = 0
}
