internal import CordonCollect
internal import CordonDetect
internal import CordonModel

/// Looks at whom the target talked to: open sockets, hosts file, and in a deep check journal, logs and resolvers; of a
/// mounted root, in a deep check, at its own hosts file, journal and logs; and at the logs a person named, whatever the
/// target.
struct ContactExamination {
  let advisories: [Advisory]
  let request: CheckRequest
  let now: Timestamp
  let observer: CollectionObserver

  /// - Parameter sockets: of the live machine; `nil` when nobody looked.
  func run(sockets: [SocketFacts]?, into examination: inout Examination) {
    let matcher = ContactMatcher(advisories: advisories)
    var ledger = ContactLedger(matcher: matcher)
    var look = ContactRequest(target: request.target, logs: request.logs)
    look.readsTarget = request.target.kind == .live || (request.target.kind == .root && request.depth == .deep)
    look.readsHistory = request.depth == .deep
    look.since = matcher.since
    let (collected, reach): (Coverage, ContactReach) = ContactCollector.collect(
      look, sockets: sockets, now: now, prefilter: matcher.prefilter, observer: observer
    ) { ledger.add($0) }
    var coverage: Coverage = collected
    if ledger.omitted > 0 {
      let why: String = "\(ledger.omitted) more records matched than are kept of an advisory"
      coverage.leftOut.append(Coverage.Exclusion(path: "contacts", why: why))
    }
    examination.coverage.append(coverage)
    examination.reach = reach
    examination.matches.add(ledger.matches)
  }
}
