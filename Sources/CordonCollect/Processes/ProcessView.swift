internal import CLinux
internal import CordonModel
internal import Glibc

/// What of the machine the process file system shows us.
struct ProcessView {
  private let proc: Int32
  private let path: String
  /// Whether this is the running kernel's own, and not a tree that looks like it.
  let isLive: Bool
  /// The number of our own network namespace.
  let ownNetwork: UInt64?
  /// Processes that were there, ascending.
  private(set) var pids: [Int32] = []
  /// Processes looked at so far.
  var examined: Int = 0

  /// The first process namespace of a machine has this number (`include/linux/proc_ns.h`).
  private static let firstNamespace: UInt64 = 0xEFFF_FFFC

  init(proc: Int32, path: String) {
    self.proc = proc
    self.path = path
    isLive = cordon_is_procfs(proc) == 1
    ownNetwork = ProcessView.namespace("net", behind: "net:[", proc)
  }

  /// Reads when the machine started.
  func clock(_ gaps: inout GapLedger) -> ProcessClock {
    do throws(FileFailure) {
      // The line stands behind one for every processor and one as long as the list of interrupts.
      let file = try Descriptor(
        result: unsafe cordon_open_at(proc, "stat", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY))
      let bytes: [UInt8] = try BoundedReader.readStream(file, limit: 8 << 20)
      let clock = ProcessClock(stat: bytes[...], ticksPerSecond: Int64(cordon_ticks_per_second()))
      if clock.started == nil { gaps.add(path + "/stat", .scanError, "does not say when the machine started") }
      return clock
    } catch {
      gaps.add(path + "/stat", error)
      return ProcessClock(stat: [], ticksPerSecond: 100)
    }
  }

  /// Lists the processes.
  mutating func list(limit: Int, _ gaps: inout GapLedger) {
    var found: [Int32] = []
    var isCut: Bool = false
    do throws(FileFailure) {
      try unsafe DirectoryReader().forEach(in: proc) { name, length, _ in
        let bytes: UnsafeRawBufferPointer = unsafe UnsafeRawBufferPointer(start: name, count: length)
        guard let pid = unsafe ProcessView.number(bytes) else { return }
        if found.count < limit { found.append(pid) } else { isCut = true }
      }
    } catch {
      gaps.add(path, error)
    }
    if isCut { gaps.add(path, .scanPartial, "more than \(limit) processes") }
    pids = found.sorted()
  }

  /// Says what this view hides: the processes of others under `hidepid`, and those outside of our own namespace.
  func noteLimits(into coverage: inout Coverage, _ gaps: inout GapLedger) {
    if ProcessView.hides(proc), geteuid() != 0 {
      gaps.add(path, .scanPartial, "processes of other users are hidden (hidepid)", isRefused: true)
    }
    if isLive, let own = ProcessView.namespace("pid", behind: "pid:[", proc), own != ProcessView.firstNamespace {
      coverage.leftOut.append(
        Coverage.Exclusion(path: path, why: "processes outside of this container (its process namespace)"))
    }
  }

  private static func namespace(_ name: String, behind mark: StaticString, _ proc: Int32) -> UInt64? {
    var buffer = ProcessBuffer(capacity: 256)
    do throws(FileFailure) {
      guard let link = try buffer.readLink("self/ns/" + name, at: proc) else { return nil }
      return SocketHolders.number(link, behind: mark)
    } catch {
      return nil
    }
  }

  /// Whether the mount hides the processes of other users: the last one on `/proc` counts.
  private static func hides(_ proc: Int32) -> Bool {
    do throws(FileFailure) {
      let file = try Descriptor(result: unsafe cordon_open_at(proc, "self/mountinfo", O_RDONLY | O_NONBLOCK))
      let table = MountTable(try BoundedReader.readStream(file, limit: 32 << 20))
      guard let mount = table.mounts.last(where: { $0.type == "proc" && $0.mountPoint == Array("/proc".utf8) }) else {
        return false
      }
      return mount.superOptions.split(separator: 0x2C).contains { option in
        option.starts(with: "hidepid=".utf8) && !option.elementsEqual("hidepid=0".utf8)
          && !option.elementsEqual("hidepid=off".utf8)
      }
    } catch {
      return false
    }
  }

  private static func number(_ name: UnsafeRawBufferPointer) -> Int32? {
    guard (1...10).contains(name.count) else { return nil }
    var value: Int64 = 0
    for index in 0..<name.count {
      let digit: Int64 = Int64(unsafe name[index]) - 0x30
      guard (0...9).contains(digit) else { return nil }
      value = value * 10 + digit
    }
    guard value > 0 else { return nil }
    return Int32(exactly: value)
  }
}
