import CordonInspect
import CordonTestSupport
import Testing

@Suite struct ArchiveWalkTests {
  private struct Met {
    var opened: [String] = []
    var failed: [ZipFailure.Kind] = []
    var deepest: Int = 0
  }

  private func walk(_ bytes: [UInt8], _ limits: ZipLimits = ZipLimits()) -> Met {
    var met = Met()
    var walk = ArchiveWalk(MemorySource(bytes), limits: limits) { $0.name(of: $1, endsWith: ".jar") }
    while let visit = walk.next() {
      let trail: [String] = visit.trail.map { String(decoding: $0, as: UTF8.self) }
      met.deepest = max(met.deepest, trail.count)
      switch visit.outcome {
      case .success: met.opened.append(trail.joined(separator: "!/"))
      case .failure(let failure): met.failed.append(failure.kind)
      }
    }
    return met
  }

  @Test("archives inside archives are met depth first", arguments: [0, 8])
  func order(_ method: Int) {
    let inner: [UInt8] = ZipFixture([.init("c.jar", bytes: ZipFixture([]).bytes, method: method)]).bytes
    let outer = ZipFixture([
      .init("a.jar", bytes: inner, method: method), .init("text", "x"), .init("b.jar", bytes: inner, method: method),
      .init("bad.jar", "no archive"),
    ])
    let met: Met = walk(outer.bytes)
    #expect(met.opened == ["", "a.jar", "a.jar!/c.jar", "b.jar", "b.jar!/c.jar"])
    #expect(met.failed == [.notAnArchive])
  }

  @Test("1,000 levels end at the limit", arguments: [1, 2, 8, 100])
  func depth(_ limit: Int) {
    let bytes: [UInt8] = ZipFixture.nested(1_000, name: "x.jar", innermost: ZipFixture([]).bytes)
    var limits = ZipLimits()
    limits.depth = limit
    let met: Met = walk(bytes, limits)
    #expect(met.opened.count == limit)
    #expect(met.failed == [.limit])
    #expect(met.deepest == limit)
  }

  @Test("an archive that holds itself many times over ends at the limit of archives")
  func breadth() {
    // 16 entries a level, all of them the same bytes: 16 to the seventh archives.
    var bytes: [UInt8] = ZipFixture([]).bytes
    for _ in 0..<7 {
      var fixture = ZipFixture([.init("0.jar", bytes: bytes)])
      for number in 1..<16 {
        var other = ZipFixture.Entry("\(number).jar", bytes: [])
        (other.size, other.compressedSize, other.offset, other.stream) = (bytes.count, bytes.count, 0, [])
        // The local header of the first one has a name as long.
        other.name = Array("\(number % 10).jar".utf8)
        fixture.entries.append(other)
      }
      bytes = fixture.bytes
    }
    var limits = ZipLimits()
    limits.archives = 500
    let met: Met = walk(bytes, limits)
    #expect(met.opened.count == 500)
    #expect(met.failed == [.limit])
    limits = ZipLimits()
    limits.allEntries = 16 * 20
    #expect(walk(bytes, limits).opened.count < limits.allEntries)
    #expect(walk(bytes, limits).failed == [.limit])
  }

  @Test("inflated archives are held to a limit, and let go again")
  func held() {
    let padding: [UInt8] = Array(repeating: 1, count: 60_000)
    let leaf: [UInt8] = ZipFixture([.init("padding", bytes: padding)]).bytes
    var limits = ZipLimits()
    limits.heldBytes = 100_000
    // One after the other there is room for all.
    let flat = ZipFixture((0..<5).map { .init("\($0).jar", bytes: leaf, method: 8) })
    #expect(walk(flat.bytes, limits).opened.count == 6)
    // Inside each other there is not.
    let middle = ZipFixture([.init("padding", bytes: padding), .init("x.jar", bytes: leaf, method: 8)])
    let met: Met = walk(ZipFixture([.init("y.jar", bytes: middle.bytes, method: 8)]).bytes, limits)
    #expect(met.failed == [.limit])
  }

  @Test("one failure leaves the others alone")
  func neighbours() {
    var locked = ZipFixture.Entry("locked.jar", bytes: ZipFixture([]).bytes)
    locked.flags = 1
    let outer = ZipFixture([locked, .init("open.jar", bytes: ZipFixture([]).bytes)])
    let met: Met = walk(outer.bytes)
    #expect(met.opened == ["", "open.jar"])
    #expect(met.failed == [.encrypted])
  }
}
