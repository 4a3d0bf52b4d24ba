internal import CLinux
package import CordonModel
internal import Glibc

/// Finds out with what rights this process runs.
package enum RunnerLook {
  /// Of this process; `nil` where the system does not tell.
  package static func current() -> Runner? {
    if geteuid() != 0 { return .user }
    guard let status = text("/proc/self/status"), let map = text("/proc/self/uid_map") else { return nil }
    return runner(status: status, identities: map, profile: text("/proc/self/attr/current") ?? "")
  }

  /// Of a process of user 0, by what `/proc` says of it (proc(5), user_namespaces(7)).
  ///
  /// - Parameters:
  ///   - status: its `status`.
  ///   - identities: its `uid_map`: one line for all users of the machine, unless it is in a user namespace.
  ///   - profile: its `attr/current`: what AppArmor or SELinux holds it to; empty without either.
  package static func runner(status: String, identities: String, profile: String) -> Runner {
    let words: [Substring] = identities.split { $0 == " " || $0 == "\n" || $0 == "\t" }
    if words != ["0", "0", "4294967295"] { return .namespacedRoot }
    let wanted: [UInt64] = [readsAll, inspectsAll]
    let held: UInt64 = capabilities(status) ?? 0
    if wanted.contains(where: { held & $0 == 0 }) || isConfining(profile) { return .confinedRoot }
    return .root
  }

  /// CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: either opens every file and folder.
  private static let readsAll: UInt64 = 1 << 1 | 1 << 2
  /// CAP_SYS_PTRACE: the executables and sockets of other users' processes.
  private static let inspectsAll: UInt64 = 1 << 19

  private static func capabilities(_ status: String) -> UInt64? {
    let name: String = "CapEff:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
    return UInt64(line.dropFirst(name.count).drop { $0 == " " || $0 == "\t" }, radix: 16)
  }

  private static func isConfining(_ profile: String) -> Bool {
    let name: String = String(profile.prefix { $0 != "\n" && $0 != "\0" })
    // AppArmor adds the mode: only an enforced profile refuses anything. SELinux names user, role, type and level.
    if name.hasSuffix(" (enforce)") || name.hasSuffix(" (kill)") { return true }
    return name.contains(":") && !name.contains("unconfined") && !name.contains("kernel_t")
  }

  private static func text(_ path: String) -> String? {
    do throws(FileFailure) {
      let file = try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, path, O_RDONLY | O_NOCTTY))
      return String(decoding: try BoundedReader.readStream(file, limit: 64 << 10), as: UTF8.self)
    } catch {
      return nil
    }
  }
}
