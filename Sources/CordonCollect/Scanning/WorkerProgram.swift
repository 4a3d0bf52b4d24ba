package import CordonModel
internal import Glibc

/// The program that inspects files in processes of their own.
package struct WorkerProgram: Sendable, Hashable {
  /// Its name, wherever it lies.
  package static let name = "cordon-worker"

  /// Absolute.
  package let path: String

  /// Takes the program at this path.
  package init(path: String) { self.path = path }

  /// The program of this installation: beside the running program, or in `../libexec/cordon`. Nothing else decides what
  /// is carried out as root, no variable of the environment and no search path.
  package static func installed() throws(CordonError) -> WorkerProgram {
    guard let folder = ownFolder() else {
      throw CordonError(.configuration, "Cordon cannot find its own program in /proc: is /proc mounted?")
    }
    let places: [String] = [folder + "/" + name, folder + "/../libexec/cordon/" + name]
    for place in places where unsafe access(place, X_OK) == 0 && isOwn(place) { return WorkerProgram(path: place) }
    throw CordonError(
      .configuration,
      "The inspection worker is missing or another user's: looked for \(places.joined(separator: " and ")). "
        + "Install Cordon anew.")
  }

  /// The libraries that the workers would use, with size and time: a newer libyara or libarchive finds other things.
  ///
  /// - Parameter path: of the program; `nil` for that of this installation.
  /// - Returns: what the program says of itself; nothing when it cannot be asked.
  static func libraries(of path: String?) -> [UInt8] {
    guard let program = path ?? (try? installed())?.path else { return [] }
    var said: [UInt8] = []
    let end: ChildOutput.End = ChildOutput.run([program, "--libraries"], seconds: 10, bytes: 64 << 10) { said += $0 }
    return end == .ended(0) ? said : []
  }

  /// Whether a program has the owner of the running one, or root: beside a program that was copied to `/tmp`, anybody
  /// may put what would be carried out as root.
  private static func isOwn(_ path: String) -> Bool {
    var own = stat()
    var other = stat()
    guard unsafe stat("/proc/self/exe", &own) == 0, unsafe stat(path, &other) == 0 else { return false }
    return (other.st_uid == own.st_uid || other.st_uid == 0) && other.st_mode & 0o002 == 0
  }

  private static func ownFolder() -> String? {
    let limit: Int = Int(PATH_MAX)
    let link: [UInt8] = unsafe Array(unsafeUninitializedCapacity: limit) { buffer, filled in
      let target: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?
        .assumingMemoryBound(to: CChar.self)
      guard let target = unsafe target else { return }
      filled = max(0, unsafe readlink("/proc/self/exe", target, limit))
    }
    guard let slash = link.lastIndex(of: 0x2F), link.count < limit else { return nil }
    return String(decoding: link[..<slash], as: UTF8.self)
  }
}
