/// pacman's vercmp(8): `[epoch:]version[-release]`; the count of separators has a say, letters come before the end.
///
/// A version without release equals every release of it, so this order is not transitive: `1-1` = `1` = `1-2`.
/// Doubled or trailing separators break transitivity as well. The key keeps the parts as they are.
enum PacmanOrder {
  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    let parts: EpochVersionRelease = try EpochVersionRelease(text)
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end + 8)
    key.append(number: parts.epoch, of: text)
    key.append(word: parts.version, of: text)
    if let release = parts.release {
      key.append(1)
      key.append(word: release, of: text)
    }
    return key
  }

  static func order(_ left: VersionKey, _ right: VersionKey) -> VersionOrder {
    let (l, r): (KeyReader, KeyReader) = (KeyReader(left), KeyReader(right))
    let (leftEpoch, rightEpoch): (Range<Int>, Range<Int>) = (l.number(at: 0), r.number(at: 0))
    let epochs: VersionOrder = KeyReader.orderNumbers(l, leftEpoch, r, rightEpoch)
    guard epochs == .equal else { return epochs }
    let leftVersion: Range<Int> = l.word(at: leftEpoch.upperBound)
    let rightVersion: Range<Int> = r.word(at: rightEpoch.upperBound)
    let versions: VersionOrder = compare(l, leftVersion, r, rightVersion)
    guard versions == .equal else { return versions }
    let (leftFlag, rightFlag): (Int, Int) = (leftVersion.upperBound + 1, rightVersion.upperBound + 1)
    guard l.at(leftFlag) == 1, r.at(rightFlag) == 1 else { return .equal }
    return compare(l, l.word(at: leftFlag + 1), r, r.word(at: rightFlag + 1))
  }

  /// Walks both parts run by run. Every part ends with a zero byte, so looking one byte ahead is safe.
  private static func compare(_ l: KeyReader, _ left: Range<Int>, _ r: KeyReader, _ right: Range<Int>) -> VersionOrder {
    if l.bytes[left] == r.bytes[right] { return .equal }
    var (i, j): (Int, Int) = (left.lowerBound, right.lowerBound)
    while i < left.upperBound, j < right.upperBound {
      let (leftGap, rightGap): (Int, Int) = (l.separatorsEnd(from: i, to: left), r.separatorsEnd(from: j, to: right))
      let (leftCount, rightCount): (Int, Int) = (leftGap - i, rightGap - j)
      (i, j) = (leftGap, rightGap)
      guard i < left.upperBound, j < right.upperBound else { break }
      if leftCount != rightCount { return leftCount < rightCount ? .less : .greater }
      let isNumber: Bool = VersionText.isDigit(l.at(i))
      let leftRun: Range<Int> = i..<l.runEnd(from: i, ofDigits: isNumber)
      let rightRun: Range<Int> = j..<r.runEnd(from: j, ofDigits: isNumber)
      if rightRun.isEmpty { return isNumber ? .greater : .less }
      let order: VersionOrder =
        isNumber
        ? KeyReader.orderDigits(l, leftRun, r, rightRun) : KeyReader.orderBytes(l, leftRun, r, rightRun)
      if order != .equal { return order }
      (i, j) = (leftRun.upperBound, rightRun.upperBound)
    }
    return orderOfRests(l, i..<left.upperBound, r, j..<right.upperBound)
  }

  /// One side ended: a rest of letters is less than nothing, any other rest is more.
  private static func orderOfRests(
    _ l: KeyReader, _ left: Range<Int>, _ r: KeyReader, _ right: Range<Int>
  ) -> VersionOrder {
    if left.isEmpty && right.isEmpty { return .equal }
    if left.isEmpty { return VersionText.isLetter(r.at(right.lowerBound)) ? .greater : .less }
    return VersionText.isLetter(l.at(left.lowerBound)) ? .less : .greater
  }
}
