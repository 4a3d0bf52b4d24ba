internal import CordonModel
internal import CordonVersions

/// Finds the products that may speak of a package, at a cost that does not depend on how many products there are.
///
/// Holds the products of one platform. At most four look-ups a package by identity, one or two by name.
struct ProductIndex {
  private var byIdentity: [IdentityKey: [Int]] = [:]
  private var byName: [String: [Int]] = [:]
  private var namesEveryNamespace: Bool = false
  private var namesEveryName: Bool = false

  /// Files product number `product` under the identity of a package URL.
  mutating func insert(_ product: Int, purl: PackageURL) {
    let key = IdentityKey(product: purl)
    if key.namespace == .every { namesEveryNamespace = true }
    if key.name == nil { namesEveryName = true }
    byIdentity[key, default: []].append(product)
  }

  /// Files product number `product` under a name, without regard to case.
  mutating func insert(_ product: Int, name: String) {
    guard !name.isEmpty else { return }
    byName[name.lowercased(), default: []].append(product)
  }

  /// Appends the numbers of all products that may speak of `package`; a number can come twice.
  func appendCandidates(for package: SoftwarePackage, to candidates: inout [Int]) {
    if !byIdentity.isEmpty { appendByIdentity(package.purl, to: &candidates) }
    if !byName.isEmpty, IdentityKey.nameMatchedTypes.contains(package.purl.type) {
      let name: String = package.name.lowercased()
      if let found = byName[name] { candidates.append(contentsOf: found) }
      guard package.purl.name != package.name else { return }
      let second: String = package.purl.name.lowercased()
      if second != name, let found = byName[second] { candidates.append(contentsOf: found) }
    }
  }

  private func appendByIdentity(_ purl: PackageURL, to candidates: inout [Int]) {
    let namespace = IdentityKey.Namespace.exactly(IdentityKey.present(purl.namespace))
    append(IdentityKey(type: purl.type, namespace: namespace, name: purl.name), to: &candidates)
    if namesEveryName { append(IdentityKey(type: purl.type, namespace: namespace, name: nil), to: &candidates) }
    guard namesEveryNamespace, IdentityKey.distributionTypes.contains(purl.type) else { return }
    append(IdentityKey(type: purl.type, namespace: .every, name: purl.name), to: &candidates)
    if namesEveryName { append(IdentityKey(type: purl.type, namespace: .every, name: nil), to: &candidates) }
  }

  private func append(_ key: IdentityKey, to candidates: inout [Int]) {
    if let found = byIdentity[key] { candidates.append(contentsOf: found) }
  }
}
