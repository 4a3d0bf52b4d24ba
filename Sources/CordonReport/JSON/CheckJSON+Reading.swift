package import CordonModel

extension CheckJSON {
  /// Reads a document that ``encode(_:failOn:)`` wrote, of this version of the schema or an older one.
  ///
  /// - Throws: ``CordonError`` `bad-input` that names the field and what would be right.
  package static func decode(_ bytes: [UInt8], file: String) throws(CordonError) -> CheckReport {
    throw CordonError(.badInput, "Not a saved result.", location: .init(file: file))
  }
}
