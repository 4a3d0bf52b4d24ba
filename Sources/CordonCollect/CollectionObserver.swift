/// Who watches a collection: a wish to stop, and someone who wants to know how far it is.
package struct CollectionObserver: Sendable {
  /// Looked at between folders.
  package var cancellation: CancellationFlag?
  /// Called with the number of directory entries seen so far, after each folder: it has to be quick.
  package var progress: (@Sendable (_ entries: Int) -> Void)?

  package init(cancellation: CancellationFlag? = nil, progress: (@Sendable (_ entries: Int) -> Void)? = nil) {
    self.cancellation = cancellation
    self.progress = progress
  }

  var isCancelled: Bool { cancellation?.isCancelled ?? false }

  func examined(_ entries: Int) { progress?(entries) }
}
