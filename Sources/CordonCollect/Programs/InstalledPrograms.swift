internal import CordonModel

/// The programs that stand in fixed places of a system: what no walk over names would find.
///
/// On Linux the walk meets them all: snaps, flatpaks, AppImages, and the folders of `/opt` and `/usr/local`.
enum InstalledPrograms {
  static func collect(_ target: Target, into finder: inout PackageFinder) {
    switch target.platform {
    case .windows: WindowsPrograms.collect(into: &finder)
    case .macos: MacPrograms.collect(into: &finder)
    case .linux, .ci, .web, .any: break
    }
  }
}
