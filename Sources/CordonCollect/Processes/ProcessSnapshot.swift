package import CordonModel

/// The running processes of a machine at one time, with their sockets.
package struct ProcessSnapshot: Sendable {
  /// By process number.
  package var processes: [ProcessFacts]
  /// Every internet socket of every network namespace that could be reached, also those nobody holds any more; one that
  /// several processes hold is here once, with the lowest of their numbers.
  package var sockets: [SocketFacts]
  /// What could not be looked at of sockets alone; these gaps are in ``coverage`` too.
  package var socketGaps: [Coverage.Gap]
  /// Of the check `processes`.
  package var coverage: Coverage

  package init(
    processes: [ProcessFacts], sockets: [SocketFacts], socketGaps: [Coverage.Gap] = [], coverage: Coverage
  ) {
    self.processes = processes
    self.sockets = sockets
    self.socketGaps = socketGaps
    self.coverage = coverage
  }
}

extension ProcessSnapshot {
  /// Which mapped files are worth their reading.
  package enum ModuleChoice: Sendable, Hashable {
    /// Every one.
    case all
    /// Those that no package manager puts where they are: deleted ones, those without a name on disk, and those outside of
    /// the folders that packages of the system install into.
    case unusual
  }

  /// One process for every executable that runs: reading these reads every executable once.
  package var executablesToRead: [ProcessFacts] {
    var seen: Set<FileIdentity> = []
    return processes.filter { process in
      guard let identity = process.identity, process.digests == nil else { return false }
      return seen.insert(identity).inserted
    }
  }

  /// Every mapped file of the choice once, with a process that maps it.
  package func modulesToRead(_ choice: ModuleChoice) -> [(process: ProcessFacts, module: ProcessFacts.Module)] {
    var seen: Set<ProcessFacts.Module> = []
    var result: [(process: ProcessFacts, module: ProcessFacts.Module)] = []
    for process in processes {
      for module in process.modules where module.digests == nil {
        guard choice == .all || ProcessSnapshot.isUnusual(module), seen.insert(module).inserted else { continue }
        result.append((process, module))
      }
    }
    return result
  }

  /// Notes the digests of an executable in every process that runs it.
  package mutating func setDigests(_ digests: FileDigests, executable identity: FileIdentity) {
    for index in processes.indices where processes[index].identity == identity { processes[index].digests = digests }
  }

  /// Notes the digests of a mapped file in every process that maps it.
  package mutating func setDigests(_ digests: FileDigests, module: ProcessFacts.Module) {
    for index in processes.indices {
      // Numbers first: this is asked for every mapped file of every process.
      let position: Int? = processes[index].modules.firstIndex {
        $0.inode == module.inode && $0.device == module.device && $0.path == module.path
      }
      if let position { processes[index].modules[position].digests = digests }
    }
  }

  private static let systemFolders: [[UInt8]] = [
    "/usr/lib/", "/usr/lib32/", "/usr/lib64/", "/usr/libx32/", "/usr/libexec/", "/lib/", "/lib64/", "/usr/share/",
    "/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/", "/nix/store/", "/gnu/store/", "/snap/", "/var/lib/flatpak/",
  ].map { Array($0.utf8) }

  private static func isUnusual(_ module: ProcessFacts.Module) -> Bool {
    module.isDeleted || !systemFolders.contains { module.path.starts(with: $0) }
  }
}
