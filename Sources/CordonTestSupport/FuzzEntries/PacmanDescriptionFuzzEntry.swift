internal import CordonCollect

extension FuzzEntry {
  package static let pacmanDescription = FuzzEntry(name: "pacman-desc") { bytes in
    _ = PacmanDescription(bytes, nameLimit: 1_024)
  }
}
