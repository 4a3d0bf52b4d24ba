internal import CordonModel
internal import CordonOperations
internal import Foundation

extension AdvisoryPlaces {
  /// The places of the running program.
  static var ofThisProcess: AdvisoryPlaces {
    let link: String? = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return .standard(
      executable: link ?? CommandLine.arguments.first ?? "cordon", environment: ProcessInfo.processInfo.environment)
  }
}

extension ExceptionPlaces {
  /// The places of the running program.
  static var ofThisProcess: ExceptionPlaces {
    let folder: String = FileManager.default.currentDirectoryPath
    return .standard(
      currentFolder: folder.isEmpty ? nil : folder, environment: ProcessInfo.processInfo.environment)
  }
}

extension LastResultPlace {
  /// The place of the running program.
  static var ofThisProcess: LastResultPlace? { .standard(environment: ProcessInfo.processInfo.environment) }
}

extension Timestamp {
  /// The wall clock.
  static var now: Timestamp { Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970)) }
}
