internal import CordonInspect

extension FuzzEntry {
  /// Goes to the uninstall list by its path, and from key to key as far as the count allows.
  package static let registryHive = FuzzEntry(name: "registry-hive") { bytes in
    let limits = RegistryLimits(cells: 2_000)
    guard var hive = try? RegistryHive(MemorySource(bytes), limits: limits) else { return }
    _ = try? hive.key(at: ["Microsoft", "Windows", "CurrentVersion", "Uninstall"])
    var waiting: [RegistryKey] = (try? hive.root()).map { [$0] } ?? []
    while let key = waiting.popLast() {
      _ = try? hive.values(["displayname", "displayversion", "publisher"], of: key)
      for offset in (try? hive.subkeyOffsets(of: key)) ?? [] {
        guard let found = try? hive.key(offset) else { continue }
        _ = found.writtenSeconds
        waiting.append(found)
      }
    }
  }
}
