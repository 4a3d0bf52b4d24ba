import CordonIntel
import CordonModel
import Testing

@Suite struct AdvisoryDifferenceTests {
  private func advisory(_ edits: [(String, String)] = []) throws -> Advisory {
    var text: String = PackText.good
    for (old, new) in edits { text = text.replacing(old, with: new) }
    let reading: PackReading = PackText.read(text)
    return try #require(reading.advisory, "\(reading.lines)")
  }

  @Test("an advisory does not differ from itself")
  func same() throws {
    #expect(AdvisoryDifference.between(try advisory(), try advisory()).isEmpty)
  }

  @Test("changes are named by field, in the order of the pack")
  func changes() throws {
    let old: Advisory = try advisory()
    let new: Advisory = try advisory([
      ("revision: 3", "revision: 4"), ("\"18.12.407\", \"18.12.416\"", "\"18.12.402\", \"18.12.416\""),
      ("value: C2.Example.NET", "value: c3.example.net"), ("deep: [files], later", "deep: [files, processes], later"),
      ("    note: first\n", ""), ("      bsi: 3\n", ""), ("  bsi: 3\n", ""),
    ])
    let changes: [AdvisoryChange] = AdvisoryDifference.between(old, new)
    let added: AdvisoryChange? = changes.first { $0.field == "network[c3.example.net]" }
    #expect(
      changes.map(\.field) == [
        "revision", "severity.bsi", "products[app-windows].known_affected", "products[app-windows].note",
        "network[c2.example.net]", "network[c3.example.net]", "checks[linux live+root].deep",
        "checks[windows live+root].deep",
      ])
    #expect(changes.map(\.kind) == [.changed, .removed, .changed, .removed, .removed, .added, .changed, .changed])
    #expect(changes.first?.old == "3" && changes.first?.new == "4")
    #expect(changes.dropFirst(2).first?.old == "18.12.407, 18.12.416")
    #expect(changes.dropFirst(2).first?.new == "18.12.402, 18.12.416")
    #expect(added?.old == nil && added?.new?.contains("role: C2") == true)
  }

  @Test("the other way round, what was added is removed and what was old is new")
  func symmetry() throws {
    let old: Advisory = try advisory()
    let new: Advisory = try advisory([
      ("revision: 3", "revision: 4"), ("value: C2.Example.NET", "value: c3.example.net"),
    ])
    let there: [AdvisoryChange] = AdvisoryDifference.between(old, new)
    let back: [AdvisoryChange] = AdvisoryDifference.between(new, old)
    let turned: [AdvisoryChange] = back.map { change in
      let kind: AdvisoryChange.Kind = change.kind == .added ? .removed : change.kind == .removed ? .added : .changed
      return AdvisoryChange(field: change.field, kind: kind, old: change.new, new: change.old)
    }
    #expect(Set(there) == Set(turned))
    #expect(there.count == 3)
  }

  @Test("moving a row is no change")
  func order() throws {
    var moved: Advisory = try advisory()
    moved.network.reverse()
    moved.products.reverse()
    #expect(AdvisoryDifference.between(try advisory(), moved).isEmpty)
  }
}
