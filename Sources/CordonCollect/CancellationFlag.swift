internal import Synchronization

/// A wish to stop, set from any thread (a signal handler's thread, say) and looked at between folders.
package final class CancellationFlag: Sendable {
  private let raised: Atomic<Bool> = Atomic(false)

  package init() {}

  package func cancel() { raised.store(true, ordering: .relaxed) }

  package var isCancelled: Bool { raised.load(ordering: .relaxed) }
}
