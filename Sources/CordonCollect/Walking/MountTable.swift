/// The mounts of this process, from `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
package struct MountTable: Sendable, Hashable {
  package struct Mount: Sendable, Hashable {
    /// The mount's number, as statx tells it too.
    package var id: UInt64
    /// The number of the mount it was made on.
    package var parent: UInt64
    /// `major:minor` of the file system.
    package var device: String
    /// The folder of the file system that is mounted, `/` for its top.
    package var root: [UInt8]
    package var mountPoint: [UInt8]
    package var type: String
    package var source: [UInt8]
    package var superOptions: [UInt8]
  }

  /// In the order of the kernel: a later mount on the same place hides the earlier one.
  package private(set) var mounts: [Mount] = []
  /// Lines that could not be read.
  package private(set) var unreadLines: Int = 0

  package static let mountLimit: Int = 100_000

  package init(_ bytes: [UInt8]) {
    for line in bytes.split(whereSeparator: { $0 == 0x0A }) {
      guard mounts.count < MountTable.mountLimit, let mount = MountTable.mount(line) else {
        unreadLines += 1
        continue
      }
      mounts.append(mount)
    }
  }

  /// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`
  private static func mount(_ line: ArraySlice<UInt8>) -> Mount? {
    let fields: [ArraySlice<UInt8>] = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard fields.count >= 10, let id = UInt64(String(decoding: fields[0], as: UTF8.self)),
      let parent = UInt64(String(decoding: fields[1], as: UTF8.self)),
      let dash = fields[6...].firstIndex(where: { $0.elementsEqual([0x2D]) }), dash + 2 < fields.count
    else { return nil }
    let point: [UInt8] = unescaped(fields[4])
    guard point.first == 0x2F else { return nil }
    return Mount(
      id: id, parent: parent, device: String(decoding: fields[2], as: UTF8.self), root: unescaped(fields[3]),
      mountPoint: point,
      type: String(decoding: fields[dash + 1], as: UTF8.self), source: unescaped(fields[dash + 2]),
      superOptions: dash + 3 < fields.count ? Array(fields[dash + 3]) : [])
  }

  /// Space, tab, line break, backslash and `#` stand as three octal digits.
  static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
    guard field.contains(0x5C) else { return Array(field) }
    var output: [UInt8] = []
    var rest: ArraySlice<UInt8> = field
    while let byte = rest.popFirst() {
      let digits: ArraySlice<UInt8> = rest.prefix(3)
      if byte == 0x5C, digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
        let value: Int = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
        output.append(UInt8(truncatingIfNeeded: value))
        rest = rest.dropFirst(3)
      } else {
        output.append(byte)
      }
    }
    return output
  }
}
