import CordonVersions
import Testing

@Suite struct RangeWordingTests {
  @Test(arguments: [
    RangeRow(.windows, "through 18.12.416", in: "18.12.416 18.12.416.0 1.0", out: "18.12.417"),
    RangeRow(.generic, "up to and including 2.0", in: "2.0 1.9", out: "2.0.1"),
    RangeRow(.generic, "prior to 3.1", in: "3.0.9", out: "3.1 3.2"),
    RangeRow(.generic, "before 3.1", in: "3.0.9", out: "3.1"),
    RangeRow(.generic, "Versions prior to V3.1", in: "3.0", out: "3.1"),
    RangeRow(.generic, "< 2.0", in: "1.9", out: "2.0"),
    RangeRow(.generic, "<= 2.0", in: "2.0", out: "2.1"),
    RangeRow(.generic, "≤ 2.0", in: "2.0", out: "2.1"),
    RangeRow(.generic, ">=12.0.1|<=12.0.14", in: "12.0.1 12.0.14", out: "12.0.0 12.0.15"),
    RangeRow(.generic, ">= 11.0.0 | <= 11.0.6", in: "11.0.3", out: "11.0.7"),
    RangeRow(.generic, "1.2 - 1.4", in: "1.2 1.3 1.4", out: "1.1 1.5"),
    RangeRow(.generic, "1.2 … 1.4", in: "1.2 1.4", out: "1.5"),
    RangeRow(.generic, "1.2–1.4", in: "1.2 1.4", out: "1.5"),
    RangeRow(.generic, "1.2 to 1.4", in: "1.2 1.4", out: "1.5"),
    RangeRow(.generic, "1.2 through 1.4, 2.0 through 2.3", in: "1.3 2.3", out: "1.5 2.4"),
    RangeRow(.generic, "from 1.2 before 1.4", in: "1.2 1.3", out: "1.4 1.1"),
    RangeRow(.generic, "1.2 up to and including 1.4", in: "1.4", out: "1.5 1.1"),
    RangeRow(.generic, ">= 9.3.0 -  but not including 9.3.8", in: "9.3.0 9.3.7", out: "9.3.8"),
    RangeRow(.generic, "0 < 9.8.12", in: "0 9.8.11", out: "9.8.12"),
    RangeRow(.generic, "All versions < V17", in: "16.9", out: "17"),
    RangeRow(.generic, "all versions", in: "0.1 99"),
    RangeRow(.generic, "all", in: "0.1 99"),
    RangeRow(.generic, "*", in: "0.1 99"),
    RangeRow(.generic, "alle Versionen", in: "0.1 99"),
    RangeRow(.generic, "2.x", in: "2.0 2.99", out: "3.0 1.9"),
    RangeRow(.generic, "<4.x", in: "3.9", out: "4.0 4.1"),
    RangeRow(.generic, "<= 4.x", in: "4.9", out: "5.0"),
    RangeRow(.windows, "18.12.407 and 18.12.416", in: "18.12.407 18.12.416.0", out: "18.12.408 18.12.402"),
    RangeRow(.generic, "1.2, 1.4 und 1.6", in: "1.2 1.4 1.6", out: "1.3 1.5"),
    RangeRow(.generic, "1.2 or 1.4", in: "1.2 1.4", out: "1.3"),
    RangeRow(.generic, "version 1.2", in: "1.2", out: "1.3"),
    RangeRow(.generic, "2.0 and earlier", in: "2.0 1.0", out: "2.1"),
    RangeRow(.generic, "2.0 and later versions", in: "2.0 3.0", out: "1.9"),
    RangeRow(.generic, "2.0+", in: "2.0 3.0", out: "1.9"),
    RangeRow(.generic, "bis einschließlich 2.0", in: "2.0", out: "2.1"),
    RangeRow(.generic, "vor 3.1", in: "3.0", out: "3.1"),
    RangeRow(.generic, "Versionen vor 3.1", in: "3.0", out: "3.1"),
    RangeRow(.generic, "ab 1.2", in: "1.2 9", out: "1.1"),
    RangeRow(.generic, "von 1.2 bis einschließlich 1.4", in: "1.2 1.4", out: "1.5"),
    RangeRow(.generic, "1.2 und höher", in: "1.2 2.0", out: "1.1"),
    RangeRow(.generic, "< 1.5, >= 2.0, < 2.3", in: "1.4 2.0 2.2", out: "1.5 1.9 2.3"),
    RangeRow(.generic, ">= 1.0 < 1.5, >= 2.0 < 2.3", in: "1.0 2.2", out: "0.9 1.5 2.3"),
    RangeRow(.generic, ">= 1.0 and < 2.0", in: "1.0 1.9", out: "2.0"),
    RangeRow(.generic, "< 1.0 || > 2.0", in: "0.9 2.1", out: "1.0 2.0"),
    RangeRow(.generic, ">=V0|<=V3", in: "0 3", out: "4"),
    RangeRow(.generic, "All versions < V17 Update 6", in: "16.9 17 V17 17-Update5", out: "17-Update6 17.1"),
    RangeRow(.generic, "<= 22.10-SP6", in: "22.10 22.10-SP6", out: "22.10-SP7 22.11"),
    RangeRow(
      .generic, "<V7.4_SP1_Update_23", in: "7.4 7.4_SP1 7.4_SP1_Update_22", out: "7.4_SP1_Update_23 7.4_SP2 7.5"),
    RangeRow(.generic, "< V6.0 SP9 Upd4", in: "6.0 6.0-SP9", out: "6.0-SP9-Upd4 6.1"),
    RangeRow(.generic, "<=1.4.0_build221212", in: "1.4.0 1.4.0_build220101", out: "1.4.0_build230101 1.4.1"),
    RangeRow(.generic, "<= 1.295H", in: "1.295 1.295G", out: "1.295I 1.296"),
    RangeRow(.generic, "vers:all/<V222.0 Update 13", in: "222.0 222.0-Update12", out: "222.0-Update13 223"),
    RangeRow(.generic, ">=R301-V0|<R301-V6", in: "R301-V0 R301-V5", out: "R301-V6 R302-V0 R300-V9"),
    RangeRow(.generic, "< R520.2", in: "R520.1 520.1 V520.1", out: "R520.2 520.2 521"),
    RangeRow(.generic, "<V6.2_Upd3", in: "6.2 6.2-Update2 6.2-Upd2", out: "6.2-Update3 6.2-Update4"),
    RangeRow(.generic, "<=2020_U2", in: "2020 2020-Update1 2020-Update2", out: "2020-Update3"),
    RangeRow(.generic, "1.0 | >=2.0 | <3.0", in: "1.0 2.5", out: "1.5 3.0"),
    RangeRow(.generic, "vers:all/<V3.1.4", in: "3.1.3", out: "3.1.4"),
    RangeRow(.windows, "vers:generic/18.12.407|18.12.416", in: "18.12.407", out: "18.12.410"),
    RangeRow(.npm, "18.12.407 and 18.12.416", in: "18.12.407 18.12.416", out: "18.12.408"),
    RangeRow(.pep440, "before 2.0", in: "1.9", out: "2.0"),
    RangeRow(.apple, "prior to 18.12.418", in: "18.12.416", out: "18.12.418"),
  ])
  func reads(_ row: RangeRow) throws { try row.check() }

