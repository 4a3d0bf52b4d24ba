internal import CordonModel

enum MacPrograms {
  static func collect(into finder: inout PackageFinder) {}
}
