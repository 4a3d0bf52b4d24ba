internal import CordonCollect

extension FuzzEntry {
  package static let pomProperties = FuzzEntry(name: "pom-properties") { bytes in
    let properties = PomProperties(bytes, nameLimit: 1_024)
    precondition((properties.version?.utf8.count ?? 0) <= 3 * 1_024, "a version longer than its limit")
  }
}
