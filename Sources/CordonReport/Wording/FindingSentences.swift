internal import CordonModel

/// Sentences about findings and exceptions, each whole in each language. Names come in already inert.
enum FindingSentences {
  /// One match in one breath, for formats that have a single text a finding.
  static func finding(
    product: String, package: LocalizedText, place: String, why: LocalizedText, decidedBy: String
  ) -> LocalizedText {
    .init(
      en: "\(product): \(package.en) at \(place). \(why.en) Decided by: \(decidedBy)",
      de: "\(product): \(package.de) in \(place). \(why.de) Maßgeblich: \(decidedBy)")
  }

  /// Whose contact it was, when it is none of the target: a client of the service that wrote the log.
  static func ofClient(_ client: String, source: ContactFacts.Source) -> LocalizedText {
    switch source {
    case .webLog:
      .init(
        en: "A client of this proxy or web server: \(client), not this machine.",
        de: "Ein Client dieses Proxys oder Webservers: \(client), nicht dieser Rechner.")
    case .jsonLog:
      .init(
        en: "A client in this log: \(client), not this machine.",
        de: "Ein Client in diesem Protokoll: \(client), nicht dieser Rechner.")
    case .dnsLog, .journal, .syslog, .liveSocket, .resolverCache, .hostsFile:
      .init(
        en: "A client of this resolver: \(client), not this machine.",
        de: "Ein Client dieses Resolvers: \(client), nicht dieser Rechner.")
    }
  }

  /// Matches beyond what a page shows.
  static func matchesElsewhere(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 more match; -o csv holds it.", de: "1 weiterer Treffer; -o csv enthält ihn."),
      other: .init(
        en: "\(count.en) more matches; -o csv holds them.", de: "\(count.de) weitere Treffer; -o csv enthält sie."))
  }

  /// What a fold hides.
  static func more(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "1 more", de: "1 weitere Zeile"),
      other: .init(en: "\(count.en) more", de: "\(count.de) weitere Zeilen"))
  }

  static func pageTitle(target: String) -> LocalizedText {
    .init(en: "Cordon: check of \(target)", de: "Cordon: Prüfung von \(target)")
  }
}

extension Match {
  /// Why it matched, and whose contact it was when it is none of the target's own.
  var why: LocalizedText {
    guard let contact = subject.contact, contact.isOfClient, let client = contact.client else { return reason.sentence }
    let whose: LocalizedText = FindingSentences.ofClient(
      InertText(client, limit: CheckPage.foreignLimit).text, source: contact.source)
    return LocalizedText(en: reason.sentence.en + " " + whose.en, de: reason.sentence.de + " " + whose.de)
  }
}
