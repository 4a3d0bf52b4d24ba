package import CordonModel

/// The visible limits of a look at running processes. What passes a limit is a gap in the coverage, never silence.
package struct ProcessOptions: Sendable, Hashable {
  /// Processes that are looked at.
  package var processes: Int = 100_000
  /// Bytes of one process's list of mappings where the kernel can only give all of it; a large browser has 500 KB.
  package var mapsBytes: Int = 64 << 20
  /// Mappings of code that are looked at in one process.
  package var codeMappings: Int = 100_000
  /// Bytes of the paths of all mapped files together.
  package var modulePathBytes: Int = 64 << 20
  /// Open descriptors that are looked at in one process.
  package var descriptors: Int = 65_536
  /// Sockets that are kept, over all network namespaces.
  package var sockets: Int = 200_000
  /// Network namespaces whose sockets are read.
  package var networkNamespaces: Int = 1_000
  /// Bytes of one table of sockets below `/proc`; one socket takes 150 to 170.
  package var socketTableBytes: Int = 64 << 20
  /// How often a process that starts another program meanwhile is looked at anew.
  package var attempts: Int = 3
  /// Asks the kernel for sockets directly, which is many times quicker than its text files.
  package var asksKernelForSockets: Bool = true
  /// Asks the kernel for mappings of code alone (Linux 6.11), which is many times quicker than its text files.
  package var asksKernelForMappings: Bool = true

  package init() {}

  /// The limits as they are shown.
  package var limits: [InventoryLimit] {
    [
      InventoryLimit(name: "processes", value: processes), InventoryLimit(name: "process-maps-bytes", value: mapsBytes),
      InventoryLimit(name: "process-code-mappings", value: codeMappings),
      InventoryLimit(name: "process-module-path-bytes", value: modulePathBytes),
      InventoryLimit(name: "process-descriptors", value: descriptors),
      InventoryLimit(name: "sockets", value: sockets),
      InventoryLimit(name: "network-namespaces", value: networkNamespaces),
      InventoryLimit(name: "socket-table-bytes", value: socketTableBytes),
      InventoryLimit(name: "process-attempts", value: attempts),
    ]
  }
}
