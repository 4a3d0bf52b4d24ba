internal import CordonVersions

/// The identity of a package as an index key: type, namespace and name of a package URL, where a product may leave
/// the namespace or the name open. Versions, qualifiers and subpaths are no part of an identity.
struct IdentityKey: Hashable {
  var type: String
  var namespace: Namespace
  /// `nil` stands for every name of the namespace (`*` in a pack).
  var name: String?

  enum Namespace: Hashable {
    /// Exactly this namespace, or none.
    case exactly(String?)
    /// Whatever the namespace: a system package of any distribution.
    case every
  }

  /// Package types whose namespace is the distribution: without one, a product means all of them.
  static let distributionTypes: Set<String> = ["deb", "rpm", "apk", "alpm"]

  /// Package types that a product without package URL matches by name: system packages and programs. A library in
  /// a language's own registry may bear the name of any program, so it never matches by name.
  static let nameMatchedTypes: Set<String> = ["deb", "rpm", "apk", "alpm", "generic"]

  /// The key under which a product with this package URL is filed.
  init(product purl: PackageURL) {
    type = purl.type
    name = purl.name == "*" ? nil : purl.name
    let namespace: String? = IdentityKey.present(purl.namespace)
    let isEvery: Bool = namespace == nil && IdentityKey.distributionTypes.contains(purl.type)
    self.namespace = isEvery ? .every : .exactly(namespace)
  }

  init(type: String, namespace: Namespace, name: String?) {
    self.type = type
    self.namespace = namespace
    self.name = name
  }

  /// An empty namespace is none.
  static func present(_ namespace: String?) -> String? {
    guard let namespace, !namespace.isEmpty else { return nil }
    return namespace
  }
}
