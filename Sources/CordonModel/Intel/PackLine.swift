/// Where a row stands in its pack. It is no part of what the row says: rows that differ in nothing else are equal.
struct PackLine: Sendable, Codable, Hashable {
  /// 1-based; `nil` for a row that came from no pack.
  var number: Int?

  static func == (left: PackLine, right: PackLine) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
