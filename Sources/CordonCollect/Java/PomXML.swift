/// The coordinates in a `pom.xml`, where they stand there in plain words: nothing is inherited but what the element
/// `parent` itself says, and no variable is filled in.
package enum PomXML {
  package static func coordinates(_ bytes: [UInt8], nameLimit: Int) -> (group: String?, version: String?) {
    let leaves = XMLLeaves(
      bytes, wanted: ["project/groupId", "project/version", "project/parent/groupId", "project/parent/version"],
      valueLimit: nameLimit)
    return (
      JavaCoordinates.filled(leaves["project/groupId"]) ?? JavaCoordinates.filled(leaves["project/parent/groupId"]),
      JavaCoordinates.filled(leaves["project/version"]) ?? JavaCoordinates.filled(leaves["project/parent/version"])
    )
  }
}
