internal import CordonModel

extension AnswerMessage {
  /// Reads the answers of a message one by one and hands each over.
  ///
  /// - Throws: a fault; the answers before it were handed over and are not to be trusted less than others.
  package static func read(
    _ bytes: ArraySlice<UInt8>, take: (InspectionAnswer) -> Void
  ) throws(MessageReader.Fault) {
    guard bytes.count <= byteLimit else { throw .value }
    var reader = MessageReader(bytes)
    try reader.version()
    while !reader.isAtEnd { take(try answer(&reader)) }
  }

  private static func answer(_ reader: inout MessageReader) throws(MessageReader.Fault) -> InspectionAnswer {
    let tag: UInt8 = try reader.byte()
    let task: UInt32 = try reader.number32()
    switch tag {
    case 0: return .done(task)
    case 1: return .item(try item(task, &reader))
    case 2:
      let members: [[UInt8]] = try members(&reader)
      let index: Int = Int(try reader.byte())
      guard index < UnknownReason.allCases.count else { throw .value }
      return .gap(
        InspectionGap(
          task: task, members: members, reason: UnknownReason.allCases[index],
          detail: try reader.text(limit: sentenceLimit)))
    default: throw .value
    }
  }

  private static func item(
    _ task: UInt32, _ reader: inout MessageReader
  ) throws(MessageReader.Fault) -> InspectedItem {
    let members: [[UInt8]] = try members(&reader)
    var item = InspectedItem(task: task, members: members, size: try reader.number64(), digests: nil)
    item.digests = try digests(&reader)
    switch try reader.byte() {
    case 0: item.ruleReach = .none
    case 1: item.ruleReach = .whole
    case 2: item.ruleReach = .unfinished
    case 3: item.ruleReach = .prefix(try reader.number64())
    default: throw .value
    }
    item.version = try reader.optionalText(limit: versionLimit)
    item.hits = try hits(&reader)
    return item
  }

  private static func members(_ reader: inout MessageReader) throws(MessageReader.Fault) -> [[UInt8]] {
    let levels: Int = Int(try reader.byte())
    guard levels > 0 else { return [] }
    guard levels <= levelLimit else { throw .value }
    var members: [[UInt8]] = []
    members.reserveCapacity(levels)
    for _ in 0..<levels { members.append(Array(try reader.short(limit: nameBytes))) }
    return members
  }

  private static func digests(_ reader: inout MessageReader) throws(MessageReader.Fault) -> FileDigests? {
    let bits: UInt8 = try reader.byte()
    guard bits != 0 else { return nil }
    guard bits < 8, bits & 1 != 0 else { throw .value }
    var digests = FileDigests(sha256: try digest(.sha256, &reader))
    if bits & 2 != 0 { digests.sha1 = try digest(.sha1, &reader) }
    if bits & 4 != 0 { digests.md5 = try digest(.md5, &reader) }
    return digests
  }

  private static func digest(
    _ kind: Digest.Kind, _ reader: inout MessageReader
  ) throws(MessageReader.Fault) -> Digest {
    guard let digest = Digest(kind, bytes: try reader.take(kind.byteCount)) else { throw .value }
    return digest
  }

  private static func hits(_ reader: inout MessageReader) throws(MessageReader.Fault) -> [RuleHit] {
    let count: Int = try reader.number16()
    guard count > 0 else { return [] }
    // A hit takes at least seven bytes: no count makes more of the message than there is.
    guard count <= reader.left / 7 else { throw .short }
    var hits: [RuleHit] = []
    for _ in 0..<count {
      let rule: String = try reader.text(limit: wordLimit)
      let source: String = try reader.text(limit: wordLimit)
      let verdict: Int = Int(try reader.byte())
      guard verdict < Verdict.allCases.count else { throw .value }
      let summary: String? = try reader.optionalText(limit: sentenceLimit)
      let strings: Int = Int(try reader.byte())
      guard strings <= RuleHit.stringLimit else { throw .value }
      var found: [RuleHit.Found] = []
      for _ in 0..<strings {
        let identifier: String = try reader.text(limit: wordLimit)
        found.append(RuleHit.Found(identifier: identifier, offset: try reader.number64()))
      }
      hits.append(
        RuleHit(rule: rule, source: source, verdict: Verdict.allCases[verdict], summary: summary, strings: found))
    }
    return hits
  }
}
