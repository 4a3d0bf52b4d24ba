internal import CLinux
package import CordonModel
internal import Glibc

/// Takes a snapshot of the running processes of this machine.
///
/// Processes come and go meanwhile: one that was there when the look began and ended before it was looked at is counted,
/// not found. One that began meanwhile may be missing. What may not be looked at is a gap.
package struct ProcessCollector: Sendable {
  package let options: ProcessOptions
  private let proc: String
  private let passwd: String

  /// - Parameters:
  ///   - proc: where the process file system is mounted.
  ///   - passwd: the user database of the machine.
  package init(
    options: ProcessOptions = ProcessOptions(), proc: String = "/proc", passwd: String = "/etc/passwd"
  ) {
    self.options = options
    self.proc = proc
    self.passwd = passwd
  }

  /// Looks, and returns when every process has been looked at or a stop was asked for.
  ///
  /// - Parameters:
  ///   - now: the time of the look; it stands in the coverage.
  ///   - observer: told the number of processes seen so far.
  package func collect(now: Timestamp, observer: CollectionObserver = CollectionObserver()) -> ProcessSnapshot {
    var coverage = Coverage(check: .processes, state: .complete, collectedAt: now, scope: [proc])
    let root: Descriptor
    do throws(FileFailure) {
      root = try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, proc, O_RDONLY | O_DIRECTORY | O_NONBLOCK))
    } catch {
      coverage.state = .failed
      coverage.gaps = [Coverage.Gap(path: proc, reason: error.reason, detail: error.detail)]
      return ProcessSnapshot(processes: [], sockets: [], coverage: coverage)
    }
    var gaps = GapLedger()
    var view = ProcessView(proc: root.number, path: proc)
    let clock: ProcessClock = view.clock(&gaps)
    var reader = ProcessReader(options, clock: clock, users: userNames(&gaps)) { observer.examined(view.examined) }
    view.list(limit: options.processes, &gaps)
    if view.pids.isEmpty { gaps.add(proc, .scanError, "there are no processes here: is proc mounted?") }
    var processes: [ProcessFacts] = []
    processes.reserveCapacity(view.pids.count)
    var gone: Int = 0
    for pid in view.pids {
      if observer.isCancelled {
        gaps.add(proc, .scanPartial, "stopped before every process was looked at")
        break
      }
      view.examined += 1
      switch reader.read(pid, in: root.number, position: processes.count) {
      case .read(let facts):
        for gap in facts.gaps { gaps.add(gap.path, gap.reason, gap.detail, isRefused: gap.isRefused) }
        processes.append(facts)
      case .gone: gone += 1
      case .failed(let failure): gaps.add(proc + "/" + String(pid), failure)
      }
    }
    view.noteLimits(into: &coverage, &gaps)
    if gone > 0 {
      coverage.leftOut.append(
        Coverage.Exclusion(path: proc, why: "\(gone) processes ended before they could be looked at"))
    }
    var sockets = SocketCollector(view.isLive ? options : options.withoutKernel)
    sockets.collect(proc: root.number, own: view.ownNetwork, namespaces: reader.namespaces)
    let list: [SocketFacts] = reader.holders.assign(sockets.records, to: &processes)
    gaps.add(sockets.gaps)
    coverage.entriesExamined = view.examined
    coverage.itemsFound = processes.count
    if processes.isEmpty { coverage.state = .failed }
    gaps.settle(&coverage)
    return ProcessSnapshot(processes: processes, sockets: list, coverage: coverage)
  }

  private func userNames(_ gaps: inout GapLedger) -> UserNames {
    do throws(FileFailure) {
      let file = try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, passwd, O_RDONLY | O_NONBLOCK | O_NOCTTY))
      guard try file.status().isRegular else { throw .notRegular }
      return UserNames(try BoundedReader.read(file, limit: UserNames.byteLimit).bytes)
    } catch {
      // A machine without one has no names of its own.
      if error.errorNumber != .noEntry { gaps.add(PrintablePath.text(Array(passwd.utf8)), error) }
      return UserNames([])
    }
  }
}

extension ProcessOptions {
  /// For a tree that is not the running kernel's own.
  fileprivate var withoutKernel: ProcessOptions {
    var options: ProcessOptions = self
    options.asksKernelForSockets = false
    return options
  }
}
