internal import CordonIntel

extension FuzzEntry {
  /// Advisory packs: the YAML guard, the YAML library behind it, and every field.
  package static let pack = FuzzEntry(name: "pack") { bytes in
    _ = PackReader.read(bytes, file: "fuzz.yaml")
  }
}
