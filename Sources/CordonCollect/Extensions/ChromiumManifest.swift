/// What the `manifest.json` of a Chromium extension says of it: name, version, and the language of its texts.
///
/// Source: Chrome's manifest file format and i18n documentation. A manifest may hold comments.
package struct ChromiumManifest: Sendable, Hashable {
  /// As written, with a `__MSG_key__` not replaced.
  package private(set) var name: String?
  package private(set) var version: String?
  /// The folder below `_locales`; `nil` when it is no plain name of one.
  package private(set) var locale: String?
  /// Why the file could not be read to its end; what stood before it is kept.
  package private(set) var fault: JSONFault?

  package init(_ bytes: [UInt8], depthLimit: Int, textLimit: Int) {
    let names: [StaticString] = ["name", "version", "default_locale"]
    var texts = TopLevelTexts(bytes, of: names, depthLimit: depthLimit, textLimit: textLimit)
    if texts.fault != nil {
      texts = TopLevelTexts(
        JSONComments.blanked(bytes), of: names, depthLimit: depthLimit, textLimit: textLimit)
    }
    name = texts["name"]
    version = texts["version"]
    locale = texts["default_locale"].flatMap { ChromiumManifest.isLocale($0) ? $0 : nil }
    fault = texts.fault
  }

  /// The key of a name that stands in the texts of each language: `__MSG_key__`.
  package var messageKey: String? {
    guard let name, name.hasPrefix("__MSG_"), name.hasSuffix("__"), name.utf8.count > 8 else { return nil }
    return String(name.dropFirst(6).dropLast(2))
  }

  /// The message of a key in a `messages.json`, keys without regard to case. A message is never looked up again.
  package static func message(_ key: String, in bytes: [UInt8], depthLimit: Int, textLimit: Int) -> String? {
    let wanted: String = key.lowercased()
    var reader = JSONPull(JSONComments.blanked(bytes), depthLimit: depthLimit)
    do throws(JSONFault) {
      guard try reader.enterObject() else { return nil }
      while case .key(let found) = try reader.next() {
        guard reader.decode(found, limit: textLimit)?.lowercased() == wanted else {
          try reader.skipValue()
          continue
        }
        guard try reader.enterObject() else { continue }
        while case .key(let field) = try reader.next() {
          if reader.equals(field, "message") {
            if let text = try reader.nextShortText(limit: textLimit) { return text }
          } else {
            try reader.skipValue()
          }
        }
      }
    } catch {
      return nil
    }
    return nil
  }

  /// Such as `en`, `pt_BR`, `sr-Latn`: nothing that leads to another folder.
  private static func isLocale(_ text: String) -> Bool {
    text.utf8.count <= 32
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
          || $0 == 0x2D
      }
  }
}

/// Comments in JSON, as Chromium and Visual Studio Code allow them.
package enum JSONComments {
  /// The text with spaces where comments stood; line breaks stay, so that lines keep their numbers.
  package static func blanked(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = bytes
    var index: Int = 0
    var isText: Bool = false
    while index < bytes.count {
      let byte: UInt8 = bytes[index]
      let next: UInt8 = index + 1 < bytes.count ? bytes[index + 1] : 0
      if isText {
        if byte == 0x22 { isText = false }
        index += byte == 0x5C ? 2 : 1
      } else if byte == 0x2F, next == 0x2F || next == 0x2A {
        index = blank(from: index, isLine: next == 0x2F, in: bytes, &output)
      } else {
        if byte == 0x22 { isText = true }
        index += 1
      }
    }
    return output
  }

  /// Returns the index behind the comment.
  private static func blank(from start: Int, isLine: Bool, in bytes: [UInt8], _ output: inout [UInt8]) -> Int {
    var index: Int = start
    while index < bytes.count {
      if isLine, bytes[index] == 0x0A { return index }
      let isEnd: Bool = !isLine && index >= start + 3 && bytes[index] == 0x2F && bytes[index - 1] == 0x2A
      if bytes[index] != 0x0A { output[index] = 0x20 }
      index += 1
      if isEnd { return index }
    }
    return index
  }
}
