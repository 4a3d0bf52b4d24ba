package import CordonModel
internal import Glibc

/// Tells what kind of system lies under a root.
package struct TargetIdentifier {
  let root: RootedDirectory

  package init(root: RootedDirectory) { self.root = root }

  /// The target of a request, with platform and the system's own description.
  ///
  /// A root whose system is not recognised has the platform `any`: no advisory may then be ruled out by its platform.
  /// So has a folder: it may lie on another system's disk, and has no system of its own.
  package func identify(_ request: CollectionRequest) -> Target {
    let path: String = PrintablePath.text(root.realPath)
    let given: String = PrintablePath.text(Array(request.path.utf8))
    switch request {
    case .folder: return Target(kind: .folder, platform: .any, name: given, path: path)
    case .live:
      return Target(kind: .live, platform: .linux, name: hostName(), path: path, system: release().prettyName)
    case .root:
      let (platform, system): (Platform, String?) = systemUnderRoot()
      return Target(kind: .root, platform: platform, name: given, path: path, system: system)
    }
  }

  /// The system's os-release; empty when there is none.
  package func release() -> OSRelease {
    for path in ["etc/os-release", "usr/lib/os-release"] {
      if let bytes = read(path) { return OSRelease(bytes) }
    }
    return OSRelease()
  }

  private func systemUnderRoot() -> (Platform, String?) {
    let linux: OSRelease = release()
    if linux != OSRelease() { return (.linux, linux.prettyName) }
    // Signs of Linux beside those of another system: no advisory may be ruled out for a folder that anybody can make.
    let (platform, system): (Platform, String?) = otherSystem()
    guard isLinux else { return (platform, system) }
    return platform == .any ? (.linux, nil) : (.any, nil)
  }

  /// macOS or Windows, by what only these have.
  private func otherSystem() -> (Platform, String?) {
    let plist: String = "System/Library/CoreServices/SystemVersion.plist"
    if let bytes = read(plist) { return (.macos, SystemVersionPlist(bytes).description ?? "macOS") }
    if root.exists(plist) { return (.macos, nil) }
    if isWindows { return (.windows, WindowsRelease(root: root).description ?? "Windows") }
    return (.any, nil)
  }

  /// Whether something lies under the root that only a Linux system has.
  private var isLinux: Bool {
    ["var/lib/dpkg/status", "var/lib/dpkg/status.d", "etc/debian_version", "usr/lib/systemd", "lib/modules"]
      .contains(where: root.exists) || PackageDatabases.arePresent(in: root)
  }

  private var isWindows: Bool {
    do throws(FileFailure) {
      return try CaselessPath(root: root, entryLimit: 100_000).find(["Windows", "System32"]) != nil
    } catch {
      return false
    }
  }

  private func read(_ path: String) -> [UInt8]? {
    do throws(FileFailure) {
      let file = try root.openFile(Array(path.utf8))
      return try BoundedReader.read(file, limit: 65_536).bytes
    } catch {
      return nil
    }
  }

  private func hostName() -> String {
    var buffer: [CChar] = Array(repeating: 0, count: 256)
    guard unsafe gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    let name: [UInt8] = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return name.isEmpty ? "localhost" : PrintablePath.text(name)
  }
}
