internal import CordonModel

enum LinuxPrograms {
  static func collect(into finder: inout PackageFinder) {}
}
