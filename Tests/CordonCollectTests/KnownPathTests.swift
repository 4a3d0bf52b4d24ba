internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Glibc
internal import Testing

@testable internal import CordonCollect

extension FixtureTree {
  /// Looks these paths up, with this folder as the root of a system.
  fileprivate func known(
    _ platform: Platform, _ patterns: [String], options: KnownPathOptions = KnownPathOptions()
  ) -> KnownPathResult {
    FixtureTree.known(path, platform, patterns, options: options)
  }

  fileprivate static func known(
    _ path: String, _ platform: Platform, _ patterns: [String], options: KnownPathOptions = KnownPathOptions()
  ) -> KnownPathResult {
    let queries: [KnownPathQuery] = patterns.enumerated().map { index, text in
      KnownPathQuery(id: index, platform: platform, pattern: PathPattern(text, platform: platform))
    }
    let target = Target(kind: .root, platform: platform, name: path, path: path)
    return KnownPathSearch(options: options).run(
      queries, in: .root(path), target: target, now: Timestamp(secondsSinceEpoch: 1_700_000_000))
  }

  /// Sightings as `query path`.
  fileprivate func found(_ result: KnownPathResult) -> [String] {
    result.sightings.map { "\($0.query) " + PrintablePath.text($0.path.dropFirst(path.utf8.count + 1)) }
  }
}

@Suite struct KnownPathTests {
  private static let windows: [String] = [
    #"%LOCALAPPDATA%\Programs\3CXDesktopApp\"#, #"%LOCALAPPDATA%\Programs\3CXDesktopApp\app\ffmpeg.dll"#,
    #"%APPDATA%\3CXDesktopApp\config.json"#, #"C:\ProgramData\3CXPhone\"#,
    #"C:\Windows\System32\config\TxR\*.TxR.0.regtrans-ms"#, #"%TEMP%\6202033.vbs"#, "fffmpeg.exe",
  ]

  private static let expectedOnWindows: [String] = [
    "0 Users/anna/AppData/Local/Programs/3CXDesktopApp",
    "1 Users/anna/AppData/Local/Programs/3CXDesktopApp/app/ffmpeg.dll",
    "2 Users/bert/AppData/Roaming/3CXDesktopApp/config.json",
    "4 Windows/System32/config/TxR/1.TxR.0.regtrans-ms",
    "5 Users/bert/AppData/Local/Temp/6202033.vbs", "5 Windows/Temp/6202033.vbs",
  ]

  /// What of a disk is spelt otherwise than packs do, is so in every name.
  private func windowsTree(_ spelt: (String) -> String) throws -> FixtureTree {
    let tree = try FixtureTree()
    for file in KnownPathTests.expectedOnWindows.dropFirst() { try tree.write(spelt(String(file.dropFirst(2))), "x") }
    try tree.write(spelt("Users/carl/AppData/Local/Programs/3CXDesktop/app/ffmpeg.dll"), "other")
    try tree.write(spelt("Users/Public/AppData/Local/Programs/readme.txt"), "other")
    try tree.write(spelt("ProgramData/3CXPhone"), "a file where a folder is meant")
    try tree.write(spelt("Windows/System32/config/TxR/1.TxR.1.regtrans-ms"), "other")
    return tree
  }

  @Test func exactlyTheRightUsersOfAWindowsDisk() throws {
    let tree: FixtureTree = try windowsTree { $0 }
    let result: KnownPathResult = tree.known(.windows, KnownPathTests.windows)
    #expect(tree.found(result) == KnownPathTests.expectedOnWindows)
    #expect(result.sightings.map(\.isFolder) == [true, false, false, false, false, false])
    #expect(result.sightings[1].size == 1 && result.sightings[1].identity != nil)
    #expect(result.sightings[1].modified != nil)
    #expect(result.coverage?.state == .complete)
    #expect(result.coverage?.itemsFound == 6)
    #expect(result.coverage?.leftOut.map(\.path) == ["fffmpeg.exe"])
  }

  @Test(arguments: [true, false])
  func namesOfWindowsInAnySpelling(isUpper: Bool) throws {
    let spelt: (String) -> String = { isUpper ? $0.uppercased() : $0.lowercased() }
    let tree: FixtureTree = try windowsTree(spelt)
    let result: KnownPathResult = tree.known(.windows, KnownPathTests.windows)
    let expected: [String] = KnownPathTests.expectedOnWindows.map { spelt($0) }
    #expect(tree.found(result) == expected)
    #expect(result.coverage?.gaps == [])
  }

