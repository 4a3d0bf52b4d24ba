internal import CordonModel

/// Install dates from `dpkg.log` files (`2026-01-31 12:00:00 install name:arch <none> 1.0`).
package struct DpkgLog: Sendable {
  /// The last `install` of each `name:arch`, in the clock of the log: seconds since the epoch if it ran in UTC.
  package private(set) var installs: [String: Int64] = [:]

  private let nameLimit: Int
  private let entryLimit: Int

  package init(nameLimit: Int, entryLimit: Int) {
    self.nameLimit = nameLimit
    self.entryLimit = entryLimit
  }

  /// Adds a file; files may come in any order. Lines that are no `install` are passed over, as are broken ones.
  package mutating func add(_ bytes: [UInt8]) {
    let action: [UInt8] = Array(" install ".utf8)
    var start: Int = 0
    while start < bytes.count {
      let end: Int = ByteLines.end(of: start, in: bytes)
      // Date and time take 19 bytes.
      let name: Int = start + 19 + action.count
      if name < end, bytes[start + 20] == 0x69, bytes[(start + 19)..<name].elementsEqual(action) {
        note(bytes, time: start..<(start + 19), name: name, end: end)
      }
      start = end + 1
    }
  }

  private mutating func note(_ bytes: [UInt8], time: Range<Int>, name: Int, end: Int) {
    let key: ArraySlice<UInt8> = bytes[name..<end].prefix { $0 != 0x20 }
    guard !key.isEmpty, key.count <= nameLimit,
      let at = Timestamp(parsing: String(decoding: bytes[time], as: UTF8.self) + "Z")
    else { return }
    let package: String = String(decoding: key, as: UTF8.self)
    if let known = installs[package] {
      installs[package] = max(known, at.secondsSinceEpoch)
    } else if installs.count < entryLimit {
      installs[package] = at.secondsSinceEpoch
    }
  }
}
