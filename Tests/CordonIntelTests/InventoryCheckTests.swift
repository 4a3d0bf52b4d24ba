import CordonIntel
import CordonModel
import Testing

@Suite struct InventoryCheckTests {
  @Test(
    "a pack about packages of a language requires the inventory that lists them",
    arguments: [
      ("pkg:gem/lib", "ruby-gems"), ("pkg:composer/g/lib", "composer-packages"),
      ("pkg:golang/example.org/lib", "binary-modules"), ("pkg:cargo/lib", "binary-modules"),
    ])
  func isRequired(_ purl: String, _ check: String) {
    let text: String = PackText.good.replacing("purl: pkg:npm/lib", with: "purl: \(purl)")
    let reading: PackReading = PackText.read(text)
    let warnings: [LintFinding] = reading.findings.filter { $0.message.contains("“lib” would be not affected without") }
    #expect(warnings.contains { $0.message.contains(check) }, "\(reading.lines)")
    let right: PackReading = PackText.read(text.replacing("npm-packages", with: check))
    #expect(!right.findings.contains { $0.message.contains("“lib” would be not affected without") }, "\(right.lines)")
  }
}
