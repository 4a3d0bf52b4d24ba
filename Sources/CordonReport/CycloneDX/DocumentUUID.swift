internal import CordonModel
internal import CordonVersions

/// The serial number of a document: a UUID of version 8 (RFC 9562, section 5.8) made of what the document says, so that
/// the same inventory has the same number and another look has another.
///
/// It tells documents apart and proves nothing: FNV-1a, twice 64 bits.
struct DocumentUUID {
  /// Such as `urn:uuid:0123abcd-…`.
  let urn: String

  init(of report: InventoryReport) {
    var sum = TwoSums()
    for text in [
      report.toolVersion, report.startedAt.text, report.finishedAt.text, report.target.kind.rawValue,
      report.target.name,
      report.target.path,
    ] { sum.add(text) }
    for package in report.packages {
      sum.add(package.purl.canonicalText)
      sum.add(package.location)
    }
    var bytes: [UInt8] = []
    for value in [sum.first, sum.second] {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    bytes[6] = 0x80 | (bytes[6] & 0x0F)
    bytes[8] = 0x80 | (bytes[8] & 0x3F)
    var text: String = "urn:uuid:"
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    urn = text
  }

  private struct TwoSums {
    var first: UInt64 = 0xCBF2_9CE4_8422_2325
    var second: UInt64 = 0x8422_2325_CBF2_9CE4

    /// A NUL ends each text: `a`+`bc` is not `ab`+`c`.
    mutating func add(_ text: String) {
      for byte in text.utf8 { mix(byte) }
      mix(0)
    }

    private mutating func mix(_ byte: UInt8) {
      first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      second = (second &+ UInt64(byte) &+ 1) &* 0x0000_0100_0000_01B3
      second ^= second >> 29
    }
  }
}
