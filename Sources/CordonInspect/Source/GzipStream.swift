/// Unpacks gzip (RFC 1952) piece by piece, all members of a file one after the other.
@safe package final class GzipStream {
  package enum State: Sendable, Hashable {
    /// Between members: the input may end here.
    case ended
    /// Inside a member.
    case open
    /// The input is no gzip from here on.
    case broken
  }

  private let inflater: GzipInflater
  private var room: [UInt8] = Array(repeating: 0, count: 256 << 10)
  /// Where the input fed so far ends.
  package private(set) var state: State = .open

  /// `nil` when there is no memory.
  package init?() {
    guard let inflater = GzipInflater() else { return nil }
    self.inflater = inflater
  }

  /// Unpacks `input` and hands on what comes out, piece by piece, until `body` says that it is enough.
  package func feed(_ input: [UInt8], _ body: (ArraySlice<UInt8>) -> Bool) {
    guard state != .broken, !input.isEmpty else { return }
    unsafe input.withUnsafeBytes { input in
      var rest: UnsafeRawBufferPointer = unsafe input
      while true {
        if state == .ended, unsafe !rest.isEmpty {
          inflater.restart()
          state = .open
        }
        let step: GzipInflater.Step = unsafe room.withUnsafeMutableBytes { unsafe inflater.step(rest, into: $0) }
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[step.consumed...])
        if step.outcome == .ended { state = .ended }
        if step.outcome == .broken { state = .broken }
        if step.produced > 0, !body(room[..<step.produced]) { return }
        if state == .broken { return }
        if unsafe rest.isEmpty, step.produced < room.count { return }
      }
    }
  }
}
