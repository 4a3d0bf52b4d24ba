internal import CordonModel

/// Every package database that this version reads, of one root: the machine's, a mounted one's, a container layer's.
enum PackageDatabases {
  /// Whether one of them is there, or one that is known and not read.
  static func arePresent(in root: RootedDirectory) -> Bool {
    RpmInventory.isPresent(in: root) || ApkInventory.isPresent(in: root) || PacmanInventory.isPresent(in: root)
      || !ForeignDatabases.gaps(in: root).isEmpty
  }

  static func collect(_ look: DatabaseLook, budget: PackageBudget) -> DatabaseFindings {
    var findings = DatabaseFindings(budget)
    var dpkg = DpkgInventory(look, budget: budget)
    dpkg.collect()
    findings.add(dpkg, place: look.root.display(DpkgInventory.database))
    var rpm = RpmInventory(look)
    rpm.collect(into: &findings)
    var apk = ApkInventory(look)
    apk.collect(into: &findings)
    PacmanInventory(look).collect(into: &findings)
    return findings
  }
}
