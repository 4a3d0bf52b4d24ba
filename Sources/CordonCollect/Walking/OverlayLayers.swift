/// The folders that an overlay mount puts over each other, from its options.
enum OverlayLayers {
  /// Absolute paths of all layers; `nil` when the options do not tell them all.
  static func paths(_ options: [UInt8]) -> [[UInt8]]? {
    var layers: [[UInt8]] = []
    for option in pieces(options, separator: 0x2C) {
      guard let equals = option.firstIndex(of: 0x3D) else { continue }
      let value: [UInt8] = Array(option[(equals + 1)...])
      switch String(decoding: option[..<equals], as: UTF8.self) {
      case "lowerdir": layers.append(contentsOf: pieces(value, separator: 0x3A).filter { !$0.isEmpty })
      case "lowerdir+", "datadir+", "upperdir", "br": layers.append(value)
      default: continue
      }
    }
    layers = layers.map { MountTable.unescaped($0[...]) }
    return layers.allSatisfy { $0.first == 0x2F } ? layers : nil
  }

  /// A backslash in front of a separator keeps it.
  private static func pieces(_ text: [UInt8], separator: UInt8) -> [[UInt8]] {
    var pieces: [[UInt8]] = [[]]
    var isEscaped: Bool = false
    for byte in text {
      if isEscaped {
        isEscaped = false
        if byte != separator { pieces[pieces.count - 1].append(0x5C) }
        pieces[pieces.count - 1].append(byte)
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == separator {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(byte)
      }
    }
    return pieces
  }
}