  @Test(arguments: [
    "builds of June 2018", "All versions with X on Windows",
    "All versions with maxView Storage Manager < 4.09 on Windows",
    "All versions < V17 Update 6 with X", "<=2.0.0.5_with_DOPSoft_v5.0.0.93", "<V33.017_V34.014_V35.013_V36.011",
    "before V22.6.3 or 23.1.0", "before 3.1 and 4.0", "< 1.5, < 2.1", "< 1.0 or < 2.0", "up to 2.0", "bis 2.0",
    "1.2 1.4", "1.0, < 2.0", ">= 2.0, < 1.0", "> 1.0 < 1.0", "<Hotfix-145271", "<=d78dda6", "16XXXXXXXXX.",
    "<20230518.",
    "5.011  | < 8.011", ">=1.0|1.5|<2.0", "<= FW5.2", "prior to SW10.1", "< VX.2.14", "< IR302 3.5.56", "not 1.2",
    "except 1.2", "between 1.2 and 1.4", "through", ">=", "<", "1.2 -",
    "- 1.2", ",",
    "and", "||", "|", "1.0||", "1.0 |", "latest", "unknown", "n/a", "<>", "=<>1.0", "1.2 through",
    "all 3CX versions on macOS",
    "< 1.0 > 2.0 < 3.0", ">=1.0 -", "!= 2.x", "1.x.2", "<=3.36b", "<= 1.01B",
    "only when manufactured between LQN23 and LQN24",
    "1.2 and earlier 3.4",
    "vers:all/>=V3.0.1<V3.0.3", "vers:npm/", "vers:/1.0", "vers:npm/1.0||2.0", "vers:npm/>=1|<1", "vers:none/1.0",
  ])
  func refuses(_ text: String) throws {
    for scheme in [VersionScheme.generic, .windows] {
      let error: VersionError? = #expect(throws: VersionError.self, "\(text)") {
        try VersionRange(text, scheme: scheme)
      }
      #expect(error.map { $0.reason.count > 10 } == true)
    }
  }

  @Test func refusalOfProseIsNamedUnsupported() {
    for text in ["builds of June 2018", "All versions with X on Windows", "< 1.5, < 2.1", "up to 2.0"] {
      let error: VersionError? = #expect(throws: VersionError.self) { try VersionRange.infer(text) }
      #expect(error?.code == .unsupportedRange)
    }
    let empty: VersionError? = #expect(throws: VersionError.self) { try VersionRange("  ", scheme: .generic) }
    #expect(empty?.code == .empty)
  }
}
