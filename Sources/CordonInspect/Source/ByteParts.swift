/// Parts of a source that make one content when they are read behind each other.
package struct ByteParts: Sendable, Hashable {
  /// Where each part lies in the source, in the order of the content; none is empty.
  package private(set) var ranges: [Range<Int>] = []
  /// Where each part begins in the content.
  private var starts: [Int] = []
  /// Bytes of the content.
  package private(set) var count: Int = 0

  /// No part yet.
  package init() {}

  /// Adds what follows; a part that lies right behind the last one becomes one with it.
  package mutating func append(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if let last = ranges.last, last.upperBound == range.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
    } else {
      ranges.append(range)
      starts.append(count)
    }
    count += range.count
  }

  /// What lies at a place of the content: where in the source, up to the end of that part; `nil` outside.
  package func place(of offset: Int) -> Range<Int>? {
    guard offset >= 0, offset < count else { return nil }
    var (low, high): (Int, Int) = (0, starts.count)
    while high - low > 1 {
      let middle: Int = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (ranges[low].lowerBound + (offset - starts[low]))..<ranges[low].upperBound
  }
}
