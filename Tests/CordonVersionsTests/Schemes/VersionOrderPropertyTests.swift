import CordonTestSupport
import CordonVersions
import Testing

/// What every order has to be, on real and mutated texts.
@Suite("Every scheme is an order")
struct VersionOrderPropertyTests {
  /// Ecosystems whose own comparison is not transitive, each with three versions that show it.
  static let knownCycles: [(VersionScheme, [String], [VersionOrder])] = [
    (.pacman, ["1-1", "1", "1-2"], [.equal, .equal, .less]),
    (.conan, ["10", "1a", "2"], [.less, .less, .greater]),
    (.maven, ["1.0", "1.0final", "1final-1001"], [.equal, .less, .equal]),
  ]

  @Test("Reflexive, antisymmetric, and the same on texts as on read versions", arguments: VersionScheme.allCases)
  func antisymmetric(scheme: VersionScheme) throws {
    let versions: [Version] = VersionSamples.versions(scheme, count: 160, seed: 0xC0FFEE)
    try #require(versions.count == 160)
    for left in versions {
      #expect(left.compare(to: left) == .equal, "\(left.text)")
      for right in versions {
        let order: VersionOrder = left.compare(to: right)
        if right.compare(to: left) != order.reversed { Issue.record("\(scheme): \(left.text) and \(right.text)") }
        if try scheme.compare(left.text, right.text) != order {
          Issue.record("\(scheme): texts and versions differ, \(left.text) and \(right.text)")
        }
      }
    }
  }

  @Test("Transitive", arguments: VersionScheme.allCases.filter { ![.pacman, .conan, .maven].contains($0) })
  func transitive(scheme: VersionScheme) throws {
    let versions: [Version] = VersionSamples.versions(scheme, count: 90, seed: 0xBADC0DE)
    try #require(versions.count == 90)
    expectTransitive(versions)
  }

  @Test("Transitive where the ecosystem's own order is", arguments: [VersionScheme.pacman, .conan, .maven])
  func transitiveInPart(scheme: VersionScheme) throws {
    var generator = SeededGenerator(seed: 7)
    var versions: [Version] = []
    for _ in 0..<70 {
      let numbers: [String] = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        String(Int.random(in: 0...12, using: &generator))
      }
      let suffix: String = String(Int.random(in: 1...3, using: &generator))
      let endings: [String] =
        switch scheme {
        case .pacman: ["-\(suffix)", "a-\(suffix)", "rc1-\(suffix)", ".b-\(suffix)"]
        case .conan: ["", "-rc.\(suffix)", "+\(suffix)"]
        default: ["", "-rc-\(suffix)", "-alpha-\(suffix)", "-SNAPSHOT", "-sp-\(suffix)"]
        }
      let text: String = numbers.joined(separator: ".") + endings.randomElement(using: &generator, orElse: "")
      versions.append(try Version(text, scheme: scheme))
    }
    expectTransitive(versions)
  }

  @Test("The known cycles are the ecosystem's own", arguments: knownCycles.indices)
  func cycles(index: Int) throws {
    let (scheme, texts, orders): (VersionScheme, [String], [VersionOrder]) = Self.knownCycles[index]
    #expect(try scheme.compare(texts[0], texts[1]) == orders[0])
    #expect(try scheme.compare(texts[1], texts[2]) == orders[1])
    #expect(try scheme.compare(texts[0], texts[2]) == orders[2])
  }

  private func expectTransitive(_ versions: [Version]) {
    let orders: [[VersionOrder]] = versions.map { left in versions.map { left.compare(to: $0) } }
    for a in versions.indices {
      for b in versions.indices where orders[a][b] != .greater {
        for c in versions.indices where orders[b][c] != .greater {
          let isStrict: Bool = orders[a][b] == .less || orders[b][c] == .less
          if orders[a][c] != (isStrict ? .less : .equal) {
            Issue.record("\(versions[a].text) \(versions[b].text) \(versions[c].text)")
          }
        }
      }
    }
  }
}
