package import CordonModel

/// Why an archive or an entry could not be read: a value on its way into a coverage gap.
package struct ZipFailure: Error, Sendable, Hashable {
  /// What kind of failure it is.
  package enum Kind: Sendable, Hashable {
    /// The bytes are no zip archive at all.
    case notAnArchive
    /// They are one, but broken or lying.
    case damaged
    /// A limit of ``ZipLimits`` was passed.
    case limit
    /// The content is encrypted.
    case encrypted
    /// Compressed by a method that is not read.
    case unsupported
    /// The source ended or could not be read where it said it had bytes.
    case unreadable
  }

  /// What kind of failure it is.
  package let kind: Kind
  /// What was found, in English, without foreign text.
  package let detail: String

  /// A failure of this kind.
  package init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }

  /// The reason in the words of the verdict.
  package var reason: UnknownReason {
    switch kind {
    case .limit: .scanPartial
    case .encrypted, .unsupported: .capabilityMissing
    case .notAnArchive, .damaged, .unreadable: .scanError
    }
  }
}
