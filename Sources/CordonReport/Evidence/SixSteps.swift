internal import CordonModel

/// The six steps as far as a bundle tells: each is judged by what was kept, never by what somebody says.
struct SixSteps {
  /// A step.
  enum Step: Int, CaseIterable, Sendable {
    case scope = 1, identify, contain, eradicate, recover, prove
  }

  /// What is known of a step.
  enum State: CaseIterable, Sendable {
    case done, open, notNeeded
  }

  /// One row of the table.
  struct Row {
    var step: Step
    var state: State
    /// Why it is open, or what it rests on.
    var why: Reason
    /// Ids of items.
    var evidence: [String]
  }

  /// What a state rests on.
  enum Reason: CaseIterable, Sendable {
    case advisoriesKept, advisoriesMissing, allAnswered, notAllAnswered, nothingFound, noMeasures, signedByNamed
    case signerOpen
  }

  /// The rows, in order.
  static func rows(of contents: CaseContents) -> [Row] {
    guard let check = contents.checks.last else { return [] }
    let report: CheckReport = check.report
    let isScoped: Bool =
      !report.results.isEmpty && report.results.allSatisfy { check.packs[$0.assessment.advisory.id] != nil }
      && !report.problems.contains { $0.subject == .advisory }
    let isAnswered: Bool =
      isScoped && !report.isInterrupted && !report.results.contains { $0.assessment.verdict == .unknown }
    // What somebody set aside is found all the same.
    let isClean: Bool = isAnswered && report.verdict <= .remediated
    let coverage: [String] = contents.items.filter { item in
      item.type == .coverage && item.id.hasPrefix("E" + String(check.part) + "-")
    }.map(\.id)
    let packs: [String] = check.packs.values.sorted()
    var rows: [Row] = [
      Row(
        step: .scope, state: isScoped ? .done : .open, why: isScoped ? .advisoriesKept : .advisoriesMissing,
        evidence: packs + coverage),
      Row(
        step: .identify, state: isAnswered ? .done : .open, why: isAnswered ? .allAnswered : .notAllAnswered,
        evidence: [check.item]),
    ]
    for step in [Step.contain, .eradicate, .recover] {
      rows.append(
        Row(
          step: step, state: isClean ? .notNeeded : .open, why: isClean ? .nothingFound : .noMeasures,
          evidence: isClean ? [check.item] : []))
    }
    let isSigned: Bool = contents.verdict.state == .genuine
    rows.append(
      Row(step: .prove, state: isSigned ? .done : .open, why: isSigned ? .signedByNamed : .signerOpen, evidence: []))
    return rows
  }
}

extension SixSteps.Step {
  var word: LocalizedText {
    switch self {
    case .scope: .init(en: "1 Scope", de: "1 Lage klären")
    case .identify: .init(en: "2 Identify", de: "2 Finden")
    case .contain: .init(en: "3 Contain", de: "3 Eindämmen")
    case .eradicate: .init(en: "4 Eradicate", de: "4 Bereinigen")
    case .recover: .init(en: "5 Recover", de: "5 Wiederherstellen")
    case .prove: .init(en: "6 Prove", de: "6 Nachweisen")
    }
  }
}

extension SixSteps.State {
  var word: LocalizedText {
    switch self {
    case .done: .init(en: "done", de: "erledigt")
    case .open: .init(en: "open", de: "offen")
    case .notNeeded: .init(en: "not needed", de: "nicht nötig")
    }
  }
}

extension SixSteps.Reason {
  var sentence: LocalizedText {
    switch self {
    case .advisoriesKept:
      .init(
        en: "Every advisory that was asked is kept as it was.",
        de: "Jede befragte Warnmeldung ist im Wortlaut aufbewahrt.")
    case .advisoriesMissing:
      .init(
        en: "Not every advisory was readable, or is kept as it was.",
        de: "Nicht jede Warnmeldung war lesbar oder ist im Wortlaut aufbewahrt.")
    case .allAnswered:
      .init(
        en: "Every advisory is answered from fresh and complete checks, or by something that was found.",
        de: "Jede Warnmeldung ist beantwortet: durch frische, vollständige Prüfungen oder durch einen Fund.")
    case .notAllAnswered:
      .init(en: "At least one advisory has no answer.", de: "Mindestens eine Warnmeldung ist unbeantwortet.")
    case .nothingFound: .init(en: "Nothing was found.", de: "Es wurde nichts gefunden.")
    case .noMeasures:
      .init(
        en: "This bundle holds no evidence that it was done.",
        de: "Dieses Bündel enthält keinen Nachweis, dass es getan ist.")
    case .signedByNamed:
      .init(
        en: "The bundle is intact and signed by a key that was named.",
        de: "Das Bündel ist unversehrt und von einem genannten Schlüssel unterzeichnet.")
    case .signerOpen:
      .init(
        en: "Who signed the bundle was not checked, or not everything in it could be.",
        de: "Der Unterzeichner ist nicht geprüft, oder nicht alles im Bündel war prüfbar.")
    }
  }
}
