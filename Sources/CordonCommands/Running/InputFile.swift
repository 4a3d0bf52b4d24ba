internal import CordonModel
internal import CordonReport
internal import Foundation

/// Reads a whole file that the user named, or standard input for `-`, up to a limit.
enum InputFile {
  /// Bytes that are read unless the user says otherwise. An inventory of 400,000 packages has 150 MB.
  static let defaultLimit = 512 << 20

  /// How the input is called in messages.
  static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

  /// - Throws: ``CordonError`` naming the file: `bad-input` when it is not there or longer than `limit`,
  ///   `not-permitted`, or `input-output`.
  static func read(_ path: String, limit: Int) throws(CordonError) -> [UInt8] {
    guard path != "-" else { return try read(STDIN_FILENO, path, limit: limit) }
    let descriptor: Int32 = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    return try read(descriptor, path, limit: limit)
  }

  private static func read(_ descriptor: Int32, _ path: String, limit: Int) throws(CordonError) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0 {
      bytes.reserveCapacity(min(Int(status.st_size), limit) + 1)
    }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count: Int = block.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, errno) }
      guard count > 0 else { return bytes }
      guard bytes.count + count <= limit else {
        throw CordonError(
          .badInput, "The input is longer than \(limit) bytes. If it is to be read all the same, raise --input-bytes.",
          location: .init(file: name(path)))
      }
      bytes += block[..<count]
    }
  }

  private static func failure(_ path: String, _ number: Int32) -> CordonError {
    let cause = String(cString: strerror(number))
    let place = CordonError.Location(file: name(path))
    switch number {
    case ENOENT: return CordonError(.badInput, "There is no such file. Check its name.", location: place)
    case EISDIR: return CordonError(.badInput, "This is a folder. Name the file in it.", location: place)
    case EACCES, EPERM:
      return CordonError(
        .notPermitted, "This file may not be read. Run the command as a user who may.", location: place, cause: cause)
    default:
      return CordonError(.inputOutput, "The file could not be read.", location: place, cause: cause)
    }
  }
}
