internal import CordonModel

/// `signers`: code-signing certificates.
enum SignerRows {
  static func read(_ fields: FieldReader) -> [SignerIndicator] {
    var known: [String: Int] = [:]
    return fields.rows("signers", FieldNames.signer).compactMap { row in
      let subject: String? = row.requiredText("subject")
      let serial: String? = serial(row)
      let issuer: String? = row.text("issuer")
      let role: String? = row.requiredText("role")
      let window: TimeWindow? = row.window("signed_within")
      let note: String? = row.text("note")
      let sources: [String] = row.sources()
      guard let subject, let role else { return nil }
      let key: String = subject + " " + (serial ?? "")
      if let line = known[key] {
        row.warning("subject", "the same certificate stands in line \(line)")
      } else {
        known[key] = row.line
      }
      return SignerIndicator(
        subject: subject, serial: serial, issuer: issuer, role: role, signedWithin: window, note: note, sources: sources
      )
    }
  }

  /// Upper-case hex; colons between the bytes are dropped.
  private static func serial(_ row: FieldReader) -> String? {
    guard let text = row.text("serial") else { return nil }
    let digits: String = text.replacing(":", with: "").uppercased()
    guard (2...64).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) })
    else {
      row.error("serial", "\(TextSafety.quoted(text)) is no serial number: 2 to 64 hex digits, colons allowed")
      return nil
    }
    return digits
  }
}
