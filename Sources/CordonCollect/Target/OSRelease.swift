/// The parts of `os-release(5)` that name a Linux system.
package struct OSRelease: Sendable, Hashable {
  /// `ID` in lower case; `nil` when absent or not of the documented form.
  package var id: String?
  package var versionID: String?
  package var codename: String?
  package var prettyName: String?

  package init() {}

  /// Reads the file's text; broken lines are passed over.
  package init(_ bytes: [UInt8]) {
    for line in bytes.split(whereSeparator: { $0 == 0x0A }).prefix(256) {
      guard line.count <= 1_024, let equals = line.firstIndex(of: 0x3D) else { continue }
      let key: String = String(decoding: ByteLines.trimmed(line[..<equals]), as: UTF8.self)
      let value: String = OSRelease.unquoted(ByteLines.trimmed(line[(equals + 1)...]))
      switch key {
      case "ID": id = OSRelease.token(value.lowercased())
      case "VERSION_ID": versionID = OSRelease.token(value)
      case "VERSION_CODENAME": codename = OSRelease.token(value)
      case "PRETTY_NAME": prettyName = value.isEmpty ? nil : value
      default: continue
      }
    }
  }

  /// The namespace of the system's Debian packages: the distribution, `debian` when it is not told.
  package var vendor: String { id ?? "debian" }

  /// `debian-12`: the distribution and its version, or its code name where there is no version.
  package var distro: String? {
    guard let release = versionID ?? codename else { return nil }
    return vendor + "-" + release
  }

  private static func token(_ value: String) -> String? {
    let isToken: Bool = value.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2E
        || $0 == 0x5F || $0 == 0x2D
    }
    return isToken && !value.isEmpty && value.utf8.count <= 64 ? value : nil
  }

  /// Shell quoting, as far as os-release uses it; control characters are dropped.
  private static func unquoted(_ value: ArraySlice<UInt8>) -> String {
    var inner: ArraySlice<UInt8> = value
    if let quote = value.first, quote == 0x22 || quote == 0x27, value.count > 1, value.last == quote {
      inner = value.dropFirst().dropLast()
    }
    var output: [UInt8] = []
    var isEscaped: Bool = false
    for byte in inner {
      if byte == 0x5C, !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      if byte >= 0x20, byte != 0x7F { output.append(byte) }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