  @Test func windowsBeforeVistaAndUsersElsewhere() throws {
    let tree = try FixtureTree()
    let profiles: [String] = [#"C:\People\dora"#, #"%systemroot%\system32\config\systemprofile"#, #"D:\emil"#]
    var builder = RegistryHiveBuilder()
    try tree.write(
      "Windows/System32/config/SOFTWARE", bytes: builder.build(RegistryHiveBuilder.Key.software([], profiles: profiles))
    )
    try tree.write("Documents and Settings/anna/Local Settings/Application Data/x", "")
    try tree.write("People/dora/AppData/Local/x", "")
    try tree.write("Windows/System32/config/systemprofile/AppData/Local/x", "")
    try tree.folder("Users")
    // As the file systems of Linux show a junction.
    try tree.link("Documents and Settings/anna/AppData", to: "../anna/nowhere")
    let result: KnownPathResult = tree.known(.windows, [#"%LOCALAPPDATA%\x"#])
    #expect(
      tree.found(result) == [
        "0 Documents and Settings/anna/Local Settings/Application Data/x", "0 People/dora/AppData/Local/x",
        "0 Windows/System32/config/systemprofile/AppData/Local/x",
      ])
    #expect(result.coverage?.gaps.map(\.path) == ["D:\\x5Cemil"])
  }

  @Test func aPlaceThatIsReachedTwoWaysIsSeenOnce() throws {
    let tree = try FixtureTree()
    try tree.write("Users/anna/AppData/Local/x", "")
    try tree.link("Users/anna/Local Settings", to: "AppData/Local")
    try tree.link("Users/anna/AppData/Local/Application Data", to: ".")
    try tree.link("Users/All Users", to: "../ProgramData")
    try tree.link("Documents and Settings", to: "Users")
    try tree.write("ProgramData/y", "")
    let result: KnownPathResult = tree.known(.windows, [#"%LOCALAPPDATA%\x"#, #"%PROGRAMDATA%\y"#, #"C:\Users\*\y"#])
    #expect(tree.found(result) == ["0 Users/anna/AppData/Local/x", "1 ProgramData/y"])
  }

  private static let macos: [String] = [
    "/Applications/3CX Desktop App.app/", "~/Library/Application Support/3CX Desktop App/UpdateAgent",
    "/tmp/6202033", "/Users/*/Library/Überraschung", "/private/etc/apdl.cf",
  ]

  @Test(arguments: ["\u{DC}berraschung", "U\u{308}berraschung", "\u{FC}BERRASCHUNG", "u\u{308}berraschung"])
  func exactlyTheRightUsersOfAMac(umlaut: String) throws {
    let tree = try FixtureTree()
    try tree.write("Applications/3CX Desktop App.app/Contents/Info.plist", "")
    try tree.write("Users/anna/Library/Application Support/3CX Desktop App/UpdateAgent", "agent")
    try tree.write("Users/bert/Library/Application Support/3CX Desktop App/config.json", "")
    try tree.write("Users/bert/Library/\(umlaut)", "")
    try tree.write("private/var/root/library/APPLICATION SUPPORT/3cx desktop app/updateagent", "agent")
    try tree.link("var", to: "private/var")
    try tree.link("tmp", to: "private/tmp")
    try tree.write("private/tmp/6202033", "")
    let result: KnownPathResult = tree.known(.macos, KnownPathTests.macos)
    #expect(
      tree.found(result) == [
        "0 Applications/3CX Desktop App.app", "1 Users/anna/Library/Application Support/3CX Desktop App/UpdateAgent",
        "1 private/var/root/library/APPLICATION SUPPORT/3cx desktop app/updateagent", "2 private/tmp/6202033",
        "3 Users/bert/Library/" + umlaut,
      ])
    #expect(result.coverage?.gaps == [])
  }

  @Test func linuxTellsCaseApartAndFollowsPasswd() throws {
    let tree = try FixtureTree()
    try tree.write("etc/passwd", "anna:x:1:1::/srv/people/anna:/bin/sh\nroot:x:0:0::/root:/bin/sh\nd:x:2:2::/:/x\n")
    try tree.write("srv/people/anna/.config/guiconfigd", "")
    try tree.write("home/bert/.config/GUIConfigd", "")
    try tree.write("home/carl/.config/guiconfigd/x", "")
    try tree.write("root/.config/guiconfigd", "")
    try tree.write("tmp/ld.py", "")
    try tree.write("usr/lib/x86_64-linux-gnu/liblzma.so.5.6.1", "12345")
    try tree.link("lib", to: "usr/lib")
    try tree.link("tmp/transformers.pyz", to: "/nowhere")
    let result: KnownPathResult = tree.known(
      .linux,
      [
        "~/.config/guiconfigd", "/tmp/ld.py", "/lib/x86_64-linux-gnu/liblzma.so.5.6.*", "/tmp/LD.py", "/tmp/ld.py/",
        "/tmp/transformers.pyz",
      ])
    #expect(
      tree.found(result) == [
        "0 home/carl/.config/guiconfigd", "0 root/.config/guiconfigd", "0 srv/people/anna/.config/guiconfigd",
        "1 tmp/ld.py", "2 usr/lib/x86_64-linux-gnu/liblzma.so.5.6.1", "5 tmp/transformers.pyz",
      ])
    #expect(result.sightings.last?.identity == nil)
    #expect(result.sightings[4].size == 5)
    #expect(result.coverage?.gaps == [])
  }

  @Test func onlyWhatIsWrittenForThePlatformIsLookedUp() throws {
    let tree = try FixtureTree()
    try tree.write("tmp/x", "")
    let patterns: [(Platform, Int)] = [(.linux, 1), (.any, 2), (.macos, 3), (.windows, 4), (.ci, 5)]
    let queries: [KnownPathQuery] = patterns.map {
      KnownPathQuery(id: $1, platform: $0, pattern: PathPattern("/tmp/x", platform: .linux))
    }
    let target = Target(kind: .root, platform: .linux, name: "", path: tree.path)
    let now = Timestamp(secondsSinceEpoch: 0)
    let search = KnownPathSearch()
    #expect(search.run(queries, in: .root(tree.path), target: target, now: now).sightings.map(\.query) == [1, 2])
    let folder: KnownPathResult = search.run(queries, in: .folder(tree.path), target: target, now: now)
    #expect(folder == KnownPathResult())
    let unknown = Target(kind: .root, platform: .any, name: "", path: tree.path)
    let unrecognised: KnownPathResult = search.run(queries, in: .root(tree.path), target: unknown, now: now)
    #expect(unrecognised.coverage?.state == .failed)
    #expect(unrecognised.coverage?.gaps.map(\.reason) == [.unsupportedPlatform])
  }

  @Test func linksDoNotLeadOut() throws {
    let outside = try FixtureTree()
    try outside.write("secret", "")
    let tree = try FixtureTree()
    try tree.link("Users/anna/AppData", to: outside.path)
    try tree.link("Users/bert", to: "../../../../../../../../.." + outside.path)
    try tree.folder("Users/carl")
    try tree.link("Users/carl/self", to: "self")
    let result: KnownPathResult = tree.known(
      .windows, [#"%USERPROFILE%\AppData\secret"#, #"C:\Users\bert\secret"#, #"%USERPROFILE%\self\x"#])
    #expect(result.sightings == [])
    let unix: KnownPathResult = tree.known(.linux, ["/Users/*/AppData/secret"])
    #expect(unix.sightings == [])
    // On another disk something may lie there.
    #expect(unix.coverage?.gaps.map(\.path) == [tree.path("Users/anna/AppData")])
  }

  @Test func aLinkAtTheEndStandsForWhatItLeadsToInTheRoot() throws {
    let tree = try FixtureTree()
    try tree.write("srv/real/file", "1234")
    // On the machine that looks, these lead elsewhere.
    try tree.link("tmp/a", to: "/srv/real/file")
    try tree.link("tmp/b", to: "/etc/hostname")
    try tree.link("tmp/c", to: "../../../../srv/real")
    let result: KnownPathResult = tree.known(.linux, ["/tmp/a", "/tmp/b", "/tmp/c", "/tmp/c/", "/tmp/a/"])
    #expect(tree.found(result) == ["0 srv/real/file", "1 tmp/b", "2 srv/real", "3 srv/real"])
    #expect(result.sightings.map { $0.identity != nil } == [true, false, true, true])
    #expect(result.sightings.map(\.size) == [4, 0, 0, 0])
  }

  @Test func anyNumberOfFoldersHasItsLimits() throws {
    let tree = try FixtureTree()
    for number in 0..<20 { try tree.write("srv/a\(number)/b/\(number)/x.dll", "") }
    try tree.link("srv/a1/loop", to: "..")
    let all: KnownPathResult = tree.known(.linux, ["/srv/**/x.dll", "/srv/**/b/**/x.dll"])
    #expect(all.sightings.count == 40)
    #expect(all.coverage?.gaps == [])
    var options = KnownPathOptions()
    options.foldersBelow = 10
    let few: KnownPathResult = tree.known(.linux, ["/srv/**/x.dll"], options: options)
    #expect(few.coverage?.gaps.map(\.detail) == ["/srv/**/x.dll: more than 10 folders below"])
    options = KnownPathOptions()
    options.matches = 5
    let five: KnownPathResult = tree.known(.linux, ["/srv/**/x.dll"], options: options)
    #expect(five.sightings.count == 5)
    #expect(five.coverage?.gaps.map(\.detail) == ["/srv/**/x.dll: more than 5 places fit"])
    options = KnownPathOptions()
    options.folderEntries = 7
    #expect(tree.known(.linux, ["/srv/*/b"], options: options).coverage?.state == .partial)
    options = KnownPathOptions()
    options.namesKept = 3
    #expect(tree.known(.linux, ["/srv/**/x.dll"], options: options).sightings.count == 20)
    options.looks = 30
    #expect(tree.known(.linux, ["/srv/**/x.dll"], options: options).coverage?.state == .partial)
  }

  @Test func aPatternThatIsNotUnderstoodIsAGap() throws {
    let tree = try FixtureTree()
    try tree.folder("home/anna")
    let result: KnownPathResult = tree.known(.linux, ["$GOPATH/x", "/tmp/x"])
    #expect(result.coverage?.state == .partial)
    #expect(result.coverage?.gaps.map(\.path) == ["$GOPATH/x"])
    #expect(result.coverage?.gaps.map(\.reason) == [.capabilityMissing])
  }

  @Test func namesAreLongOrNoText() throws {
    let tree = try FixtureTree()
    let long: String = String(repeating: "l", count: 255)
    try tree.write("srv/\(long)/\(long)/x", "")
    let name: [CChar] = (Array(tree.path("srv/").utf8) + [0xFF, 0xFE, 0x2E, 0x78]).map { CChar(bitPattern: $0) } + [0]
    close(open(name, O_CREAT | O_WRONLY, 0o644))
    #expect(tree.known(.linux, ["/srv/\(long)/*/x"]).sightings.count == 1)
    #expect(tree.found(tree.known(.linux, ["/srv/*.x"])) == [#"0 srv/\xFF\xFE.x"#])
    try tree.folder("Users")
    #expect(tree.found(tree.known(.windows, [#"C:\SRV\*.X"#])) == [#"0 srv/\xFF\xFE.x"#])
  }

  @Test(arguments: [Platform.linux, .windows, .macos])
  func aUserWhoMayNotBeReadIsAGap(platform: Platform) throws {
    let tree = try FixtureTree()
    let users: String = platform == .linux ? "home" : "Users"
    for user in ["anna", "bert"] { try tree.write("\(users)/\(user)/x/y", "") }
    try tree.setMode("\(users)/bert", 0o000)
    for folder in ["", users, "\(users)/anna", "\(users)/anna/x"] { try tree.setMode(folder, 0o755) }
    let path: String = tree.path
    let pattern: String = platform == .windows ? #"%USERPROFILE%\x\y"# : "~/x/y"
    let sightings = Mutable<[KnownPathSighting]>([])
    let gaps: [Coverage.Gap] = try #require(
      Unprivileged.gaps {
        let result: KnownPathResult = FixtureTree.known(path, platform, [pattern])
        sightings.value = result.sightings
        return result.coverage?.gaps ?? []
      })
    try tree.setMode("\(users)/bert", 0o755)
    #expect(sightings.value.map { PrintablePath.text($0.path) } == [tree.path("\(users)/anna/x/y")])
    #expect(gaps.map(\.path) == [tree.path("\(users)/bert")])
    #expect(gaps.allSatisfy { $0.isRefused })
  }

  /// Written on the thread of ``Unprivileged``, which has ended when it is read.
  private final class Mutable<Value>: @unchecked Sendable {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  @Test func thisMachineIsLookedAtAsItIs() throws {
    let tree = try FixtureTree()
    try tree.write("x", "")
    let pattern = PathPattern(tree.path("*"), platform: .linux)
    let target = Target(kind: .live, platform: .linux, name: "", path: "/")
    let result: KnownPathResult = KnownPathSearch().run(
      [KnownPathQuery(id: 7, platform: .linux, pattern: pattern)], in: .live, target: target,
      now: Timestamp(secondsSinceEpoch: 0))
    #expect(result.sightings.map(\.path) == [Array(tree.path("x").utf8)])
    #expect(result.sightings.map(\.query) == [7])
  }
}
