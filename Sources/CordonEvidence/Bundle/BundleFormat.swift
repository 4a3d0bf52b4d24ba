package import CordonModel

/// The folder that holds the evidence of one case: what stands in it, and under which names
/// (`Documentation/EvidenceBundle.md`).
package enum BundleFormat {
  /// The version of the format; readers refuse a higher one.
  package static let version = 1
  /// The first member of every manifest says so.
  package static let name = "cordon-evidence"
  /// The signed list of everything in a part.
  package static let manifestName = "manifest.ndjson"
  /// What a name of something unfinished begins with.
  package static let draftPrefix = ".draft-"
  private static let partPrefix = "part-"

  /// The folder of a part, such as `part-0001`.
  package static func folder(ofPart part: Int) -> String {
    let digits: String = String(part)
    return partPrefix + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// The number of a part by the name of its folder; `nil` when no part is called so.
  package static func part(ofFolder name: String) -> Int? {
    guard name.hasPrefix(partPrefix), let number = Int(name.dropFirst(partPrefix.count)), number >= 1,
      folder(ofPart: number) == name
    else { return nil }
    return number
  }

  /// What is wrong with the name of a file in a manifest; `nil` when it may be one: 1 to 100 of `a-z A-Z 0-9 . _ -`, not
  /// beginning with a point or a hyphen, and not that of the manifest.
  package static func fault(ofFile name: String) -> BundleDefect.Kind? {
    let bytes: String.UTF8View = name.utf8
    if bytes.first == 0x2F || bytes.first == 0x5C || bytes.dropFirst().first == 0x3A { return .pathAbsolute }
    if name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains("..") { return .pathClimbs }
    let isPlain: Bool = bytes.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2E || byte == 0x5F || byte == 0x2D
    }
    guard isPlain, (1...100).contains(bytes.count), bytes.first != 0x2E, bytes.first != 0x2D, name != manifestName
    else {
      return .pathUnusual
    }
    return nil
  }
}
