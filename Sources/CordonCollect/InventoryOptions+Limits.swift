package import CordonModel

extension InventoryOptions {
  /// Every limit with its value, in the order they are declared: none can be forgotten here. Those of a group carry its
  /// name before their own.
  package var limits: [InventoryLimit] { InventoryOptions.limits(of: self, prefix: "", levels: 3) }

  private static func limits(of value: Any, prefix: String, levels: Int) -> [InventoryLimit] {
    guard levels > 0 else { return [] }
    return Mirror(reflecting: value).children.flatMap { child -> [InventoryLimit] in
      guard let label = child.label else { return [] }
      let name: String = prefix + hyphenated(label)
      if let number = child.value as? Int { return [InventoryLimit(name: name, value: number)] }
      guard Mirror(reflecting: child.value).displayStyle == .struct else { return [] }
      return limits(of: child.value, prefix: name + "-", levels: levels - 1)
    }
  }

  /// `npmLockBytes` as `npm-lock-bytes`, `packageJSONBytes` as `package-json-bytes`.
  static func hyphenated(_ label: String) -> String {
    let letters: [Character] = Array(label)
    var name: String = ""
    for (index, letter) in letters.enumerated() {
      let isUpper: Bool = letter.isUppercase
      let followsLower: Bool = index > 0 && !letters[index - 1].isUppercase
      let precedesLower: Bool = index + 1 < letters.count && letters[index + 1].isLowercase
      if isUpper, index > 0, followsLower || precedesLower { name += "-" }
      name += letter.lowercased()
    }
    return name
  }
}
