internal import CordonModel

/// What a file in the folder of a program says of it.
package struct ProgramRecord: Sendable, Hashable {
  package var name: String
  package var version: String?
  package var vendor: String?

  package init(name: String, version: String?, vendor: String? = nil) {
    self.name = name
    self.version = version
    self.vendor = vendor
  }

  /// `application.ini` of a program on Mozilla's platform: the section `[App]`.
  package init?(applicationINI bytes: [UInt8], textLimit: Int) {
    var isApp: Bool = false
    var values: [String: String] = [:]
    for line in ProgramRecord.lines(bytes) {
      if line.first == 0x5B {
        isApp = line.elementsEqual("[App]".utf8)
      } else if isApp, let (key, value) = ProgramRecord.pair(line, textLimit: textLimit), values[key] == nil {
        values[key] = value
      }
    }
    guard let name = values["Name"] else { return nil }
    self.init(name: name, version: values["Version"], vendor: values["Vendor"])
  }

  /// `release` of a Java installation: `JAVA_VERSION="17.0.2"`.
  package init?(javaRelease bytes: [UInt8], textLimit: Int) {
    var values: [String: String] = [:]
    for line in ProgramRecord.lines(bytes) {
      if let (key, value) = ProgramRecord.pair(line, textLimit: textLimit) { values[key] = value }
    }
    guard let version = values["JAVA_VERSION"] else { return nil }
    self.init(name: values["IMAGE_TYPE"]?.lowercased() ?? "jdk", version: version, vendor: values["IMPLEMENTOR"])
  }

  /// `product-info.json` of a JetBrains product.
  package init?(productInfo bytes: [UInt8], depthLimit: Int, textLimit: Int) {
    let texts = TopLevelTexts(
      bytes, of: ["name", "version", "productVendor"], depthLimit: depthLimit, textLimit: textLimit)
    guard let name = texts["name"] else { return nil }
    self.init(name: name, version: texts["version"], vendor: texts["productVendor"])
  }

  /// `package.json` of a program: the name for people is the product's, where it has one.
  package init?(packageJSON bytes: [UInt8], depthLimit: Int, textLimit: Int) {
    let texts = TopLevelTexts(
      bytes, of: ["name", "productName", "version"], depthLimit: depthLimit, textLimit: textLimit)
    guard let name = texts["productName"] ?? texts["name"] else { return nil }
    self.init(name: name, version: texts["version"])
  }

  /// A file `VERSION` whose first line is a version, plain or after a word: `1.2.3`, `v1.2.3`, `go1.22.1`.
  package static func version(inVersionFile bytes: [UInt8]) -> String? {
    let all: [ArraySlice<UInt8>] = lines(Array(bytes.prefix(4_096)))
    guard let first = all.first, all.count <= 4 else { return nil }
    let text: String = String(decoding: first, as: UTF8.self)
    let number: Substring = text.drop { $0.isASCII && $0.isLetter }
    guard let digit = number.utf8.first, (0x30...0x39).contains(digit), ProgramLabel.isToken(number) else { return nil }
    return String(number)
  }

  /// The lines that are neither empty nor a comment, without the space around them.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let start: Int = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return bytes[start...].split { $0 == 0x0A || $0 == 0x0D }.map(ByteLines.trimmed)
      .filter { !$0.isEmpty && $0.first != 0x3B && $0.first != 0x23 }
  }

  /// `key=value`, the value maybe in quotes.
  private static func pair(_ line: ArraySlice<UInt8>, textLimit: Int) -> (String, String)? {
    guard let equals = line.firstIndex(of: 0x3D) else { return nil }
    var value: ArraySlice<UInt8> = ByteLines.trimmed(line[(equals + 1)...])
    if value.count > 1, value.first == 0x22, value.last == 0x22 { value = value.dropFirst().dropLast() }
    guard !value.isEmpty, value.count <= textLimit else { return nil }
    return (
      String(decoding: ByteLines.trimmed(line[..<equals]), as: UTF8.self), String(decoding: value, as: UTF8.self)
    )
  }
}
