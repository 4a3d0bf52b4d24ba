/// What keeps a worker from doing harm once hostile bytes have taken it over. Each is probed, in the worker itself.
package struct WorkerProtections: OptionSet, Sendable, Hashable {
  /// The bits, as the worker notes them.
  package let rawValue: UInt32

  /// Takes the bits as the worker noted them.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// No program that it could start has more rights.
  package static let noNewPrivileges = WorkerProtections(rawValue: 1)
  /// It is an ordinary user and cannot be another again.
  package static let unprivileged = WorkerProtections(rawValue: 2)
  /// A network of its own, without any interface. Only where Cordon runs as root; the last protection holds without it.
  package static let ownNetwork = WorkerProtections(rawValue: 4)
  /// It can write no file, start no process and has limited memory.
  package static let resourceLimits = WorkerProtections(rawValue: 8)
  /// Only the system calls that reading takes: no opening, no socket, no program, no other process.
  package static let systemCalls = WorkerProtections(rawValue: 16)

  /// What every Linux that Cordon supports can do for every user.
  package static let expected: WorkerProtections = [.noNewPrivileges, .unprivileged, .resourceLimits, .systemCalls]

  /// Without these a worker reads nothing, unless it was allowed to.
  package static let required: WorkerProtections = [.systemCalls]

  /// All of them with a word each, as output has it.
  package static let named: [(protection: WorkerProtections, name: String)] = [
    (.noNewPrivileges, "no-new-privileges"), (.unprivileged, "unprivileged"), (.ownNetwork, "own-network"),
    (.resourceLimits, "resource-limits"), (.systemCalls, "system-calls"),
  ]
}
