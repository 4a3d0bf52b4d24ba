internal import CordonInspect

extension FuzzEntry {
  /// The directory of a compound file and the place of every stream: no chain goes on for ever, and nothing lies outside.
  package static let compoundFile = FuzzEntry(name: "compound-file") { bytes in
    var limits = CompoundLimits()
    (limits.entries, limits.parts) = (1_000, 1_000)
    guard var file = try? CompoundFile(MemorySource(bytes), limits: limits) else { return }
    precondition(file.streams.count <= limits.entries, "more streams than the limit")
    for stream in file.streams.prefix(200) {
      let place: (parts: ByteParts, fault: CompoundFailure?) = file.place(of: stream)
      precondition(place.parts.ranges.count <= limits.parts + 1, "more parts than the limit")
      precondition(place.parts.ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= bytes.count }, "outside")
      precondition(place.fault != nil || place.parts.count == stream.size, "a stream that is neither whole nor faulty")
    }
  }
}
