package import CordonModel

/// The programs through which a person, or a script of one, works on a machine: shells and interpreters.
///
/// `node`, `java`, `dotnet` and browsers are left out on purpose: desktop programs use those of the system for their own
/// parts, so that one below a product says nothing.
package enum Interpreters {
  /// File names without `.exe` and without a version at the end: `python3.12` is `python`.
  package static let names: Set<String> = [
    // Unix shells
    "sh", "bash", "rbash", "dash", "zsh", "ksh", "mksh", "oksh", "fish", "ash", "yash", "csh", "tcsh", "nu", "xonsh",
    "elvish",
    // Windows
    "cmd", "powershell", "pwsh", "wscript", "cscript", "mshta",
    // macOS
    "osascript",
    // Interpreters
    "python", "pythonw", "pypy", "perl", "ruby", "php", "lua", "luajit", "tclsh",
  ]

  /// One program that is many, by the name it was called.
  private static let manyNamed: Set<String> = ["busybox", "toybox"]

  /// Whether a process is one. A loader of programs (`ld-linux…`) is what it has loaded.
  package static func contains(_ process: ProcessFacts) -> Bool {
    guard let executable = process.executable else { return names.contains(word(Array(process.name.utf8)[...])) }
    let file: ArraySlice<UInt8> = fileName(executable)
    let name: String = word(file)
    if names.contains(name) { return true }
    if manyNamed.contains(name) { return names.contains(word(Array(process.name.utf8)[...])) }
    guard file.starts(with: "ld-linux".utf8) || file.starts(with: "ld-musl".utf8) || file.starts(with: "ld.so".utf8)
    else { return false }
    return process.modules.contains { names.contains(word(fileName($0.path))) }
  }

  /// The last part of a path with separators of any platform.
  static func fileName(_ path: [UInt8]) -> ArraySlice<UInt8> {
    guard let last = path.lastIndex(where: { $0 == 0x2F || $0 == 0x5C }) else { return path[...] }
    return path[(last + 1)...]
  }

  /// Lower case, without `.exe` and without digits and dots at the end.
  private static func word(_ name: ArraySlice<UInt8>) -> String {
    guard name.count <= 64 else { return "" }
    var text: [UInt8] = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if text.suffix(4).elementsEqual(".exe".utf8) { text.removeLast(4) }
    while let last = text.last, (0x30...0x39).contains(last) || last == 0x2E, text.count > 1 { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }
}
