internal import CordonModel
internal import CordonTestSupport

@testable internal import CordonReport

/// Inventories as a look makes them.
enum InventorySamples {
  static let all: [(name: String, report: InventoryReport)] = [
    ("machine", machine), ("partial", partial), ("folder", folder), ("hostile", hostile), ("empty", empty),
  ]

  static func report(_ name: String) -> InventoryReport { all.first { $0.name == name }?.report ?? empty }

  static let machine = InventoryReport(
    target: Samples.machine, startedAt: Samples.start, finishedAt: Samples.end, toolVersion: "0.1.0",
    packages: [
      Samples.package(
        "pkg:deb/debian/bash@5.2.15-2?arch=amd64", name: "bash", version: "5.2.15-2", location: "/var/lib/dpkg/status",
        installed: "2024-03-27", updated: "2024-03-28T09:14:00Z", foundBy: .dpkgStatus),
      Samples.package(
        "pkg:deb/debian/liblzma5@5.6.1-1?arch=amd64", name: "liblzma5", version: "5.6.1-1",
        location: "/var/lib/dpkg/status", foundBy: .dpkgStatus),
      package("pkg:npm/%40scope/tool@1.0.0", "@scope/tool", "1.0.0", "/srv/a/node_modules/@scope/tool"),
      package("pkg:npm/left-pad@1.3.0", "left-pad", "1.3.0", "/srv/a/node_modules/left-pad"),
      package("pkg:npm/left-pad@1.3.0", "left-pad", "1.3.0", "/srv/b/package-lock.json", .npmLock),
      package("pkg:npm/nameless", "nameless", nil, "/srv/b/node_modules/nameless"),
    ],
    coverage: CheckKind.inventories.map { Samples.coverage($0, items: 2, entries: 9) })

  static let partial: InventoryReport = {
    var report: InventoryReport = machine
    report.coverage[0].state = .partial
    report.coverage[0].gaps = [
      .init(path: "/srv/closed", reason: .scanPartial, detail: "permission denied", isRefused: true)
    ]
    report.coverage[0].gapsOmitted = 3
    return report
  }()

  static let folder: InventoryReport = {
    var report: InventoryReport = machine
    report.target = Target(kind: .folder, platform: .any, name: "/srv/app", path: "/srv/app")
    report.packages = Array(machine.packages.suffix(4))
    report.coverage = [Samples.coverage(.npmPackages, items: 4, entries: 90)]
    return report
  }()

  /// Names that an attacker chose: what moves a cursor, ends a cell, starts a formula or turns the text around.
  static let hostile: InventoryReport = {
    var report: InventoryReport = machine
    let names: [String] = [
      "evil\u{1B}[2J\u{1B}]0;x\u{07}\r\nroot", "\u{202E}gpj.exe\u{2066}", "=cmd|' /C calc'!A0",
      "<script>alert(1)</script>",
      "a|b`c`\n# d", "\"quoted\\\"\t,;", String(repeating: "ある長い名前", count: 200), "\u{0}\u{9B}31m", "]]>&amp;'",
    ]
    report.packages = names.enumerated().map { index, name in
      var one: SoftwarePackage = package("pkg:npm/p\(index)@1", name, name, "/srv/" + name)
      one.vendor = name
      return one
    }
    report.target = Target(kind: .live, platform: .linux, name: names[0], path: names[1], system: names[3])
    report.toolVersion = names[0]
    report.coverage[0].gaps = [.init(path: names[0], reason: .scanError, detail: names[4])]
    report.coverage[0].state = .partial
    return report
  }()

  static let empty = InventoryReport(
    target: Samples.machine, startedAt: Samples.start, finishedAt: Samples.end, toolVersion: "0.1.0", packages: [],
    coverage: [])

  static func package(
    _ purl: String, _ name: String, _ version: String?, _ location: String,
    _ foundBy: SoftwarePackage.Discovery = .npmPackage
  ) -> SoftwarePackage {
    Samples.package(purl, name: name, version: version, location: location, foundBy: foundBy)
  }
}

extension InventoryReport {
  /// The inventory in a format, as the command writes it.
  func rendered(
    as format: OutputFormat, language: Language = .english, width: Int = 80
  ) throws(CordonError) -> [UInt8] {
    try Collected.bytes { (output) throws(CordonError) in
      try InventoryRenderer.write(
        self, as: format, options: TextOptions(language: language, width: width), to: &output)
    }
  }

  func text(as format: OutputFormat, language: Language = .english, width: Int = 80) throws(CordonError) -> String {
    String(decoding: try rendered(as: format, language: language, width: width), as: UTF8.self)
  }
}
