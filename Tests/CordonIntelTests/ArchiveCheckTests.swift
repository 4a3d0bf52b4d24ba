import CordonIntel
import CordonModel
import Testing

@Suite struct ArchiveCheckTests {
  @Test(
    "a pack about what lies in archives requires the inventory that opens them",
    arguments: [("pkg:maven/g/lib", "java-archives"), ("pkg:nuget/Lib", "nuget-packages")])
  func isRequired(_ purl: String, _ check: String) {
    let text: String = PackText.good.replacing("purl: pkg:npm/lib", with: "purl: \(purl)")
    let reading: PackReading = PackText.read(text)
    let warnings: [LintFinding] = reading.findings.filter { $0.message.contains("“lib” would be not affected without") }
    #expect(warnings.contains { $0.message.contains(check) }, "\(reading.lines)")
    let right: PackReading = PackText.read(text.replacing("npm-packages", with: check))
    #expect(!right.findings.contains { $0.message.contains("“lib” would be not affected without") }, "\(right.lines)")
  }
}
