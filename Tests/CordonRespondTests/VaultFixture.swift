internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonRespond

/// A folder with files to take, and the place of a vault beside it.
final class VaultFixture {
  let tree: FixtureTree
  var place: String { tree.path("vault") }

  init() throws {
    tree = try FixtureTree()
    try tree.folder("home")
  }

  static let time = Timestamp(secondsSinceEpoch: 1_700_000_000)
  static let cause = ResponseCause(reason: "a test", advisory: "test-2026", operatorName: "tester")

  /// Some content that is longer than two frames and repeats nowhere.
  static func content(_ count: Int = 2_500_000) -> [UInt8] { Array(random.prefix(count)) }

  private static let random: [UInt8] = {
    var generator = SeededGenerator(seed: 5)
    var bytes: [UInt8] = []
    while bytes.count < 3 << 20 { withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) } }
    return bytes
  }()

  /// Writes a file with a mode, times and an attribute that no new file has.
  @discardableResult
  func file(_ name: String, _ bytes: [UInt8] = content()) throws -> String {
    try tree.write(name, bytes: bytes)
    let path: String = tree.path(name)
    _ = Self.setAttribute(path, "user.cordon", Array("of a test".utf8))
    try tree.setMode(name, 0o640)
    let times: [timespec] = [
      timespec(tv_sec: 1_600_000_000, tv_nsec: 123_456_789), timespec(tv_sec: 1_500_000_000, tv_nsec: 987_654_321),
    ]
    #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
    return path
  }

  /// setxattr(2), which no module of Swift's has.
  static func setAttribute(_ path: String, _ name: String, _ value: [UInt8]) -> Bool {
    typealias Call =
      @convention(c) (
        UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeRawPointer?, Int, Int32
      ) -> Int32
    guard let symbol = dlsym(nil, "setxattr") else { return false }
    return unsafeBitCast(symbol, to: Call.self)(path, name, value, value.count, 0) == 0
  }

  func vault(
    _ access: Vault.Access = .changing, limits: VaultLimits = VaultLimits(), steps: VaultSteps = VaultSteps()
  ) throws -> Vault {
    try Vault(place, access: access, limits: limits, steps: steps)
  }

  static func request(_ paths: [String]) -> QuarantineRequest {
    QuarantineRequest(targets: paths.map { .init(path: Array($0.utf8)) }, cause: cause, time: time)
  }

  static func leaving(_ item: String) -> RestoreRequest { RestoreRequest(item: item, cause: cause, time: time) }

  /// Takes one file.
  func take(_ path: String) throws -> Disposition {
    try #require(try vault().quarantine(Self.request([path])).first)
  }

  /// Everything that programs of others say of a file: state, content, attributes, access rights.
  static func description(_ path: String) -> String {
    let state: String? = OracleProgram.output("stat", "-c", "%F %a %u %g %s %X.%x %Y.%y %h", path)
    let digest: String = content(of: path)
    let attributes: String? = OracleProgram.output("getfattr", "--absolute-names", "-d", "-m", "-", "-e", "hex", path)
    let rights: String? = OracleProgram.output("getfacl", "--absolute-names", path)
    return [state, digest, attributes, rights].map { $0 ?? "(not here)" }.joined(separator: "\n")
  }

  /// The digest of a file that is read without touching the time of its last access.
  static func content(of path: String) -> String {
    OracleProgram.output("sh", "-c", "dd if=\"$0\" iflag=noatime bs=1M status=none | sha256sum", path) ?? "(not there)"
  }

  /// The names in the vault, without those that are always there.
  var leftInVault: [String] {
    get throws { try tree.names("vault").filter { $0 != "key" && $0 != "lock" } }
  }
}
