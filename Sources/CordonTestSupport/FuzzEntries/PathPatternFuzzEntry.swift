internal import CordonModel

extension FuzzEntry {
  /// Any bytes as a path of a pack, in the forms of each platform; it is held against itself as the name of a file.
  package static let pathPattern = FuzzEntry(name: "path-pattern") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    for platform in Platform.allCases {
      let pattern = PathPattern(text, platform: platform)
      precondition((pattern.fault == nil) != pattern.places.isEmpty, "neither places nor a fault, or both")
      precondition(pattern.places.allSatisfy { $0.parts.last != .folders && !$0.parts.isEmpty }, "no name at the end")
      for rule in [NameRule.exact, .caseless] {
        _ = pattern.isTail(of: bytes, isFolder: true, rule: rule)
        let name = NamePattern(String(text.prefix(1_024)))
        precondition(name.matches(NameKey(Array(name.text.utf8), rule)), "a name does not fit itself")
      }
    }
  }
}
