internal import CordonModel

/// The container a process belongs to, by the names that container engines give their control groups
/// (`/proc/PID/cgroup`, cgroups(7)).
///
/// It is a label for the reader: whoever may make control groups may choose such names.
package enum ControlGroup {
  /// Bytes of a container's own name that are kept.
  private static let nameLimit: Int = 64

  /// `docker:0123456789ab`, `podman:…`, `containerd:…`, `cri-o:…`, `lxc:NAME`, `systemd-nspawn:NAME`,
  /// `k8s:POD/CONTAINER`, or `container:…` where the engine is not known; `nil` outside of containers.
  package static func container(_ bytes: [UInt8]) -> String? {
    for line in bytes.split(separator: 0x0A) {
      let fields: [ArraySlice<UInt8>] = line.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3, fields[2].count > 1 else { continue }
      if let name = container(path: fields[2]) { return name }
    }
    return nil
  }

  /// The innermost container on the path.
  private static func container(path: ArraySlice<UInt8>) -> String? {
    var engine: String?
    var pod: String?
    var parent: ArraySlice<UInt8> = []
    for part in path.split(separator: 0x2F).prefix(64) {
      let name: ArraySlice<UInt8> = withoutUnit(part)
      if let found = podID(name) {
        pod = found
        engine = nil
      } else if let found = container(name, below: parent) {
        engine = found
      }
      parent = name
    }
    guard let pod else { return engine }
    guard let engine, let mark = engine.firstIndex(of: ":") else { return "k8s:" + pod }
    return "k8s:" + pod + "/" + engine[engine.index(after: mark)...]
  }

  private static let prefixes: [(prefix: StaticString, engine: String)] = [
    ("docker-", "docker:"), ("libpod-", "podman:"), ("cri-containerd-", "containerd:"), ("crio-", "cri-o:"),
    ("nerdctl-", "containerd:"),
  ]

  private static func container(_ name: ArraySlice<UInt8>, below parent: ArraySlice<UInt8>) -> String? {
    for (prefix, engine) in prefixes {
      if let rest = rest(of: name, behind: prefix), isID(rest) { return engine + short(rest) }
    }
    if isID(name), name.count == 64 { return engine(below: parent) + short(name) }
    for prefix: StaticString in ["lxc.payload.", "lxc.payload-"] {
      if let rest = rest(of: name, behind: prefix), !rest.isEmpty { return "lxc:" + printable(rest) }
    }
    if parent.elementsEqual("lxc".utf8) || parent.elementsEqual("lxc.payload".utf8) { return "lxc:" + printable(name) }
    if let rest = rest(of: name, behind: "systemd-nspawn@"), !rest.isEmpty {
      return "systemd-nspawn:" + printable(rest)
    }
    // A machine of libvirt is no container: its processes are those of the hypervisor.
    if parent.elementsEqual("machine".utf8), let rest = rest(of: name, behind: "machine-"), !rest.isEmpty,
      !rest.starts(with: "qemu".utf8)
    {
      return "systemd-nspawn:" + printable(rest)
    }
    return nil
  }

  private static func engine(below parent: ArraySlice<UInt8>) -> String {
    if parent.elementsEqual("docker".utf8) { return "docker:" }
    if parent.starts(with: "libpod".utf8) { return "podman:" }
    for namespace in ["default", "k8s.io", "moby", "containerd"] where parent.elementsEqual(namespace.utf8) {
      return "containerd:"
    }
    return "container:"
  }

  /// The first eight characters of a pod's number, in `pod…` and `kubepods-burstable-pod…`.
  private static func podID(_ name: ArraySlice<UInt8>) -> String? {
    let number: ArraySlice<UInt8>
    if let rest = rest(of: name, behind: "pod") {
      number = rest
    } else if name.starts(with: "kubepods".utf8), let mark = lastPodMark(name) {
      number = name[mark...]
    } else {
      return nil
    }
    guard number.count >= 32, number.prefix(8).allSatisfy(isHexDigit) else { return nil }
    return String(decoding: number.prefix(8), as: UTF8.self)
  }

  private static func lastPodMark(_ name: ArraySlice<UInt8>) -> Int? {
    var index: Int = name.startIndex
    var found: Int?
    while index + 4 <= name.endIndex {
      if name[index..<index + 4].elementsEqual("-pod".utf8) { found = index + 4 }
      index += 1
    }
    return found
  }

  private static func withoutUnit(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    for ending in [".scope", ".service", ".slice"] {
      let bytes: String.UTF8View = ending.utf8
      if part.count > bytes.count, part.suffix(bytes.count).elementsEqual(bytes) { return part.dropLast(bytes.count) }
    }
    return part
  }

  private static func rest(of name: ArraySlice<UInt8>, behind prefix: StaticString) -> ArraySlice<UInt8>? {
    let isThere: Bool = prefix.withUTF8Buffer { unsafe name.starts(with: $0) }
    return isThere ? name.dropFirst(prefix.utf8CodeUnitCount) : nil
  }

  private static func isID(_ name: ArraySlice<UInt8>) -> Bool { name.count >= 12 && name.allSatisfy(isHexDigit) }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func short(_ id: ArraySlice<UInt8>) -> String { String(decoding: id.prefix(12), as: UTF8.self) }

  private static func printable(_ name: ArraySlice<UInt8>) -> String { PrintablePath.text(name.prefix(nameLimit)) }
}
