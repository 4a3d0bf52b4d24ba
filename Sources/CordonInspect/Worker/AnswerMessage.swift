internal import CordonModel

/// Answers in one message from a worker to the collector, which trusts nothing in it.
package enum AnswerMessage {
  /// No message is longer.
  package static let byteLimit: Int = 64 << 10
  /// Levels of members.
  static let levelLimit = 64
  /// Bytes of all member names of one answer; longer ones are cut, each to its share.
  static let nameBytes = 12 << 10
  /// Bytes that the hits of one answer may take.
  static let hitBytes = 32 << 10
  /// Bytes of a rule's name, an identifier of a string or the name of a source.
  static let wordLimit = 512
  /// Bytes of a summary or a detail.
  static let sentenceLimit = 1_024
  /// Bytes of a version.
  static let versionLimit = 256

  /// What no answer is longer than.
  private static let answerLimit: Int = nameBytes + hitBytes + 4_096

  private enum Tag: UInt8 {
    case done, item, gap
  }

  /// Begins a message.
  package static func begin(_ writer: inout MessageWriter) {
    writer.removeAll()
    writer.byte(MessageWriter.version)
  }

  /// Whether one more answer of any size finds room.
  package static func hasRoom(_ writer: MessageWriter) -> Bool { writer.bytes.count <= byteLimit - answerLimit }

  /// Adds an answer to a message that has room.
  ///
  /// - Returns: how many hits were left out because they would not fit.
  package static func add(_ answer: InspectionAnswer, to writer: inout MessageWriter) -> Int {
    switch answer {
    case .done(let task):
      writer.byte(Tag.done.rawValue)
      writer.number32(task)
      return 0
    case .gap(let gap):
      writer.byte(Tag.gap.rawValue)
      writer.number32(gap.task)
      add(members: gap.members, to: &writer)
      writer.byte(UInt8(clamping: UnknownReason.allCases.firstIndex(of: gap.reason) ?? 0))
      writer.text(gap.detail, limit: sentenceLimit)
      return 0
    case .item(let item):
      writer.byte(Tag.item.rawValue)
      writer.number32(item.task)
      add(members: item.members, to: &writer)
      writer.number64(item.size)
      add(item.digests, to: &writer)
      add(item.ruleReach, to: &writer)
      writer.optionalText(item.version, limit: versionLimit)
      return add(hits: item.hits, to: &writer)
    }
  }

  private static func add(members: [[UInt8]], to writer: inout MessageWriter) {
    let levels: Int = min(members.count, levelLimit)
    writer.byte(UInt8(clamping: levels))
    guard levels > 0 else { return }
    for name in members.prefix(levels) { writer.short(name, limit: nameBytes / levels) }
  }

  private static func add(_ digests: FileDigests?, to writer: inout MessageWriter) {
    guard let digests else {
      writer.byte(0)
      return
    }
    writer.byte(1 | (digests.sha1 == nil ? 0 : 2) | (digests.md5 == nil ? 0 : 4))
    writer.digest(digests.sha256)
    if let sha1 = digests.sha1 { writer.digest(sha1) }
    if let md5 = digests.md5 { writer.digest(md5) }
  }

  private static func add(_ reach: FileFacts.RuleReach, to writer: inout MessageWriter) {
    switch reach {
    case .none: writer.byte(0)
    case .whole: writer.byte(1)
    case .unfinished: writer.byte(2)
    case .prefix(let length):
      writer.byte(3)
      writer.number64(length)
    }
  }

  private static func add(hits: [RuleHit], to writer: inout MessageWriter) -> Int {
    let place: Int = writer.bytes.count
    writer.number16(0)
    var written: Int = 0
    for hit in hits {
      let before: Int = writer.bytes.count
      writer.text(hit.rule, limit: wordLimit)
      writer.text(hit.source, limit: wordLimit)
      writer.byte(UInt8(clamping: Verdict.allCases.firstIndex(of: hit.verdict) ?? 0))
      writer.optionalText(hit.summary, limit: sentenceLimit)
      writer.byte(UInt8(clamping: min(hit.strings.count, RuleHit.stringLimit)))
      for found in hit.strings.prefix(RuleHit.stringLimit) {
        writer.text(found.identifier, limit: wordLimit)
        writer.number64(found.offset)
      }
      guard writer.bytes.count - place <= hitBytes else {
        writer.cut(to: before)
        break
      }
      written += 1
    }
    writer.setNumber16(written, at: place)
    return hits.count - written
  }
}

extension MessageWriter {
  /// The bytes of a digest; the reader knows their number from its kind.
  fileprivate mutating func digest(_ digest: Digest) {
    for byte in digest.bytes { self.byte(byte) }
  }
}
