/// Why a registry hive, or something in it, cannot be read.
package enum RegistryFault: Error, Sendable, Hashable {
  /// The file does not begin with a hive's header.
  case notAHive
  /// A cell lies outside of the file, is free, or is not what refers to it says; with its offset.
  case broken(Int)
  /// More cells were looked at than ``RegistryLimits/cells`` allows.
  case tooManyCells

  /// For a coverage gap, in English.
  package var detail: String {
    switch self {
    case .notAHive: "not a registry hive"
    case .broken(let offset): "a broken cell at 0x" + String(offset, radix: 16)
    case .tooManyCells: "more registry cells than the limit"
    }
  }
}

/// What reading one hive may cost.
package struct RegistryLimits: Sendable, Hashable {
  /// Cells read of one hive, whatever they are.
  package var cells: Int
  /// Bytes of one value; longer values count as not readable as text.
  package var valueBytes: Int

  package init(cells: Int = 2_000_000, valueBytes: Int = 8_192) {
    self.cells = cells
    self.valueBytes = valueBytes
  }
}
