internal import ArgumentParser
internal import CordonModel
internal import CordonOperations

/// What a shell offers where an advisory is named.
enum AdvisoryCompletion {
  /// The ids in force. Aliases work on the command line too, but would hide the ids among them here.
  static let ids: CompletionKind = .custom { _, _, _ in known() }

  /// A shell expands what is offered: an id never holds more than these, and nothing else may pass.
  private static func isPlain(_ id: String) -> Bool {
    id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  private static func known() -> [String] {
    do {
      return try AdvisoryLoader.load(places: .ofThisProcess).entries.map(\.advisory.id).filter(isPlain)
    } catch {
      // A shell that completes has no place for messages.
      return []
    }
  }
}
