internal import CordonModel

/// The three kinds of lines in a manifest, as bytes and back. Neither way has a line feed.
enum ManifestLines {
  private static let wordLimit = 100

  static func bytes(of head: EvidenceManifest.Head) -> [UInt8] {
    var line = CanonicalLine()
    line.member("bundle", head.bundle)
    line.member("collector", head.collector)
    line.member("format", BundleFormat.name)
    line.member("key", HexText.text(head.signer.publicKey))
    line.member("made", head.made.text)
    line.member("notAfter", head.signer.notAfter.text)
    line.member("notBefore", head.signer.notBefore.text)
    line.member("part", head.part)
    line.member("previous", head.previous.hex)
    line.member("version", head.version)
    return line.closed()
  }

  static func head(_ bytes: ArraySlice<UInt8>) throws(CanonicalLineReader.Fault) -> EvidenceManifest.Head {
    var line: CanonicalLineReader = try CanonicalLineReader(bytes)
    let bundle: String = HexText.text(try line.hex("bundle", bytes: 16))
    let collector: String = try line.word("collector", limit: wordLimit)
    guard try line.text("format") == BundleFormat.name else { throw line.fault("the format '\(BundleFormat.name)'") }
    let key: [UInt8] = try line.hex("key", bytes: SignerKey.byteCount)
    let made: Timestamp = try line.moment("made")
    let notAfter: Timestamp = try line.moment("notAfter")
    let notBefore: Timestamp = try line.moment("notBefore")
    let part: Int = try line.number("part")
    let previous: Digest = try line.digest("previous")
    let version: Int = try line.number("version")
    try line.finish()
    return EvidenceManifest.Head(
      version: version, bundle: bundle, part: part, made: made, collector: collector,
      signer: SignerKey(publicKey: key, notBefore: notBefore, notAfter: notAfter), previous: previous)
  }

  /// The version that a first line names, whatever else stands in it: a newer format may have other members.
  static func version(_ bytes: ArraySlice<UInt8>) -> Int? {
    let marks: [UInt8] = Array("\"format\":\"\(BundleFormat.name)\"".utf8)
    let name: [UInt8] = Array("\"version\":".utf8)
    guard let end = bytes.lastIndex(of: 0x7D), contains(marks, in: bytes) else { return nil }
    let digits: ArraySlice<UInt8> = bytes[..<end].suffix(while: { (0x30...0x39).contains($0) })
    guard digits.count < 10, bytes[..<digits.startIndex].suffix(name.count).elementsEqual(name) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private static func contains(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= part.count else { return false }
    return (bytes.startIndex...(bytes.endIndex - part.count)).contains { bytes[$0...].starts(with: part) }
  }

  static func bytes(of item: EvidenceItem) -> [UInt8] {
    var line = CanonicalLine()
    line.member("collector", item.collector)
    line.member("file", item.file)
    line.member("id", item.id)
    line.member("previous", item.previous.hex)
    line.member("sha256", item.sha256.hex)
    line.member("size", item.size)
    line.member("time", item.time.text)
    line.member("type", item.type.rawValue)
    return line.closed()
  }

  /// Takes any name of a file: whether it may be one is for the verdict to say.
  static func item(_ bytes: ArraySlice<UInt8>) throws(CanonicalLineReader.Fault) -> EvidenceItem {
    var line: CanonicalLineReader = try CanonicalLineReader(bytes)
    let collector: String = try line.word("collector", limit: wordLimit)
    let file: String = try line.text("file")
    let id: String = try line.word("id", limit: 32)
    let previous: Digest = try line.digest("previous")
    let sha256: Digest = try line.digest("sha256")
    let size: Int = try line.number("size")
    let time: Timestamp = try line.moment("time")
    let type: String = try line.word("type", limit: wordLimit)
    try line.finish()
    return EvidenceItem(
      id: id, type: EvidenceType(rawValue: type), time: time, collector: collector, file: file, size: size,
      sha256: sha256, previous: previous)
  }

  static func bytes(of seal: EvidenceManifest.Seal) -> [UInt8] {
    var line = CanonicalLine()
    line.member("items", seal.items)
    line.member("previous", seal.previous.hex)
    line.member("signature", HexText.text(seal.signature))
    line.member("signed", seal.signed.text)
    return line.closed()
  }

  static func seal(_ bytes: ArraySlice<UInt8>) throws(CanonicalLineReader.Fault) -> EvidenceManifest.Seal {
    var line: CanonicalLineReader = try CanonicalLineReader(bytes)
    let items: Int = try line.number("items")
    let previous: Digest = try line.digest("previous")
    let signature: [UInt8] = try line.hex("signature", bytes: 64)
    let signed: Timestamp = try line.moment("signed")
    try line.finish()
    return EvidenceManifest.Seal(items: items, signed: signed, previous: previous, signature: signature)
  }

  /// Whether a line begins as a seal does.
  static func isSeal(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: Array("{\"items\":".utf8)) }

  /// What the signature is over: a line that says what it is for, then the seal without its signature. The seal names the
  /// sum of the line before it, and so all lines.
  static func message(of seal: EvidenceManifest.Seal) -> [UInt8] {
    var line = CanonicalLine()
    line.member("items", seal.items)
    line.member("previous", seal.previous.hex)
    line.member("signed", seal.signed.text)
    return Array("cordon-evidence-seal-v1\n".utf8) + line.closed()
  }
}

extension ArraySlice<UInt8> {
  /// The longest end of which every byte is wanted.
  fileprivate func suffix(while isWanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    var start: Int = endIndex
    while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
