internal import CordonModel

/// Who started whom, by the numbers of processes.
struct ProcessTree {
  /// How far up a process is followed; the deepest trees of a desktop have about fifteen.
  static let depthLimit: Int = 64

  private let processes: [ProcessFacts]
  private var positions: [Int32: Int] = [:]

  init(_ processes: [ProcessFacts]) {
    self.processes = processes
    positions.reserveCapacity(processes.count)
    for (position, process) in processes.enumerated() { positions[process.pid] = position }
  }

  /// Positions of the ancestors, the nearest first. It ends where a parent is not in the table, where a circle closes (a table
  /// is not read at one instant), and where a parent began later than its child: then the number is another's by now.
  func ancestors(of position: Int) -> [Int] {
    var found: [Int] = []
    var current: Int = position
    while found.count < ProcessTree.depthLimit {
      let child: ProcessFacts = processes[current]
      guard child.parent > 0, let parent = positions[child.parent], parent != position, !found.contains(parent) else {
        break
      }
      if let began = child.startedAt, let parentBegan = processes[parent].startedAt, parentBegan > began { break }
      found.append(parent)
      current = parent
    }
    return found
  }
}
