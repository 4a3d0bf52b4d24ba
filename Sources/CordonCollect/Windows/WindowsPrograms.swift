internal import CordonModel

enum WindowsPrograms {
  static func collect(into finder: inout PackageFinder) {}
}
