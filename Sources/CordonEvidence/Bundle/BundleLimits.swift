/// How much of a foreign bundle is read.
package struct BundleLimits: Sendable, Hashable {
  /// Items of all parts.
  package var items = 100_000
  /// Parts.
  package var parts = 9_999
  /// Bytes of one manifest.
  package var manifestBytes = 128 << 20
  /// Bytes of one line.
  package var lineBytes = 4_096
  /// Bytes of one item.
  package var itemBytes = 1 << 40

  /// What a bundle of Cordon stays below.
  package init() {}
}
