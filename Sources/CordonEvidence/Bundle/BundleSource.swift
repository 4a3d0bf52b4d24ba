package import CordonModel

/// Where the bytes of a bundle come from: a folder on disk, or memory in a test. It follows no link and opens nothing but
/// plain files.
package protocol BundleSource {
  /// The names in the folder of the bundle, or in that of a part.
  ///
  /// - Parameter part: `nil` for the bundle itself.
  mutating func names(ofPart part: Int?) -> BundleListing

  /// Passes the content of a file on in pieces, as long as `take` wants more.
  ///
  /// - Parameter name: without any folder; ``BundleFormat/fault(ofFile:)`` has nothing against it.
  mutating func read(_ name: String, ofPart part: Int, take: (ArraySlice<UInt8>) -> Bool) -> BundleAnswer
}

/// The names in a folder.
package enum BundleListing: Sendable, Hashable {
  /// All of them, in any order.
  case names([String])
  /// There is no such folder, or something else in its place.
  case missing
  /// The system refused or failed.
  case unreadable(BundleGap)
}

/// What came of reading a file.
package enum BundleAnswer: Sendable, Hashable {
  /// It was read, to its end or as far as was wanted.
  case read
  /// It is not there.
  case missing
  /// It is a link, a folder, a pipe: what it is.
  case notPlain(String)
  /// The system refused or failed.
  case unreadable(BundleGap)
}
