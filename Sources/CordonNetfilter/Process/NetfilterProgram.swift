package import CordonModel
internal import Glibc

/// The program that changes the packet filter.
package struct NetfilterProgram: Sendable, Hashable {
  /// Its name, wherever it lies.
  package static let name = "cordon-netfilter"

  /// Absolute.
  package let path: String
  /// What stands before its own arguments; tests start it through `ip netns exec`.
  package let leadingArguments: [String]

  /// Takes the program at this path.
  package init(path: String, leadingArguments: [String] = []) {
    self.path = path
    self.leadingArguments = leadingArguments
  }

  /// The program of this installation: beside the running program, or in `../libexec/cordon`. Nothing else decides what
  /// is carried out as root, no variable of the environment and no search path.
  ///
  /// - Throws: ``CordonError`` `configuration` when it is missing or another user's.
  package static func installed() throws(CordonError) -> NetfilterProgram {
    guard let folder = ownFolder() else {
      throw CordonError(.configuration, "Cordon cannot find its own program in /proc: is /proc mounted?")
    }
    let places: [String] = [folder + "/" + name, folder + "/../libexec/cordon/" + name]
    for place in places where unsafe access(place, X_OK) == 0 && isOwn(place) { return NetfilterProgram(path: place) }
    throw CordonError(
      .configuration,
      "The program for the packet filter is missing or another user's: looked for "
        + "\(places.joined(separator: " and ")). Install Cordon anew.")
  }

  /// Whether a program has the owner of the running one, or root, and nobody else may write it.
  private static func isOwn(_ path: String) -> Bool {
    var own = stat()
    var other = stat()
    guard unsafe stat("/proc/self/exe", &own) == 0, unsafe stat(path, &other) == 0 else { return false }
    return (other.st_uid == own.st_uid || other.st_uid == 0) && other.st_mode & 0o002 == 0
  }

  private static func ownFolder() -> String? {
    var link: [UInt8] = Array(repeating: 0, count: Int(PATH_MAX))
    let count: Int = unsafe link.withUnsafeMutableBytes { buffer -> Int in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe readlink("/proc/self/exe", base.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard count > 0, count < link.count, let slash = link[..<count].lastIndex(of: 0x2F) else { return nil }
    return String(decoding: link[..<slash], as: UTF8.self)
  }
}
