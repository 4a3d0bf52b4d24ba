internal import CordonModel
internal import Foundation

/// Writes a result into a file the user named.
enum OutputFile {
  /// Replaces a regular file whole or not at all; writes into anything else (a pipe, a device) directly.
  ///
  /// - Throws: ``CordonError`` naming the file and what the system said.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: path)
    let type: Any? = try? FileManager.default.attributesOfItem(atPath: path)[.type]
    let isSpecial: Bool = (type as? FileAttributeType).map { $0 != .typeRegular } ?? false
    do {
      try Data(bytes).write(to: url, options: isSpecial ? [] : [.atomic])
    } catch {
      let denied: Bool = (error as? CocoaError)?.code == .fileWriteNoPermission
      throw CordonError(
        denied ? .notPermitted : .inputOutput,
        "The result could not be written. Name a file in a folder you may write to.",
        location: .init(file: path), cause: (error as NSError).localizedDescription)
    }
  }
}
