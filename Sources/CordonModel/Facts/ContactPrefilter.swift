/// Tells cheaply which lines of a log can speak of an indicator at all: a line that it lets go holds none.
///
/// It keeps hashes of the listed names, addresses and words. Bytes are cut into runs of letters, digits, `.`, `-` and
/// `_`; of each run the whole and every tail behind a dot are asked for (`a.b.example`, `b.example`, `example`), in any
/// case. So a line with a name below a listed one, with a listed address, or with a word of a listed user agent is let
/// through, and now and then another: the parsers and the matcher decide.
///
/// Text behind a JSON escape (`\n`, `\u003c`) is seen; percent-encoded text (`%65vil.example`) is not.
package struct ContactPrefilter: Sendable {
  /// Open addressing; 0 is free. A power of two, at most half full.
  private var slots: [UInt64] = [0, 0, 0, 0]
  private var used: Int = 0
  /// The first 32 bits of listed IPv6 addresses.
  private var prefixes: Set<UInt32> = []
  /// Whether runs without a dot are asked for too.
  private var hasWords: Bool = false
  /// Whether every line is let through: something is listed that has no word of its own.
  private var passesAll: Bool = false

  /// Lets nothing through.
  package init() {}

  /// Whether nothing is listed: then no log has to be read.
  package var isEmpty: Bool { used == 0 && prefixes.isEmpty && !passesAll }

  /// Lists a host name, and with it every name below; case and a dot at the end do not matter.
  package mutating func insert(name: String) { insert(run: name) }

  /// Lists an IPv4 address in its usual spelling.
  package mutating func insert(ipv4 text: String) { insert(run: text) }

  /// Lists an IPv6 address by its first two groups.
  package mutating func insert(ipv6 first: UInt16, _ second: UInt16) {
    prefixes.insert(UInt32(first) << 16 | UInt32(second))
  }

  /// Lists a word: a whole run of letters, digits, `.`, `-` and `_`.
  package mutating func insert(word: String) {
    hasWords = true
    insert(run: word)
  }

  /// Lets every line through from now on.
  package mutating func passEverything() { passesAll = true }

  /// Whether a text can speak of an indicator.
  package func mayMatch(_ text: String) -> Bool {
    var text: String = text
    return text.withUTF8 { unsafe mayMatch($0.span) }
  }

  /// Whether bytes can speak of an indicator.
  package func mayMatch(_ bytes: Span<UInt8>) -> Bool {
    var found: Bool = false
    var lines = LineCount(looksAtFirst: 0, andEach: .max)
    forEachLine(in: bytes, count: &lines, isLast: true) { _, _, mayMatch in found = found || mayMatch }
    return found
  }

  private mutating func insert(run text: String) {
    var hash: UInt64 = RunHash.seed
    for byte in text.utf8.reversed().drop(while: { $0 == 0x2E }) {
      hash = RunHash.next(hash, RunHash.classes[Int(byte)])
    }
    let value: UInt64 = RunHash.final(hash)
    guard !holds(value) else { return }
    if (used + 1) * 2 > slots.count {
      let old: [UInt64] = slots
      slots = Array(repeating: 0, count: old.count * 4)
      for kept in old where kept != 0 { place(kept) }
    }
    place(value)
    used += 1
  }

  private mutating func place(_ value: UInt64) {
    let mask: Int = slots.count - 1
    var index: Int = Int(truncatingIfNeeded: value >> 20) & mask
    while slots[index] != 0 { index = (index + 1) & mask }
    slots[index] = value
  }

  private func holds(_ value: UInt64) -> Bool { ContactPrefilter.holds(slots.span, value) }

  @inline(__always)
  private static func holds(_ slots: Span<UInt64>, _ value: UInt64) -> Bool {
    let mask: Int = slots.count &- 1
    var index: Int = Int(truncatingIfNeeded: value >> 20) & mask
    while slots[index] != 0 {
      if slots[index] == value { return true }
      index = (index &+ 1) & mask
    }
    return false
  }
}

/// Lines counted over many blocks, and which of them are looked at although nothing is listed that they speak of.
package struct LineCount: Sendable {
  /// Lines that have ended.
  package var ended: Int = 0
  /// The first lines that are looked at.
  let first: Int
  /// After them each line whose number is a multiple of this.
  let each: Int

  /// - Parameter each: 1 or more.
  package init(looksAtFirst first: Int, andEach each: Int) {
    self.first = first
    self.each = max(1, each)
  }

  /// Whether the line of this number, from 0 on, is looked at.
  @inline(__always)
  func looks(at number: Int) -> Bool { number < first || number % each == 0 }
}

