package import CordonModel

/// What changed from one revision of an advisory to another, for a person who reviews it.
///
/// Rows are told apart by what identifies them (a product by its id, a file by its hash, an indicator by its value),
/// not by their position, so that moving a row is no change. Same input, same order out.
package enum AdvisoryDifference {
  /// The changes in the order of the fields of a pack; within a list first what stayed or went, in the old order,
  /// then what came, in the new order. Fields are named like `products[3cx-desktop-app-windows].known_affected`.
  package static func between(_ old: Advisory, _ new: Advisory) -> [AdvisoryChange] {
    var changes: [AdvisoryChange] = compare(AdvisoryOutline.head(old), AdvisoryOutline.head(new), in: "")
    for (before, after) in zip(AdvisoryOutline.sections(old), AdvisoryOutline.sections(new)) {
      changes += compare(before, after)
    }
    return changes
  }

  private static func compare(_ old: OutlineSection, _ new: OutlineSection) -> [AdvisoryChange] {
    let before: [(key: String, row: OutlineRow)] = old.keyed
    let after: [(key: String, row: OutlineRow)] = new.keyed
    let newRows: [String: OutlineRow] = Dictionary(
      after.map { ($0.key, $0.row) }, uniquingKeysWith: { first, _ in first })
    let oldKeys: Set<String> = Set(before.map(\.key))
    var changes: [AdvisoryChange] = []
    for (key, row) in before {
      let path: String = old.name + "[" + key + "]"
      if let counterpart = newRows[key] {
        changes += compare(row.fields, counterpart.fields, in: path + ".")
      } else {
        changes.append(AdvisoryChange(field: path, kind: .removed, old: row.summary, new: nil))
      }
    }
    for (key, row) in after where !oldKeys.contains(key) {
      changes.append(AdvisoryChange(field: new.name + "[" + key + "]", kind: .added, old: nil, new: row.summary))
    }
    return changes
  }

  /// Both lists have the same fields in the same order.
  private static func compare(_ old: [OutlineField], _ new: [OutlineField], in path: String) -> [AdvisoryChange] {
    zip(old, new).compactMap { before, after in
      guard before.value != after.value else { return nil }
      let kind: AdvisoryChange.Kind = before.value == nil ? .added : after.value == nil ? .removed : .changed
      return AdvisoryChange(field: path + before.name, kind: kind, old: before.value, new: after.value)
    }
  }
}
