internal import CordonModel

/// What could not be looked at in one process: one gap for each reason, not one for each part.
struct ProcessTrouble {
  private var failures: [(part: String, failure: FileFailure)] = []

  /// Notes the failure of one part.
  mutating func note(_ part: String, _ body: () throws(FileFailure) -> Void) {
    do throws(FileFailure) { try body() } catch { failures.append((part, error)) }
  }

  func gaps(_ place: String) -> [Coverage.Gap] {
    var gaps: [Coverage.Gap] = []
    var details: [String] = []
    for (part, failure) in failures {
      if let index = details.firstIndex(of: failure.detail) {
        gaps[index].detail += ", " + part
      } else {
        details.append(failure.detail)
        gaps.append(
          Coverage.Gap(
            path: place, reason: failure.reason, detail: failure.detail + ": " + part, isRefused: failure.isRefusal))
      }
    }
    return gaps
  }
}
