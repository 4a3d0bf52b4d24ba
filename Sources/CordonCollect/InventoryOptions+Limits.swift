package import CordonModel

extension InventoryOptions {
  /// Every limit with its value, in the order they are declared: none can be forgotten here.
  package var limits: [InventoryLimit] {
    Mirror(reflecting: self).children.compactMap { child in
      guard let label = child.label, let value = child.value as? Int else { return nil }
      return InventoryLimit(name: InventoryOptions.hyphenated(label), value: value)
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
