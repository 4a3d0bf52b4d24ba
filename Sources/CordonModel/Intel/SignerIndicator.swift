/// A code-signing certificate. It may sign clean builds too: then `signedWithin` narrows it.
package struct SignerIndicator: Sendable, Codable, Hashable {
  /// The subject as the certificate names it.
  package var subject: String
  /// Upper-case hex.
  package var serial: String?
  /// The issuer as the certificate names it.
  package var issuer: String?
  /// What it signed.
  package var role: String
  /// Only signatures made in this window count, when given.
  package var signedWithin: TimeWindow?
  /// Remarks for the reader.
  package var note: String?
  /// Keys of ``Advisory/sources``.
  package var sources: [String]

  package init(
    subject: String, serial: String? = nil, issuer: String? = nil, role: String, signedWithin: TimeWindow? = nil,
    note: String? = nil, sources: [String] = []
  ) {
    self.subject = subject
    self.serial = serial
    self.issuer = issuer
    self.role = role
    self.signedWithin = signedWithin
    self.note = note
    self.sources = sources
  }
}
