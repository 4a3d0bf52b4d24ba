internal import ArgumentParser
internal import CordonModel
internal import CordonOperations
internal import CordonRespond
internal import Foundation

/// What all commands that act on this machine have in common.
struct ResponseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the vault. Default: /var/lib/cordon/vault for root, ~/.local/share/cordon/vault for others.",
      valueName: "dir"),
    completion: .directory)
  var vault: String?

  @Option(help: ArgumentHelp("Why, in your own words; it is kept with the record.", valueName: "text"))
  var reason: String = ""

  @Flag(name: [.customLong("dry-run"), .customShort("n")], help: "Say exactly what would happen, and change nothing.")
  var isDryRun = false

  static let environmentOptions: [EnvironmentOption] = [
    EnvironmentOption(name: "vault"), EnvironmentOption(name: "reason"),
    EnvironmentOption(name: "dry-run", short: "n", isFlag: true),
  ]

  /// Characters of a reason.
  private static let reasonLimit = 4_000

  mutating func validate() throws {
    guard reason.unicodeScalars.count <= ResponseOptions.reasonLimit else {
      throw ValidationError("--reason has at most \(ResponseOptions.reasonLimit) characters.")
    }
  }

  var cause: ResponseCause { ResponseCause(reason: reason, operatorName: OperatorName.ofThisProcess) }

  /// The absolute path of the vault.
  ///
  /// - Throws: ``CordonError`` `configuration` without a home folder.
  func place() throws(CordonError) -> String { try ResponseOptions.place(vault) }

  static func place(_ vault: String?) throws(CordonError) -> String {
    if let vault { return ResponseOptions.absolute(vault) }
    let environment: [String: String] = ProcessInfo.processInfo.environment
    guard let place = VaultPlace.standard(environment: environment, isRoot: geteuid() == 0) else {
      throw CordonError(.configuration, "Neither HOME nor XDG_DATA_HOME is set. Name the vault with --vault DIR.")
    }
    return place
  }

  /// The path as the system has it, from the current folder on.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  static func absolute(_ path: [UInt8]) -> [UInt8] {
    path.first == 0x2F ? path : Array((FileManager.default.currentDirectoryPath + "/").utf8) + path
  }

  /// The log of acts in the data folder of this user.
  ///
  /// - Throws: ``CordonError`` `configuration` without a home folder.
  static func acts() throws(CordonError) -> AuditLogFile {
    let environment: [String: String] = ProcessInfo.processInfo.environment
    guard let place = PrivatePlace.data(environment: environment, isRoot: geteuid() == 0) else {
      throw CordonError(
        .configuration, "Neither HOME nor XDG_DATA_HOME is set, so there is no place for the log of acts.")
    }
    return AuditLogFile(place: place)
  }

  /// Where acts on files are written down.
  ///
  /// - Throws: as ``acts()``.
  static func log() throws(CordonError) -> AuditedActs {
    AuditedActs(try acts(), machine: ProcessInfo.processInfo.hostName)
  }
}

extension Disposition {
  /// The exit code when this did not come out as asked; 0 when it did.
  var exitCode: Int32 {
    switch obstacle {
    case nil: 0
    case .notPermitted, .readOnly, .immutable, .appendOnly: 77
    case .notFound, .notRegular, .linkInPath, .changed, .occupied, .folderMissing, .unknownItem, .pastItem,
      .damagedItem:
      65
    case .interrupted: 130
    default: 1
    }
  }
}
