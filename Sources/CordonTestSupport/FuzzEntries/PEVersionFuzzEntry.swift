internal import CordonInspect

extension FuzzEntry {
  package static let peVersion = FuzzEntry(name: "pe-version") { bytes in
    if case .found(let version) = ProgramVersionReader(MemorySource(bytes)).read() { _ = version.version }
  }
}
