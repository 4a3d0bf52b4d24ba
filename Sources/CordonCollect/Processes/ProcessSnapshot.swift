package import CordonModel

/// The running processes of a machine at one time, with their sockets.
package struct ProcessSnapshot: Sendable {
  /// By process number.
  package var processes: [ProcessFacts]
  /// Every internet socket of every network namespace that could be reached, also those nobody holds any more; one that
  /// several processes hold is here once, with the lowest of their numbers.
  package var sockets: [SocketFacts]
  /// Of the check `processes`.
  package var coverage: Coverage

  package init(processes: [ProcessFacts], sockets: [SocketFacts], coverage: Coverage) {
    self.processes = processes
    self.sockets = sockets
    self.coverage = coverage
  }
}

/// A file that runs or is mapped as code, with the processes that have it: reading it once is enough for all of them.
package struct RunningFile: Sendable, Hashable {
  /// What the processes do with it.
  package let part: Part
  /// Positions in ``ProcessSnapshot/processes``, ascending, at least one.
  package fileprivate(set) var holders: [Int]

  package enum Part: Sendable, Hashable {
    case executable(FileIdentity)
    case module(ProcessFacts.Module)
  }
}

extension ProcessSnapshot {
  /// The executables of which no content is known yet, each once, in the order of the processes.
  ///
  /// - Parameter isWanted: whether the program of a process is to be among them.
  package func unreadExecutables(where isWanted: (ProcessFacts) -> Bool = { _ in true }) -> [RunningFile] {
    var files: [RunningFile] = []
    var known: [FileIdentity: Int] = [:]
    for (position, process) in processes.enumerated() {
      guard let identity = process.identity, process.digests == nil else { continue }
      if let number = known[identity] {
        files[number].holders.append(position)
      } else if isWanted(process) {
        known[identity] = files.count
        files.append(RunningFile(part: .executable(identity), holders: [position]))
      }
    }
    return files
  }

  /// The mapped files of which no content is known yet, each once, in the order of the processes.
  ///
  /// - Parameter isWanted: whether a file is to be among them.
  package func unreadModules(where isWanted: (ProcessFacts.Module) -> Bool = { _ in true }) -> [RunningFile] {
    var files: [RunningFile] = []
    var known: [ProcessFacts.Module: Int] = [:]
    for (position, process) in processes.enumerated() {
      for module in process.modules where module.digests == nil && isWanted(module) {
        if let number = known[module] {
          files[number].holders.append(position)
        } else {
          known[module] = files.count
          files.append(RunningFile(part: .module(module), holders: [position]))
        }
      }
    }
    return files
  }

  /// Notes what was found in a file in every process that has it.
  package mutating func note(_ digests: FileDigests, _ hits: [RuleHit], of file: RunningFile) {
    for position in file.holders where processes.indices.contains(position) {
      switch file.part {
      case .executable:
        processes[position].digests = digests
        processes[position].hits = hits
      case .module(let module):
        // Numbers first: this is asked for every mapped file of every process.
        let number: Int? = processes[position].modules.firstIndex {
          $0.inode == module.inode && $0.device == module.device && $0.path == module.path
        }
        guard let number else { continue }
        processes[position].modules[number].digests = digests
        processes[position].modules[number].hits = hits
      }
    }
  }
}
