package import CordonCollect
package import CordonModel

/// Takes stock of a target. What could not be looked at is in the report, never thrown.
package struct InventoryOperation: Sendable {
  /// The limits of the look.
  package var options: InventoryOptions
  package var observer: CollectionObserver
  /// The clock, as a parameter: called at the start and at the end.
  package var clock: @Sendable () -> Timestamp

  package init(
    options: InventoryOptions = InventoryOptions(), observer: CollectionObserver = CollectionObserver(),
    clock: @escaping @Sendable () -> Timestamp
  ) {
    self.options = options
    self.observer = observer
    self.clock = clock
  }

  /// Looks.
  ///
  /// - Parameter checks: what to look at; what this kind of target cannot have is left out.
  /// - Throws: ``CordonError`` when the root or folder to search is not one (`badInput`, `notPermitted`).
  package func run(_ target: CollectionRequest, checks: Set<CheckKind>) throws(CordonError) -> InventoryReport {
    let startedAt: Timestamp = clock()
    try target.validate()
    let inventory: Inventory = InventoryCollector(options: options).collect(
      target, checks: checks, now: startedAt, observer: observer)
    return InventoryReport(
      target: inventory.target, startedAt: startedAt, finishedAt: clock(), toolVersion: ToolVersion.current,
      packages: inventory.packages, coverage: inventory.coverage,
      isInterrupted: observer.cancellation?.isCancelled ?? false)
  }
}
