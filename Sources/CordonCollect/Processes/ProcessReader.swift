internal import CLinux
internal import CordonModel
internal import Glibc

/// Reads one process after the other.
///
/// Everything of a process is read below one descriptor of its folder: the kernel ties that to the process, so that
/// another one that gets its number is never mixed with it. That it started another program meanwhile shows in its
/// `stat`, which is read first and last.
struct ProcessReader {
  /// How the look at one process ended.
  enum Outcome {
    case read(ProcessFacts)
    /// It ended, or was never there.
    case gone
    case failed(FileFailure)
  }

  /// Sockets by process.
  var holders = SocketHolders()
  /// One process for every network namespace.
  private(set) var namespaces: [UInt64: Int32] = [:]

  private let options: ProcessOptions
  private let clock: ProcessClock
  private let users: UserNames
  /// Told between the first and the last reading of a process.
  private let observe: () -> Void
  private var buffer = ProcessBuffer(capacity: 128 << 10)
  private var mappings: CodeMappings
  private let folder = DirectoryReader()
  private var containers: [[UInt8]: String?] = [:]

  init(_ options: ProcessOptions, clock: ProcessClock, users: UserNames, observe: @escaping () -> Void) {
    self.options = options
    self.clock = clock
    self.users = users
    self.observe = observe
    mappings = CodeMappings(options)
  }

  /// - Parameters:
  ///   - proc: `/proc`.
  ///   - position: which place it will have in the list of processes.
  mutating func read(_ pid: Int32, in proc: Int32, position: Int) -> Outcome {
    let held: Int = holders.count
    var last: Outcome = .gone
    for _ in 0..<max(1, options.attempts) {
      holders.removeAll(from: held)
      do throws(FileFailure) {
        let process = try Descriptor(
          result: unsafe cordon_open_at(proc, String(pid), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK))
        let (facts, isWhole): (ProcessFacts, Bool) = try look(process, pid, position)
        if isWhole { return .read(facts) }
        last = .read(facts)
      } catch {
        if error.isGone {
          // Its number may belong to another one by now: then the next attempt finds that.
          last = .gone
          continue
        }
        return .failed(error)
      }
    }
    switch last {
    case .read(var facts):
      facts.gaps.append(gap(facts, .scanPartial, "changed each time it was looked at"))
      return .read(facts)
    case .gone:
      holders.removeAll(from: held)
      return .gone
    case .failed: return last
    }
  }

  /// - Returns: what was found, and whether it was the same program from beginning to end.
  /// - Throws: when the process is gone, or `stat` cannot be read.
  private mutating func look(
    _ process: borrowing Descriptor, _ pid: Int32, _ position: Int
  ) throws(FileFailure) -> (ProcessFacts, Bool) {
    let statFile = try Descriptor(
      result: unsafe cordon_open_at(process.number, "stat", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY))
    let before: ProcessStat = try stat(statFile.number)
    var facts = ProcessFacts(pid: pid, parent: before.parent, name: PrintablePath.text(before.name))
    facts.startedAt = clock.time(ofTicks: before.startTicks)
    facts.user = owner(of: process.number)
    facts.userName = facts.user.flatMap { users[$0] }
    if !before.isKernelThread {
      if !before.isEnded {
        read(process.number, &facts, position)
      } else if before.threads > 1 {
        readOtherThread(process.number, &facts, position)
      }
    }
    observe()
    let after: ProcessStat = try stat(statFile.number)
    return (facts, after.isSameProgram(as: before) && after.isEnded == before.isEnded)
  }

  private mutating func stat(_ file: Int32) throws(FileFailure) -> ProcessStat {
    try buffer.read(file)
    guard let stat = ProcessStat(buffer.bytes.span.extracting(0..<buffer.count)) else {
      throw FileFailure(reason: .scanError, detail: "its stat is cut or has another form")
    }
    return stat
  }

  /// The kernel makes the folder itself the effective user's, whatever else it hides.
  private func owner(of process: Int32) -> UInt32? {
    var facts = cordon_file_identity()
    return unsafe cordon_identity_at(process, "", 0, &facts) == 0 ? facts.owner : nil
  }

