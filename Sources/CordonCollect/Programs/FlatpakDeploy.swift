/// The version that flatpak wrote down when it deployed an app: `appdata-version` in the file `deploy`.
///
/// The file is a GVariant; the entry of its dictionary is the key, zeros up to a multiple of eight, and the text. Only
/// these are looked for. Source: `common/flatpak-dir.c`, `flatpak_dir_deploy`.
package enum FlatpakDeploy {
  package static func version(_ bytes: [UInt8], textLimit: Int) -> String? {
    let key: [UInt8] = Array("appdata-version".utf8) + [0]
    guard bytes.count > key.count else { return nil }
    var index: Int = 0
    while let start = bytes[index...].firstIndex(of: key[0]) {
      index = start + 1
      guard bytes[start...].starts(with: key) else { continue }
      let text: ArraySlice<UInt8> = bytes[(start + key.count)...].drop { $0 == 0 }.prefix(textLimit).prefix { $0 != 0 }
      guard text.endIndex < bytes.count, bytes[text.endIndex] == 0, !text.isEmpty, text.allSatisfy({ $0 >= 0x20 })
      else {
        return nil
      }
      return String(decoding: text, as: UTF8.self)
    }
    return nil
  }
}