extension ContactPrefilter {
  /// Goes through the lines of a block and calls `body` with those that may speak of an indicator, and with those that
  /// `count` picks.
  ///
  /// A line ends with a line feed, which is not part of its range. What follows the last one is a line only when
  /// `isLast` says so and it is not empty.
  ///
  /// - Parameters:
  ///   - body: the line's place in the block, its number from 1 on, and whether it may speak of an indicator.
  package func forEachLine(
    in block: Span<UInt8>, count: inout LineCount, isLast: Bool,
    _ body: (_ line: Range<Int>, _ number: Int, _ mayMatch: Bool) -> Void
  ) {
    let classes: Span<UInt8> = RunHash.classes.span
    let all: Bool = passesAll
    let words: Bool = hasWords
    let hasPrefixes: Bool = !prefixes.isEmpty
    var line: (start: Int, hit: Bool) = (0, all)
    var run: (start: Int, flags: UInt8) = (0, 0)
    var colons = ColonRun()
    var index: Int = 0
    while index < block.count {
      let byte: UInt8 = block[index]
      let kind: UInt8 = classes[Int(byte)]
      if kind != 0 {
        run.flags |= kind == 0x2E ? RunHash.dot : kind & RunHash.notHex
        index &+= 1
        continue
      }
      if !line.hit {
        if index > run.start, words || run.flags & RunHash.dot != 0 {
          line.hit = asks(block, run.start, index, classes)
        }
        if hasPrefixes, let prefix = colons.prefix(block, run.start, index, run.flags), prefixes.contains(prefix) {
          line.hit = true
        }
      }
      if byte == 0x0A {
        if line.hit || count.looks(at: count.ended) { body(line.start..<index, count.ended &+ 1, line.hit) }
        count.ended &+= 1
        line = (index &+ 1, all)
        colons = ColonRun()
      }
      index &+= 1
      run = (index, 0)
    }
    guard isLast, line.start < block.count else { return }
    if !line.hit, index > run.start, words || run.flags & RunHash.dot != 0 {
      line.hit = asks(block, run.start, index, classes)
    }
    if !line.hit, hasPrefixes, let prefix = colons.prefix(block, run.start, index, run.flags) {
      line.hit = prefixes.contains(prefix)
    }
    if line.hit || count.looks(at: count.ended) { body(line.start..<block.count, count.ended &+ 1, line.hit) }
    count.ended &+= 1
  }

  /// Whether the run, or a tail of it behind a dot or an escape, is listed.
  private func asks(_ block: Span<UInt8>, _ start: Int, _ end: Int, _ classes: Span<UInt8>) -> Bool {
    let slots: Span<UInt64> = slots.span
    let isEscape: Bool = start > 0 && block[start &- 1] == 0x5C
    // Behind `\n` and the like one byte, behind `\u003c` five.
    let escape: (short: Int, long: Int) =
      isEscape ? (start &+ 1, block[start] == 0x75 ? start &+ 5 : start) : (start, start)
    var index: Int = end
    while index > start, block[index &- 1] == 0x2E { index &-= 1 }
    var hash: UInt64 = RunHash.seed
    while index > start {
      index &-= 1
      let byte: UInt8 = classes[Int(block[index])]
      if byte == 0x2E, ContactPrefilter.holds(slots, RunHash.final(hash)) { return true }
      hash = RunHash.next(hash, byte)
      if isEscape, index == escape.short || index == escape.long,
        ContactPrefilter.holds(slots, RunHash.final(hash))
      {
        return true
      }
    }
    return ContactPrefilter.holds(slots, RunHash.final(hash))
  }
}

/// The hash of a run, from its end to its beginning (FNV-1a with 64 bits).
private enum RunHash {
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  /// Set in the flags of a run that has a dot.
  static let dot: UInt8 = 0x01
  /// Set in every letter beyond `f` in lower case, by ``classes``.
  static let notHex: UInt8 = 0x40

  /// The byte in lower case for one that belongs to a run, 0 for one that ends it. Hex digits are stored so that
  /// bit 6 tells them from the others: `a` to `f` as 1 to 6, the rest as they are.
  static let classes: [UInt8] = (0...255).map { (value: UInt8) in
    switch value {
    case 0x30...0x39, 0x2E: value
    case 0x2D: 0x4D
    case 0x5F: 0x5F
    case 0x41...0x46: value - 0x40
    case 0x61...0x66: value - 0x60
    case 0x47...0x5A: value | 0x20
    case 0x67...0x7A: value
    default: 0
    }
  }

  @inline(__always)
  static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  @inline(__always)
  static func final(_ hash: UInt64) -> UInt64 { hash == 0 ? 1 : hash }
}

/// Runs of hex digits with colons between them: what may be an IPv6 address.
private struct ColonRun {
  private var colons: Int = 0
  private var groups: (UInt32, UInt32) = (0, 0)
  private var hasGap: Bool = false

  /// Takes in the run before `index` and the byte there.
  ///
  /// - Returns: the first two groups when an address ends here.
  mutating func prefix(_ block: Span<UInt8>, _ start: Int, _ index: Int, _ flags: UInt8) -> UInt32? {
    guard flags & RunHash.notHex == 0, index - start <= 4 || colons >= 2 else {
      self = ColonRun()
      return nil
    }
    if colons < 2, !hasGap {
      let value: UInt32 = ColonRun.number(block, start, min(index, start + 4))
      if colons == 0 { groups.0 = value } else { groups.1 = value }
    }
    if index < block.count, block[index] == 0x3A {
      hasGap = hasGap || (colons > 0 && index == start)
      colons += 1
      return nil
    }
    defer { self = ColonRun() }
    return hasGap || colons == 7 ? groups.0 << 16 | groups.1 : nil
  }

  private static func number(_ block: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var value: UInt32 = 0
    var index: Int = start
    while index < end {
      let byte: UInt8 = block[index]
      value = value << 4 | UInt32(byte > 0x39 ? (byte & 0x0F) + 9 : byte & 0x0F)
      index += 1
    }
    return value
  }
}
