internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonModel

/// What a pattern means, in short: `machine: Windows|Temp|x`.
private func meanings(_ text: String, _ platform: Platform) -> [String] {
  PathPattern(text, platform: platform).places.map { place in
    let parts: [String] = place.parts.map { part in
      if case .name(let name) = part { return name.text }
      return "**"
    }
    return "\(place.base): " + parts.joined(separator: "|")
  }
}

@Suite struct PathPatternTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let platform: Platform
    let text: String
    let places: [String]
    var isFolder: Bool = false
    var testDescription: String { "\(platform.rawValue) \(text)" }
  }

  private static let windows: [Case] = [
    Case(platform: .windows, text: #"C:\Windows\cert.exe"#, places: ["machine: Windows|cert.exe"]),
    Case(platform: .windows, text: "c:/Windows//cert.exe", places: ["machine: Windows|cert.exe"]),
    Case(platform: .windows, text: #"\kworking\agent.crt"#, places: ["machine: kworking|agent.crt"]),
    Case(platform: .windows, text: #"%SystemDrive%\x"#, places: ["machine: x"]),
    Case(platform: .windows, text: #"%windir%\x"#, places: ["machine: Windows|x"]),
    Case(platform: .windows, text: #"%SYSTEMROOT%\x"#, places: ["machine: Windows|x"]),
    Case(
      platform: .windows, text: #"%LOCALAPPDATA%\Programs\3CXDesktopApp\"#,
      places: [
        "profile: AppData|Local|Programs|3CXDesktopApp",
        "profile: Local Settings|Application Data|Programs|3CXDesktopApp",
      ], isFolder: true),
    Case(
      platform: .windows, text: "%AppData%/x", places: ["profile: AppData|Roaming|x", "profile: Application Data|x"]),
    Case(
      platform: .windows, text: #"$env:APPDATA\x"#,
      places: ["profile: AppData|Roaming|x", "profile: Application Data|x"]),
    Case(
      platform: .windows, text: #"%TEMP%\6202033.vbs"#,
      places: [
        "profile: AppData|Local|Temp|6202033.vbs", "profile: Local Settings|Temp|6202033.vbs",
        "machine: Windows|Temp|6202033.vbs", "machine: Windows|SystemTemp|6202033.vbs",
      ]),
    Case(
      platform: .windows, text: #"%PROGRAMFILES%\x"#,
      places: ["machine: Program Files|x", "machine: Program Files (x86)|x"]),
    Case(platform: .windows, text: #"%ProgramFiles(x86)%\x"#, places: ["machine: Program Files (x86)|x"]),
    Case(
      platform: .windows, text: #"%PROGRAMDATA%\wt.exe"#,
      places: ["machine: ProgramData|wt.exe", "machine: Documents and Settings|All Users|Application Data|wt.exe"]),
    Case(platform: .windows, text: #"%PUBLIC%\x"#, places: ["machine: Users|Public|x"]),
    Case(platform: .windows, text: #"%USERPROFILE%\x"#, places: ["profile: x"]),
    Case(platform: .windows, text: #"%HOMEDRIVE%%HOMEPATH%\x"#, places: ["profile: x"]),
    Case(platform: .windows, text: #"C:\Users\*\AppData\x"#, places: ["profile: AppData|x"]),
    Case(platform: .windows, text: #"C:\Users\%USERNAME%\x"#, places: ["profile: x"]),
    Case(platform: .windows, text: #"C:\Users\anna\x"#, places: ["machine: Users|anna|x"]),
    Case(platform: .windows, text: #"C:\Users\*"#, places: ["machine: Users|*"]),
    Case(
      platform: .windows, text: #"C:\Windows\System32\config\TxR\*.TxR.0.regtrans-ms"#,
      places: ["machine: Windows|System32|config|TxR|*.TxR.0.regtrans-ms"]),
    Case(platform: .windows, text: "X_TRADER-ja.mst", places: ["anywhere: X_TRADER-ja.mst"]),
    Case(platform: .windows, text: "100%.txt", places: ["anywhere: 100%.txt"]),
    Case(
      platform: .windows, text: #"node_modules\ua-parser-js\create.dll"#,
      places: ["anywhere: node_modules|ua-parser-js|create.dll"]),
    Case(platform: .windows, text: #"C:\**\x.dll"#, places: ["anywhere: x.dll"]),
    Case(platform: .windows, text: #"C:\a\**\**\x.dll"#, places: ["machine: a|**|x.dll"]),
    Case(platform: .windows, text: #"C:\a\**"#, places: ["machine: a"], isFolder: true),
  ]

  private static let unix: [Case] = [
    Case(
      platform: .macos, text: "/Applications/3CX Desktop App.app/",
      places: ["machine: Applications|3CX Desktop App.app"], isFolder: true),
    Case(
      platform: .macos, text: "~/Library/Application Support/3CX Desktop App/UpdateAgent",
      places: ["profile: Library|Application Support|3CX Desktop App|UpdateAgent"]),
    Case(platform: .macos, text: "/Users/*/x", places: ["machine: Users|*|x"]),
    Case(platform: .macos, text: "/tmp/6202033", places: ["machine: tmp|6202033", "machine: private|tmp|6202033"]),
    Case(platform: .macos, text: "$TMPDIR/x", places: ["machine: private|var|folders|*|*|T|x"]),
    Case(platform: .linux, text: "/tmp/ld.py", places: ["machine: tmp|ld.py"]),
    Case(platform: .linux, text: "~/.config/guiconfigd", places: ["profile: .config|guiconfigd"]),
    Case(platform: .linux, text: "${HOME}/.x", places: ["profile: .x"]),
    Case(platform: .linux, text: "$HOME/.x/", places: ["profile: .x"], isFolder: true),
    Case(platform: .linux, text: "$XDG_CONFIG_HOME/x", places: ["profile: .config|x"]),
    Case(platform: .linux, text: "$XDG_DATA_HOME/x", places: ["profile: .local|share|x"]),
    Case(platform: .linux, text: "$XDG_RUNTIME_DIR/x", places: ["machine: run|user|*|x"]),
    Case(platform: .linux, text: "/home/$USER/x", places: ["machine: home|*|x"]),
    Case(platform: .linux, text: "/a/./b//c", places: ["machine: a|b|c"]),
    Case(platform: .linux, text: #"/a/b\c"#, places: [#"machine: a|b\c"#]),
    Case(platform: .linux, text: "/x/Foo$Bar.class", places: ["machine: x|Foo$Bar.class"]),
    Case(platform: .linux, text: "~/**/x", places: ["profile: **|x"]),
    Case(platform: .any, text: "node_modules/@*/*/setup_bun.js", places: ["anywhere: node_modules|@*|*|setup_bun.js"]),
    Case(platform: .any, text: "**/router_init.js", places: ["anywhere: router_init.js"]),
    Case(platform: .any, text: "~/x", places: ["profile: x"]),
    Case(platform: .any, text: #"D\x"#, places: ["anywhere: D|x"]),
    Case(platform: .any, text: #"c:\x"#, places: ["machine: x"]),
  ]

  @Test(arguments: windows + unix)
  func formsAreUnderstood(one: Case) {
    let pattern = PathPattern(one.text, platform: one.platform)
    #expect(pattern.fault == nil)
    #expect(meanings(one.text, one.platform) == one.places)
    #expect(pattern.wantsFolder == one.isFolder)
  }

  @Test(arguments: [
    ("windows", "", PathPatternFault.everything), ("windows", #"D:\x"#, .otherDrive("D:")),
    ("windows", #"\\server\share\x"#, .network), ("windows", #"\\?\C:\x"#, .character("?")),
    ("windows", #"%UNHEARD%\x"#, .variable("%UNHEARD%")), ("windows", #"C:\%TEMP%\x"#, .variable("%TEMP%")),
    ("windows", #"C:\PROGRA~1\x"#, .shortName("PROGRA~1")), ("windows", #"C:\x.txt:stream"#, .character(":")),
    ("windows", "C:x", .character(":")), ("windows", #"C:\a|b"#, .character("|")),
    ("windows", #"C:\x\..\y"#, .upwards), ("windows", #"C:\Users\<user>\x"#, .note),
    ("linux", "~anna/x", .namedUser("~anna")), ("linux", "$GOPATH/x", .variable("$GOPATH")),
    ("linux", "/x/${Y}/z", .variable("${Y}")), ("linux", "/a/../b", .upwards), ("linux", "/", .everything),
    ("linux", "/**", .everything), ("linux", "/*/**", .everything), ("linux", "/a***/b", .stars),
    ("linux", "/a**/b", .stars), ("linux", "/a/{b,c}", .alternatives), ("macos", "/Users/<name>/x", .note),
    ("linux", "/a\nb", .controlCharacter),
  ])
  func whatIsNotUnderstoodIsSaid(platform: String, text: String, fault: PathPatternFault) {
    let pattern = PathPattern(text, platform: Platform(rawValue: platform) ?? .any)
    #expect(pattern.fault == fault)
    #expect(pattern.places == [])
    #expect(!fault.detail.isEmpty && !fault.detail.contains("\n"))
  }

  @Test func namesAreComparedAsThePlatformDoes() {
    let pairs: [(String, String, isSameText: Bool)] = [
      ("FFmpeg.DLL", "ffmpeg.dll", true), ("ÜBER", "über", true), ("\u{DC}ber", "U\u{308}BER", true),
      ("straße", "STRASSE", false), ("Σίσυφος", "ΣΊΣΥΦΟΣ", true), ("ı", "i", false), ("Ж", "ж", true),
      ("a", "á", false),
    ]
    for (left, right, isSame) in pairs {
      #expect((NameKey(Array(left.utf8), .caseless) == NameKey(Array(right.utf8), .caseless)) == isSame, "\(left)")
      #expect(NameKey(Array(left.utf8), .exact) != NameKey(Array(right.utf8), .exact), "\(left)")
    }
    #expect(NameRule(.windows) == .caseless && NameRule(.macos) == .caseless && NameRule(.linux) == .exact)
  }

  @Test(arguments: [
    ("*.exe", "A.EXE", false, true), ("*.exe", "a.exe", true, true), ("*.exe", ".exe", true, true),
    ("*.exe", "a.exe.txt", true, false), ("a*b*c", "aXbYbZc", true, true), ("a*b*c", "aXbYbZ", true, false),
    ("ü*", "u\u{308}x", false, true), ("u*", "u\u{308}x", false, false), ("*", "", true, true), ("a", "", true, false),
    ("[a]?", "[a]?", true, true), ("[a]?", "ax", true, false),
    ("*a*a*a*a*a*a*b", String(repeating: "a", count: 250), true, false),
  ])
  func starsStandForAPartOfAName(pattern: String, name: String, isExact: Bool, fits: Bool) {
    let key = NameKey(Array(name.utf8), isExact ? .exact : .caseless)
    #expect(NamePattern(pattern).matches(key) == fits)
  }

  @Test(arguments: [
    ("router_init.js", "/srv/a/router_init.js", true), ("router_init.js", "/srv/router_init.js/a", false),
    ("node_modules/*/setup_bun.js", "/x/node_modules/left-pad/setup_bun.js", true),
    ("node_modules/*/setup_bun.js", "/x/node_modules/@a/b/setup_bun.js", false),
    ("node_modules/@*/*/setup_bun.js", "/x/node_modules/@a/b/setup_bun.js", true),
    ("a/**/b", "/x/a/b", true), ("a/**/b", "/x/a/1/2/b", true), ("a/**/b", "/x/c/1/2/b", false),
    ("a/**/c/**/b", "/a/1/c/2/c/3/b", true), ("a/**/c/b", "/a/c/x/c/b", true), ("a/**/c/b", "/a/c/x/b", false),
    ("/tmp/x", "/tmp/x", false), ("a/b/", "/a/b", false),
  ])
  func aTailIsMatchedFromTheEnd(pattern: String, path: String, fits: Bool) {
    #expect(PathPattern(pattern, platform: .any).isTail(of: path.utf8, isFolder: false, rule: .exact) == fits)
  }
}
