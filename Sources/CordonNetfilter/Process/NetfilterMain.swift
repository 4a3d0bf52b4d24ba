internal import CNetfilter
internal import CordonModel
internal import Glibc

/// The process that changes the packet filter, and nothing else: a crash of the library costs this process.
package enum NetfilterMain {
  /// Where the state lies unless another folder is named.
  package static let standardFolder = "/var/lib/cordon/isolation"

  /// Without an argument carries out one order; as `keep` carries it out and stays; `restore` and `watch` are the two halves
  /// of the unit that systemd starts.
  package static func run() -> Never {
    _ = signal(SIGPIPE, SIG_IGN)
    umask(0o077)
    let arguments: [String] = Array(CommandLine.arguments.dropFirst())
    let folder: String = arguments.count == 2 ? arguments[1] : standardFolder
    switch (arguments.first, arguments.count) {
    case (nil, 0): exit(takeOrder(stays: false))
    case ("keep", 1): exit(takeOrder(stays: true))
    case ("restore", 1...2): exit(restore(folder))
    case ("watch", 1...2): exit(keep(engine(folder)))
    default:
      say("cordon-netfilter changes the packet filter for cordon, which starts it.\n")
      exit(64)
    }
  }

  private static func engine(_ folder: String) -> IsolationEngine<KernelFilter> {
    IsolationEngine(filter: KernelFilter(), store: IsolationStore(folder: folder)) {
      Timestamp(secondsSinceEpoch: Int64(time(nil)))
    }
  }

  private static func takeOrder(stays: Bool) -> Int32 {
    guard let bytes = readAll(0, limit: NetfilterOrder.limit), let order = NetfilterOrder(line: bytes) else {
      _ = writeAll(NetfilterAnswer(.failed, ["the order cannot be read"]).line, to: 1)
      return 65
    }
    // Rules that await a confirmation need somebody who takes them away.
    guard order.action != .isolate || stays else {
      _ = writeAll(NetfilterAnswer(.refused, ["to isolate, start `cordon-netfilter keep`"]).line, to: 1)
      return 64
    }
    let engine: IsolationEngine<KernelFilter> = engine(order.folder)
    let answer: NetfilterAnswer = engine.perform(order)
    _ = writeAll(answer.line, to: 1)
    guard order.action == .isolate, answer.outcome == .done else { return answer.outcome == .done ? 0 : 1 }
    detach()
    return keep(engine)
  }

  /// Lets go of whoever gave the order.
  private static func detach() {
    let nothing: Int32 = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
    guard nothing >= 0 else { return }
    for number in Int32(0)...2 { dup2(nothing, number) }
    if nothing > 2 { close(nothing) }
  }

  private static func restore(_ folder: String) -> Int32 {
    guard let why = IsolationKeeper(engine: engine(folder)).restoreAtStart() else { return 0 }
    say("cordon-netfilter: \(why)\n")
    return 1
  }

  /// Looks whenever the kernel says that something changed, and from time to time, until there is nothing to keep.
  private static func keep(_ engine: IsolationEngine<KernelFilter>) -> Int32 {
    // One keeper at a time. Until this one has the lock the other one keeps this isolation too: the state is the same.
    guard let lock = engine.store.lock("keeper.lock", waits: true) else { return 1 }
    defer { withExtendedLifetime(lock) {} }
    let keeper = IsolationKeeper(engine: engine)
    let sources: [Int32] = [cordon_watch_filter(), cordon_watch_devices()].filter { $0 >= 0 }
    while true {
      guard case .again(let milliseconds) = keeper.look() else { return 0 }
      var waits: [pollfd] = sources.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      _ = unsafe poll(&waits, nfds_t(waits.count), Int32(clamping: milliseconds))
      for source in sources { cordon_forget_news(source) }
    }
  }

  private static func say(_ text: String) { _ = writeAll(Array(text.utf8), to: 2) }
}
