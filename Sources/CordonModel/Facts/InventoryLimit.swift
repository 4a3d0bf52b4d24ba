/// One limit of an inventory as it is shown: what passes it becomes a gap.
package struct InventoryLimit: Sendable, Hashable {
  /// In words with hyphens, such as `npm-lock-bytes`.
  package var name: String
  /// In the unit its name says; levels, items or bytes.
  package var value: Int

  package init(name: String, value: Int) {
    self.name = name
    self.value = value
  }
}