  /// The first thread has ended and others run on: they have what it no longer shows.
  private mutating func readOtherThread(_ process: Int32, _ facts: inout ProcessFacts, _ position: Int) {
    do throws(FileFailure) {
      let tasks = try Descriptor(result: unsafe cordon_open_at(process, "task", O_RDONLY | O_DIRECTORY | O_NONBLOCK))
      let own: [UInt8] = Array(String(facts.pid).utf8)
      guard let other = try folder.names(in: tasks.number, limit: 4).names.first(where: { $0 != own }) else { return }
      let name: String = String(decoding: other, as: UTF8.self)
      let thread = try Descriptor(
        result: unsafe cordon_open_at(tasks.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK))
      let known: Int = facts.gaps.count
      read(thread.number, &facts, position)
      // When all threads end together, this one has nothing to show any more either.
      try buffer.read("stat", at: thread.number)
      let state = ProcessStat(buffer.bytes.span.extracting(0..<buffer.count))
      if state?.isEnded != false { facts.gaps.removeLast(facts.gaps.count - known) }
    } catch {
      // Gone as a whole: whether the process is too shows in its own stat.
      if error.isGone {
        facts.gaps.removeAll()
      } else {
        facts.gaps.append(gap(facts, error.reason, "its threads: " + error.detail))
      }
    }
  }

  private mutating func read(_ process: Int32, _ facts: inout ProcessFacts, _ position: Int) {
    var trouble = ProcessTrouble()
    var executable = ExecutableLook()
    trouble.note("executable") { () throws(FileFailure) in
      executable = try ExecutableLook(process: process, &buffer)
    }
    facts.executable = executable.path
    facts.executableState = executable.state
    facts.identity = executable.identity
    trouble.note("command line") { () throws(FileFailure) in
      try buffer.read("cmdline", at: process, limit: ProcessFacts.commandLimit + 1)
      facts.commandLine = CommandLine.text(buffer.content)
    }
    trouble.note("control group") { () throws(FileFailure) in
      try buffer.read("cgroup", at: process)
      facts.container = container(Array(buffer.content))
    }
    trouble.note("mapped files") { () throws(FileFailure) in
      let found = try mappings.look(process: process, executable: executable.link, &buffer)
      facts.modules = found.modules
      if let shortfall = found.shortfall { facts.gaps.append(gap(facts, .scanPartial, shortfall)) }
    }
    trouble.note("open sockets") { () throws(FileFailure) in
      if try !readDescriptors(process, position) {
        facts.gaps.append(gap(facts, .scanPartial, "more than \(options.descriptors) open descriptors"))
      }
    }
    trouble.note("network namespace") { () throws(FileFailure) in
      if let link = try buffer.readLink("ns/net", at: process), let number = SocketHolders.number(link, behind: "net:[")
      {
        if namespaces[number] == nil { namespaces[number] = facts.pid }
      }
    }
    facts.gaps.append(contentsOf: trouble.gaps(place(facts)))
  }

  private mutating func container(_ group: [UInt8]) -> String? {
    if let known = containers[group] { return known }
    let container: String? = ControlGroup.container(group)
    if containers.count < 10_000 { containers[group] = .some(container) }
    return container
  }

  /// - Returns: whether these were all.
  private mutating func readDescriptors(_ process: Int32, _ position: Int) throws(FileFailure) -> Bool {
    let descriptors = try Descriptor(
      result: unsafe cordon_open_at(process, "fd", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK))
    var count: Int = 0
    let limit: Int = options.descriptors
    let number: Int32 = descriptors.number
    try unsafe folder.forEach(in: number) { name, _, _ in
      count += 1
      guard count <= limit else { return }
      // One that was closed meanwhile is none.
      do throws(FileFailure) {
        if let link = try unsafe buffer.readLink(entry: name, at: number) { holders.note(link, process: position) }
      } catch {
        return
      }
    }
    return count <= limit
  }

  private func place(_ facts: ProcessFacts) -> String { "/proc/" + String(facts.pid) + " (" + facts.name + ")" }

  private func gap(_ facts: ProcessFacts, _ reason: UnknownReason, _ detail: String) -> Coverage.Gap {
    Coverage.Gap(path: place(facts), reason: reason, detail: detail)
  }
}
