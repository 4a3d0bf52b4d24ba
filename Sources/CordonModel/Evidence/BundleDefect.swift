/// One thing that is wrong with a bundle.
package struct BundleDefect: Sendable, Hashable {
  /// What is wrong.
  package var kind: Kind
  /// The part it concerns, from 1 on; `nil` for the bundle.
  package var part: Int?
  /// The id of the item it concerns; `nil` for a part or the bundle.
  package var item: String?
  /// What exactly, in English and without line breaks: a name of a file, a line, two times. Foreign text in it is not
  /// inert yet.
  package var detail: String

  package init(_ kind: Kind, part: Int? = nil, item: String? = nil, detail: String = "") {
    self.kind = kind
    self.part = part
    self.item = item
    self.detail = detail
  }

  /// What can be wrong. The raw value is frozen.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    /// The bytes of an item are not those that were listed.
    case contentChanged = "content-changed"
    /// The file of an item is not there, or is no plain file.
    case fileMissing = "file-missing"
    /// A file is there that no manifest lists.
    case fileAdded = "file-added"
    /// The line of an item is not the one that was written: the next line does not follow on it.
    case entryChanged = "entry-changed"
    /// An item is no longer listed.
    case entryRemoved = "entry-removed"
    /// An item is listed that was not.
    case entryAdded = "entry-added"
    /// An item stands in another place of the list.
    case entryMoved = "entry-moved"
    /// Two items have one id.
    case idDuplicated = "id-duplicated"
    /// Two items name one file.
    case fileNamedTwice = "file-named-twice"
    /// A name leads out of the bundle: an absolute path.
    case pathAbsolute = "path-absolute"
    /// A name leads out of the bundle by `..`.
    case pathClimbs = "path-climbs"
    /// A name that no bundle has.
    case pathUnusual = "path-unusual"
    /// A line of a manifest is not written as the format says.
    case lineUnreadable = "line-unreadable"
    /// A manifest has no seal at its end.
    case manifestTruncated = "manifest-truncated"
    /// There is no manifest where one belongs.
    case manifestMissing = "manifest-missing"
    /// A part is not there, although a later one is.
    case partMissing = "part-missing"
    /// A part does not follow on the one before it, or belongs to another bundle.
    case partForeign = "part-foreign"
    /// The signature is not that of the key over these lines.
    case signatureInvalid = "signature-invalid"
    /// The key is none of those that were named.
    case keyForeign = "key-foreign"
    /// The key was not valid yet when it signed.
    case keyNotYetValid = "key-not-yet-valid"
    /// The key was no longer valid when it signed.
    case keyExpired = "key-expired"
    /// A newer version of the format.
    case versionNewer = "version-newer"
    /// More than a reader takes.
    case limitExceeded = "limit-exceeded"
    /// The bundle does not end where it was said to.
    case headDiffers = "head-differs"
  }
}

/// Something of a bundle that could not be looked at: no defect, but then nobody calls the bundle intact.
package struct BundleGap: Sendable, Hashable {
  /// The name inside the bundle.
  package var path: String
  /// What the system said, in English.
  package var detail: String
  /// Whether the system refused access: then another user may look.
  package var isRefused: Bool

  package init(path: String, detail: String, isRefused: Bool) {
    self.path = path
    self.detail = detail
    self.isRefused = isRefused
  }
}
