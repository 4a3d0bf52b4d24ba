/// Reports write indicators so that nobody clicks on them: `hxxp://`, `example[.]com`. A machine needs the real form.
enum Defanging {
  private static let signs: [(written: String, real: String)] = [
    ("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), (" dot ", "."), ("[:]", ":"),
    ("[://]", "://"),
    ("[/]", "/"), ("[at]", "@"), ("[@]", "@"), ("\\.", "."), ("[.", "."), (".]", "."),
    ("hxxps", "https"), ("hxxp", "http"), ("h**ps", "https"), ("h**p", "http"), ("meow://", "http://"),
  ]

  /// The real form of a defanged indicator; `nil` when it is not defanged.
  static func restored(_ text: String) -> String? {
    guard text.utf8.count <= 4_096 else { return nil }
    let lower: String = text.lowercased()
    guard signs.contains(where: { lower.contains($0.written) }) else { return nil }
    var result: String = text
    for sign in signs {
      result = result.replacing(sign.written, with: sign.real)
      result = result.replacing(sign.written.uppercased(), with: sign.real)
    }
    for scheme in ["hXXps", "hXXp"] { result = result.replacing(scheme, with: scheme == "hXXps" ? "https" : "http") }
    return result == text ? nil : result
  }
}
