/// What the name of an archive tells: `name-1.2.3.jar`, `name-1.2.3-sources.jar`, `name.jar`.
enum JavaFileName {
  private static let classifiers: [String] = ["sources", "javadoc", "tests", "test-sources", "test-javadoc"]

  /// - Parameter name: the last component of the path, printable.
  static func coordinates(_ name: String) -> JavaCoordinates {
    var stem: Substring = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    var classifier: String?
    for word in classifiers where stem.hasSuffix("-" + word) {
      stem = stem.dropLast(word.count + 1)
      classifier = word
    }
    guard let dash = versionDash(stem) else {
      return JavaCoordinates(artifact: String(stem), version: nil, classifier: classifier)
    }
    let version: Substring = stem[stem.index(after: dash)...]
    return JavaCoordinates(artifact: String(stem[..<dash]), version: String(version), classifier: classifier)
  }

  /// The first dash with a name before and a digit, or `v` and a digit, after it.
  private static func versionDash(_ stem: Substring) -> Substring.Index? {
    let bytes: Substring.UTF8View = stem.utf8
    var index: Substring.Index = bytes.startIndex
    while let dash = bytes[index...].firstIndex(of: 0x2D) {
      index = bytes.index(after: dash)
      var tail: Substring.UTF8View.SubSequence = bytes[index...]
      if tail.first == 0x76 { tail = tail.dropFirst() }
      if dash > bytes.startIndex, let digit = tail.first, (0x30...0x39).contains(digit) { return dash }
    }
    return nil
  }
}
