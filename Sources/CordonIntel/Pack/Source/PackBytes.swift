/// The first look at a pack: size, UTF-8, and characters that must not stand in a file a person reviews.
///
/// What passes has lines as an editor shows them (LF or CR LF only) and no character that hides or reorders others,
/// in comments either.
struct PackBytes {
  /// The content without a byte-order mark, ending with a line break.
  let bytes: [UInt8]
  let text: String

  init?(_ input: [UInt8], limits: PackLimits, findings: FindingList) {
    guard input.count <= limits.fileBytes else {
      findings.error(
        Place(),
        "the file has \(input.count) bytes; at most \(limits.fileBytes) are allowed: split it")
      return nil
    }
    let hasMark: Bool = input.starts(with: [0xEF, 0xBB, 0xBF])
    // The trailing line breaks also keep the text longer than 15 bytes. Shorter strings are stored inline, and the
    // YAML library would keep a pointer to a copy of them that is gone when it reads.
    let bytes: [UInt8] = (hasMark ? Array(input.dropFirst(3)) : input) + Array(repeating: 0x0A, count: 16)
    do {
      let span: UTF8Span = try UTF8Span(validating: bytes.span)
      text = String(copying: span)
    } catch {
      let offset: Int = error.byteOffsets.lowerBound
      findings.error(
        Place(line: PackBytes.line(of: offset, in: bytes)),
        "the byte at offset \(offset + (hasMark ? 3 : 0)) is not UTF-8: save the file in the encoding UTF-8")
      return nil
    }
    self.bytes = bytes
    guard PackBytes.characters(of: text, findings: findings) else { return nil }
  }

  /// Reports every line with a refused character; `false` when there is one.
  private static func characters(of text: String, findings: FindingList) -> Bool {
    var line: Int = 1
    var reported: Int = 0
    var isClean: Bool = true
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      if previous == "\r", scalar != "\n" {
        isClean = false
        findings.error(
          Place(line: line), "a carriage return without a line feed: save the file with line ends LF or CR LF")
        return false
      }
      if scalar == "\n" {
        line += 1
      } else if scalar.value < 0x20 || scalar.value > 0x7E, scalar != "\r", scalar != "\t", reported < line,
        let name = TextSafety.refusal(of: scalar)
      {
        isClean = false
        reported = line
        findings.error(Place(line: line), "\(name) is not allowed here: delete it")
      }
    }
    return isClean
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes.prefix(offset).count { $0 == 0x0A }
  }
}
