package import CordonModel

/// How a bundle ends, for the part that is to follow on it.
package struct BundleContinuation: Sendable, Hashable {
  /// The id of the bundle.
  package let bundle: String
  /// The sum of its last line.
  package let head: Digest

  /// Reads the manifest of the last part.
  ///
  /// - Throws: ``CordonError`` `bad-input` naming the first thing that is wrong with it: nothing is added to a bundle that
  ///   is not whole.
  package init(manifest: [UInt8], part: Int, file: String) throws(CordonError) {
    let limits = BundleLimits()
    let reading = ManifestReading(manifest, part: part, limits: limits, room: limits.items)
    let defects: [BundleDefect] = reading.defects + ManifestChecks(reading, part: part, keys: []).defects(after: nil)
    guard defects.isEmpty, let head = reading.head, let last = reading.lastLine else {
      let what: String = defects.first.map { "\($0.kind.rawValue) \($0.item ?? "") \($0.detail)" } ?? "no first line"
      throw CordonError(
        .badInput,
        "This bundle is not whole (\(what)), so nothing is added to it. See everything that is wrong with "
          + "`cordon verify`, or name a new folder.", location: .init(file: file))
    }
    bundle = head.bundle
    self.head = last
  }
}
