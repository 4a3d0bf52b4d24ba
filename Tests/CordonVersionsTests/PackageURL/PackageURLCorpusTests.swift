import CordonTestSupport
import CordonVersions
import Testing

/// Every published case. Those of the group "required" are read strictly, as the group defines it.
@Suite(.enabled(if: Corpora.url("purl") != nil, "the corpora folder is not there: set CORDON_CORPORA"))
struct PackageURLCorpusTests {
  @Test func corpusIsWhole() throws {
    #expect(PackageURLCorpus.files.count > 10)
    let kinds: Set<String> = try Set(PackageURLCorpus.files.flatMap { try $0.cases().map(\.type) })
    #expect(kinds == ["parse", "build", "validate"])
  }

  @Test(arguments: PackageURLCorpus.files)
  func agrees(_ file: PackageURLCorpus) throws {
    let cases: [PackageURLCorpus.Case] = try file.cases()
    #expect(!cases.isEmpty)
    for example in cases {
      let found: PackageURLCorpus.Purl? = Self.answer(to: example)
      if example.fails == true {
        #expect(found == nil, "should be refused: \(example.description): \(example.input)")
      } else {
        #expect(found == example.output, "\(example.description): \(example.input)")
      }
    }
  }

  private static func answer(to example: PackageURLCorpus.Case) -> PackageURLCorpus.Purl? {
    let strictness: PackageURL.Strictness = example.group == "required" ? .strict : .standard
    let purl: PackageURL?
    switch example.input {
    case .text(let text): purl = try? PackageURL(parsing: text, strictness: strictness)
    case .parts(let parts):
      purl = try? PackageURL(
        type: parts.type ?? "", namespace: parts.namespace, name: parts.name ?? "", version: parts.version,
        qualifiers: (parts.qualifiers ?? [:]).map { .init(key: $0.key, value: $0.value) }, subpath: parts.subpath,
        strictness: strictness)
    }
    guard let purl else { return nil }
    guard example.type == "parse" else { return .text(purl.canonicalText) }
    return .parts(
      .init(
        type: purl.type, namespace: purl.namespace, name: purl.name, version: purl.version,
        qualifiers: purl.qualifiers.isEmpty
          ? nil : Dictionary(uniqueKeysWithValues: purl.qualifiers.map { ($0.key, $0.value) }), subpath: purl.subpath))
  }
}
