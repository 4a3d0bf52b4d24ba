/// One thing that was seen and may be an indicator.
package enum Observable: Sendable, Hashable {
  /// Hashes of a file in hex, in any case.
  case sha256(String)
  case sha1(String)
  case md5(String)
  /// A host name that was looked up; case and one trailing dot do not matter.
  case domain(String)
  /// An IPv4 or IPv6 address in any of its spellings.
  case address(String)
  /// An absolute URL.
  case url(String)
  /// What an HTTP client called itself.
  case userAgent(String)
}
