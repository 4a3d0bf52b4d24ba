import CordonEvidence
import CordonModel
import CordonReport
import CordonTestSupport
import Foundation

@testable import CordonOperations

/// Cases on disk, with a key of their own.
enum CaseFixture {
  static let now = Timestamp(secondsSinceEpoch: 1_795_234_323)

  static func store(in tree: FixtureTree) throws -> EvidenceKeyStore {
    EvidenceKeyStore(place: try place(in: tree))
  }

  /// The data folder of a made-up user.
  static func place(in tree: FixtureTree) throws -> PrivatePlace {
    try tree.folder("data")
    return PrivatePlace(base: tree.path("data"), folders: ["cordon"], path: tree.path("data/cordon"))
  }

  /// Adds one part of two items to a case.
  static func add(
    to path: String, in tree: FixtureTree, text: String = "one", atStep: @escaping (CaseWriter.Step) -> Void = { _ in }
  ) throws -> CaseWriter.Committed {
    let key: SigningKey = try store(in: tree).open(now: now).key
    let writer = try CaseWriter(path: path, key: key, collector: "cordon test", now: now, atStep: atStep)
    try writer.add(.advisory, file: "advisory-001-a.yaml", time: now) { (output) throws(CordonError) in
      try output.append("id: a\n" + text)
    }
    try writer.add(.facts, file: "facts.ndjson", time: now) { _ throws(CordonError) in }
    return try writer.commit(at: now)
  }

  /// What is believed of the bundle at a path, by those who know its signer.
  static func verdict(_ path: String, in tree: FixtureTree) throws -> BundleVerdict {
    var source = try BundleFolder(path: path)
    let key: SigningKey = try store(in: tree).open(now: now).key
    return BundleVerifier(keys: [.key(key.signer)]).verify(&source)
  }

  static func mode(_ path: String) throws -> Int {
    let attributes: [FileAttributeKey: Any] = try FileManager.default.attributesOfItem(atPath: path)
    return attributes[.posixPermissions] as? Int ?? 0
  }
}
