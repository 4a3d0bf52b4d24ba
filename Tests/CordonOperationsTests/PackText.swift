/// The text of a small, valid pack.
enum PackText {
  static func pack(id: String, revision: Int, alias: String = "CVE-2020-0001") -> String {
    """
    pack: 1
    id: \(id)
    revision: \(revision)
    title: {en: A case, de: Ein Fall}
    summary: {en: "Something happened.", de: "Etwas ist geschehen."}
    category: malicious-package
    tlp: CLEAR
    dates: {initial_release_date: 2026-11-21, current_release_date: 2026-11-21}
    aliases: [\(alias)]
    references: [{summary: "A report"}]
    sources: {report: "A report"}
    platforms: [linux]
    products:
      - product_id: left-pad
        name: left-pad
        platform: linux
        purl: pkg:npm/left-pad
        known_affected: ["6.6.6"]
        sources: [report]
    checks:
      - {platform: linux, targets: [live, root, folder], require: [npm-packages]}
    tests:
      - {package: "pkg:npm/left-pad@6.6.6", expect: affected}
      - {package: "pkg:npm/left-pad@1.3.0", expect: no-match}

    """
  }
}
