internal import CLinux
package import CordonInspect
package import CordonModel
internal import Glibc

/// How many workers there are and what they work with.
package struct WorkerPoolOptions: Sendable, Hashable {
  /// Worker processes, at least 1.
  package var count: Int
  /// Rules that all files with ``InspectionTask/wantsRules`` are searched for.
  package var rules: [RuleSource] = []
  /// What one file may cost.
  package var limits = InspectionLimits()
  /// Added to the workers' niceness, 0 to 19.
  package var niceness: Int = 0
  /// Whether workers read only while nobody else does.
  package var isIdleReader: Bool = false
  /// After so many workers ended early, one after the other without a single file in between, no more are started.
  package var crashLimit: Int = 50
  /// After so many workers ended before they had begun, no more are started.
  package var startLimit: Int = 5
  /// Milliseconds to wait after the first of them, and twice as long after each further one.
  package var startPause: Int = 50
  /// Whether workers read files also where the kernel cannot confine them to the system calls they need.
  package var allowsUnconfined: Bool = false
  /// Seconds that compiling the rules may take.
  package var startSeconds: Int = 180

  /// At most so many workers.
  package static let countLimit = 256

  /// The cores that this process may use.
  package static var usableCores: Int {
    let usable = Int(cordon_usable_cores())
    return usable > 0 ? usable : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Takes the number of workers.
  package init(count: Int) { self.count = min(max(1, count), Self.countLimit) }
}
