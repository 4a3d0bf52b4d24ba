internal import CordonModel
internal import Foundation
internal import Glibc

/// Runs code to which file permissions apply, also when the tests run as root.
enum Unprivileged {
  /// The result of `body` on a thread of its own whose file accesses are those of the user "nobody".
  ///
  /// Linux keeps the user for file accesses (`setfsuid`) by thread: nothing else in the process is changed, and the
  /// thread's end ends it.
  static func run(_ body: @escaping () -> Inventory) -> Inventory? {
    guard getuid() == 0 else { return body() }
    let job = Job(body: body)
    let thread = Thread {
      // setfsuid is not imported; its result is the former user, never an error.
      if let symbol = dlsym(nil, "setfsuid") {
        let setUser = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
        _ = setUser(65_534)
        if setUser(65_534) == 65_534 { job.result = job.body() }
      }
      job.done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    job.done.wait()
    return job.result
  }

  /// The guard of `result` is `done`: it is written before the signal and read after it.
  private final class Job: @unchecked Sendable {
    let body: () -> Inventory
    var result: Inventory?
    let done = DispatchSemaphore(value: 0)

    init(body: @escaping () -> Inventory) { self.body = body }
  }
}

extension Unprivileged {
  /// The gaps that `body` comes back with, as above.
  static func gaps(_ body: @escaping () -> [Coverage.Gap]) -> [Coverage.Gap]? {
    let inventory: Inventory? = run {
      var coverage = Coverage(check: .files, state: .complete, collectedAt: Timestamp(secondsSinceEpoch: 0))
      coverage.gaps = body()
      let target = Target(kind: .folder, platform: .any, name: "", path: "")
      return Inventory(target: target, packages: [], coverage: [coverage])
    }
    return inventory?.coverage.first?.gaps
  }
}
