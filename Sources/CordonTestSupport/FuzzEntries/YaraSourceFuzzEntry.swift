internal import CordonWorker

extension FuzzEntry {
  package static let yaraSource = FuzzEntry(name: "yara-source") { bytes in
    let text = YaraRuleText(bytes, limit: 1_000)
    var end: Int = 0
    for part in text.parts {
      precondition(part.range.lowerBound >= end && part.range.upperBound <= bytes.count && !part.range.isEmpty)
      end = part.range.upperBound
      _ = text.references(of: part)
    }
  }
}
