import CordonModel

@testable import CordonEvidence

/// A bundle in memory, which a test may change as it likes.
struct MemoryBundle: BundleSource {
  /// The files of each part, by name.
  var parts: [Int: [String: [UInt8]]] = [:]
  /// Other names in the folder of the bundle.
  var others: [String] = []
  /// Names that answer otherwise than by their bytes.
  var answers: [String: BundleAnswer] = [:]
  /// Bytes of a piece.
  var piece = 7
  /// Every name that was opened, with its part.
  var opened: [String] = []

  mutating func names(ofPart part: Int?) -> BundleListing {
    guard let part else { return .names(parts.keys.map { BundleFormat.folder(ofPart: $0) } + others) }
    guard let files = parts[part] else { return .missing }
    return .names(Array(files.keys))
  }

  mutating func read(_ name: String, ofPart part: Int, take: (ArraySlice<UInt8>) -> Bool) -> BundleAnswer {
    opened.append(name)
    if let answer = answers[name] { return answer }
    guard let bytes = parts[part]?[name] else { return .missing }
    var start: Int = 0
    while start < bytes.count {
      let end: Int = min(bytes.count, start + piece)
      guard take(bytes[start..<end]) else { return .read }
      start = end
    }
    return .read
  }

  /// The lines of a manifest, without their line feeds.
  func lines(ofPart part: Int = 1) -> [[UInt8]] {
    let bytes: [UInt8] = parts[part]?[BundleFormat.manifestName] ?? []
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map { Array($0) }
  }

  /// Puts other lines in the place of a manifest.
  mutating func setLines(_ lines: [[UInt8]], ofPart part: Int = 1) {
    parts[part]?[BundleFormat.manifestName] = lines.flatMap { $0 + [0x0A] }
  }

  /// Changes a text in one line of a manifest; line 0 is the first.
  mutating func replace(_ old: String, by new: String, inLine line: Int, ofPart part: Int = 1) {
    var lines: [[UInt8]] = lines(ofPart: part)
    lines[line] = Array(String(decoding: lines[line], as: UTF8.self).replacing(old, with: new).utf8)
    setLines(lines, ofPart: part)
  }
}

/// Bundles with fixed keys and times.
enum EvidenceFixture {
  static func time(_ text: String) -> Timestamp { Timestamp(parsing: text) ?? Timestamp(secondsSinceEpoch: 0) }

  static let start: Timestamp = time("2026-11-21T04:12:03Z")
  static let end: Timestamp = time("2026-11-21T04:12:04Z")

  /// A key from a seed that is one byte over and over; valid for the year 2026.
  static func key(
    _ seed: UInt8 = 1, from: String = "2026-01-01T00:00:00Z", to: String = "2026-12-31T23:59:59Z"
  ) throws -> SigningKey {
    struct NoKey: Error {}
    guard
      let key = SigningKey(
        seed: [UInt8](repeating: seed, count: 32), notBefore: time(from), notAfter: time(to))
    else { throw NoKey() }
    return key
  }

  static let contents: [(name: String, text: String)] = [
    ("advisory-001-xz-2024.yaml", "id: xz-2024\nrevision: 3\n"), ("coverage.json", "{}\n"), ("facts.ndjson", ""),
    ("check.json", "{\"verdict\": \"affected\"}\n"),
  ]

  /// A bundle of some parts, each with the same files.
  static func bundle(
    parts: Int = 1, key: SigningKey? = nil, contents: [(name: String, text: String)] = EvidenceFixture.contents,
    signed: Timestamp = EvidenceFixture.end, id: String = "000102030405060708090a0b0c0d0e0f"
  ) throws -> MemoryBundle {
    var bundle = MemoryBundle()
    var previous: Digest = ContentHash.zero
    for part in 1...parts {
      var builder = ManifestBuilder(
        bundle: id, part: part, previous: previous, made: start, collector: "cordon 0.1.0",
        key: try key ?? EvidenceFixture.key())
      var files: [String: [UInt8]] = [:]
      for (name, text) in contents {
        let bytes: [UInt8] = Array(text.utf8)
        _ = try builder.add(
          ManifestBuilder.Draft(
            type: name.hasSuffix("yaml") ? .advisory : .checkResult, time: start, file: name, size: bytes.count,
            sha256: ContentHash.of(bytes[...])))
        files[name] = bytes
      }
      let (manifest, head): ([UInt8], Digest) = try builder.sealed(at: signed)
      files[BundleFormat.manifestName] = manifest
      bundle.parts[part] = files
      previous = head
    }
    return bundle
  }

  /// The verdict with the fixture's own key named, or with other keys.
  static func verdict(_ bundle: MemoryBundle, keys: [TrustedKey]? = nil) throws -> BundleVerdict {
    var source: MemoryBundle = bundle
    let own: [TrustedKey] = [.key(try key().signer)]
    return BundleVerifier(keys: keys ?? own).verify(&source)
  }
}

extension BundleVerdict {
  /// The defects as kind and item.
  var named: Set<String> { Set(defects.map { $0.kind.rawValue + ($0.item.map { " " + $0 } ?? "") }) }
}
