import CordonModel
import CordonTestSupport
import Foundation
import Testing

@testable import CordonEvidence

@Suite("A bundle of version 1, as it was written once")
struct GoldenBundleTests {
  private static let folder: URL = Corpora.packageRoot.appendingPathComponent(
    "Tests/CordonEvidenceTests/Golden/bundle-1")
  /// Of the key whose seed is 32 times the byte 1.
  private static let fingerprint = "34750f98bd59fcfc946da45aaabe933be154a4b5094e1c4abf42866505f3c97e"

  @Test("every later version reads it and calls it genuine")
  func read() throws {
    if ProcessInfo.processInfo.environment["CORDON_RECORD"] == "1" { try record() }
    var bundle = MemoryBundle()
    for part in 1...2 {
      let place: URL = GoldenBundleTests.folder.appendingPathComponent(BundleFormat.folder(ofPart: part))
      var files: [String: [UInt8]] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: place.path) {
        files[name] = Array(try Data(contentsOf: place.appendingPathComponent(name)))
      }
      bundle.parts[part] = files
    }
    let key: Digest = try #require(Digest(hex: GoldenBundleTests.fingerprint))
    let verdict: BundleVerdict = try EvidenceFixture.verdict(bundle, keys: [.fingerprint(key)])
    #expect(verdict.state == .genuine, "\(verdict.defects)")
    #expect(verdict.itemCount == 8)
    // Ed25519 has one signature for a key and a message, so that the same evidence gives the same bundle.
    #expect(try EvidenceFixture.bundle(parts: 2).parts == bundle.parts)
  }

  private func record() throws {
    for (part, files) in try EvidenceFixture.bundle(parts: 2).parts {
      let place: URL = GoldenBundleTests.folder.appendingPathComponent(BundleFormat.folder(ofPart: part))
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for (name, bytes) in files { try Data(bytes).write(to: place.appendingPathComponent(name)) }
    }
  }
}
