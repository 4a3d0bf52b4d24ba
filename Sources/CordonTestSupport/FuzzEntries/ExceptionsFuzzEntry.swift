internal import CordonIntel

extension FuzzEntry {
  /// Files of exceptions: the guard and the YAML library of packs, and the fields of a row.
  package static let exceptions = FuzzEntry(name: "exceptions") { bytes in
    _ = ExceptionsReader.read(bytes, file: "fuzz.yaml")
  }
}
