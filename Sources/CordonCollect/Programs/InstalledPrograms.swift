internal import CordonModel

/// The programs that stand in fixed places of a system: what no walk over names would find.
enum InstalledPrograms {
  static func collect(_ target: Target, into finder: inout PackageFinder) {
    switch target.platform {
    case .linux: LinuxPrograms.collect(into: &finder)
    case .windows: WindowsPrograms.collect(into: &finder)
    case .macos: MacPrograms.collect(into: &finder)
    case .ci, .web, .any: break
    }
  }
}
