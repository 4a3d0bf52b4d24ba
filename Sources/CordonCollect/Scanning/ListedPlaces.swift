internal import CordonModel

/// Places that are left out, or judged with a remark: the first of them by name, the rest as a number.
struct ListedPlaces {
  private var kept: [Coverage.Exclusion] = []
  private(set) var omitted: Int = 0
  private let limit: Int

  /// - Parameter limit: places that are named.
  init(limit: Int = 20) { self.limit = limit }

  /// - Parameters:
  ///   - path: printable.
  ///   - why: English, without a full stop.
  mutating func add(_ path: @autoclosure () -> String, _ why: @autoclosure () -> String) {
    guard kept.count < limit else { return omitted += 1 }
    kept.append(Coverage.Exclusion(path: path(), why: why()))
  }

  /// Puts them into a coverage.
  ///
  /// - Parameter rest: what the places are that are not named, such as `files`, and why they are listed.
  func settle(_ coverage: inout Coverage, rest: String, why: String) {
    coverage.leftOut += kept
    if omitted > 0 { coverage.leftOut.append(.init(path: "\(omitted) more \(rest)", why: why)) }
  }
}
