/// What comes out of one of rpm's stores, one after the other.
package enum RpmStoreItem: Sendable, Hashable {
  /// The header blob of a package, not yet believed.
  case header([UInt8])
  /// One record, or the rest of the store, cannot be read.
  case fault(String)
  /// A limit was reached: the rest was not read.
  case limit(String)
}

/// The limits of reading one store.
package struct RpmStoreLimits: Sendable, Hashable {
  /// Bytes of one header.
  package var headerBytes: Int
  /// Records in all.
  package var records: Int

  package init(headerBytes: Int, records: Int) {
    self.headerBytes = headerBytes
    self.records = records
  }
}

/// The records of one store, in the order they lie in the file. Ends for every input.
package protocol RpmStore: ~Copyable {
  mutating func next() -> RpmStoreItem?
}
