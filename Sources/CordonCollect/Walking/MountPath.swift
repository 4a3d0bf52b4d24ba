/// Absolute paths as bytes, without a trailing slash but for `/` itself.
enum MountPath {
  /// Whether `path` is `ancestor` or lies in it.
  static func contains(_ ancestor: [UInt8], _ path: [UInt8]) -> Bool {
    if ancestor == [0x2F] { return path.first == 0x2F }
    guard path.starts(with: ancestor) else { return false }
    return path.count == ancestor.count || path[ancestor.count] == 0x2F
  }

  /// What is left of `path` below `ancestor`, without a leading slash; `nil` when it does not lie there.
  static func relative(_ path: [UInt8], to ancestor: [UInt8]) -> [UInt8]? {
    guard contains(ancestor, path) else { return nil }
    return Array(path.dropFirst(ancestor.count).drop { $0 == 0x2F })
  }

  static func join(_ folder: [UInt8], _ relative: [UInt8]) -> [UInt8] {
    if relative.isEmpty { return folder }
    return (folder == [0x2F] ? [] : folder) + [0x2F] + relative
  }

  /// A path as someone typed it, absolute and without `.`, `..` or doubled slashes; a relative one hangs below `/`.
  static func plain(_ typed: [UInt8]) -> [UInt8] {
    var parts: [ArraySlice<UInt8>] = []
    for part in typed.split(separator: 0x2F) where !part.elementsEqual([0x2E]) {
      if part.elementsEqual([0x2E, 0x2E]) { _ = parts.popLast() } else { parts.append(part) }
    }
    return [0x2F] + parts.joined(separator: [0x2F])
  }

  /// The folders above `path`, from the outermost below `/` on.
  static func ancestors(of path: [UInt8]) -> [[UInt8]] {
    path.indices.filter { $0 > 0 && path[$0] == 0x2F }.map { Array(path[..<$0]) }
  }
}
