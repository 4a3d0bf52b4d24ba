internal import CordonModel

/// Sentences about what people set aside, each whole in each language. Names come in already inert.
enum ExceptionSentences {
  /// The mark beside a finding.
  static func mark(_ exception: FindingException, id: String, reason: String) -> LocalizedText {
    let kind: LocalizedText = exception.kind.word
    let until: String = exception.until.dateText
    return .init(
      en: "\(kind.en) until \(until) (\(id)): \(reason)", de: "\(kind.de) bis \(until) (\(id)): \(reason)")
  }

  /// How many findings are set aside, and what is left: said with the answer, because it decides the exit code.
  static func setAside(_ count: Count, open: Verdict) -> LocalizedText {
    let left: LocalizedText = open.word
    let isNothingLeft: Bool = open <= .remediated
    let rest = LocalizedText(
      en: isNothingLeft ? "Nothing else is open." : "Without that: \(left.en).",
      de: isNothingLeft ? "Sonst ist nichts offen." : "Ohne das: \(left.de).")
    return .plural(
      count,
      one: .init(
        en: "1 finding is set aside by an exception. \(rest.en)",
        de: "1 Fund ist durch eine Ausnahme zurückgestellt. \(rest.de)"),
      other: .init(
        en: "\(count.en) findings are set aside by exceptions. \(rest.en)",
        de: "\(count.de) Funde sind durch Ausnahmen zurückgestellt. \(rest.de)"))
  }

  /// One row of the list of exceptions.
  static func use(_ use: ExceptionUse) -> LocalizedText {
    let until: String = use.exception.until.dateText
    let count = Count(use.findings)
    switch use.state {
    case .applied:
      return .plural(
        count,
        one: .init(en: "sets 1 finding aside until \(until)", de: "stellt 1 Fund zurück bis \(until)"),
        other: .init(
          en: "sets \(count.en) findings aside until \(until)", de: "stellt \(count.de) Funde zurück bis \(until)"))
    case .unused:
      return .init(
        en: "nothing was found that it is about (until \(until))",
        de: "nichts gefunden, worauf sie sich bezieht (bis \(until))")
    case .expired:
      return .init(
        en: "EXPIRED on \(until): it sets nothing aside any more",
        de: "ABGELAUFEN am \(until): Sie stellt nichts mehr zurück")
    }
  }

  static func unused(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 more exception was not needed; --verbose lists it.",
        de: "1 weitere Ausnahme wurde nicht gebraucht; --verbose nennt sie."),
      other: .init(
        en: "\(count.en) more exceptions were not needed; --verbose lists them.",
        de: "\(count.de) weitere Ausnahmen wurden nicht gebraucht; --verbose nennt sie."))
  }

  /// Software the advisory names, in a version it does not mean.
  static func cleared(advisory: String, packages: String, more: Count) -> LocalizedText {
    if more.value == 0 { return .init(en: "\(advisory): \(packages)", de: "\(advisory): \(packages)") }
    return .init(
      en: "\(advisory): \(packages) and \(more.en) more", de: "\(advisory): \(packages) und \(more.de) weitere")
  }
}

extension FindingException.Kind {
  var word: LocalizedText {
    switch self {
    case .falsePositive: .init(en: "false positive", de: "Fehlalarm")
    case .accepted: .init(en: "risk accepted", de: "Risiko getragen")
    case .wontFix: .init(en: "will not be fixed", de: "wird nicht behoben")
    }
  }
}

extension ExceptionUse.State {
  var word: LocalizedText {
    switch self {
    case .applied: .init(en: "applied", de: "angewandt")
    case .unused: .init(en: "unused", de: "ungenutzt")
    case .expired: .init(en: "expired", de: "abgelaufen")
    }
  }
}

extension Clearance.Reason {
  /// Why a package is none of the affected, as a sentence.
  var sentence: LocalizedText {
    switch self {
    case .namedClean:
      .init(
        en: "The advisory names this version as clean.", de: "Die Warnmeldung nennt diese Version als sauber.")
    case .namedFixed:
      .init(
        en: "The advisory names this version as the repaired one.",
        de: "Die Warnmeldung nennt diese Version als die reparierte.")
    case .notListed:
      .init(
        en: "The version is in no affected list or range.",
        de: "Die Version steht in keiner betroffenen Liste und keinem Bereich.")
    case .otherVendor:
      .init(en: "The maker is another one.", de: "Der Hersteller ist ein anderer.")
    }
  }

  /// The same in few words.
  var word: LocalizedText {
    switch self {
    case .namedClean: .init(en: "named clean", de: "als sauber genannt")
    case .namedFixed: .init(en: "named repaired", de: "als repariert genannt")
    case .notListed: .init(en: "not listed", de: "nicht gelistet")
    case .otherVendor: .init(en: "another maker", de: "anderer Hersteller")
    }
  }
}
