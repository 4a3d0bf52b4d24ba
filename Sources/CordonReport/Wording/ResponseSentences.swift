internal import CordonModel

/// The sentences of a response, each whole in each language. Names come in already inert.
enum ResponseSentences {
  /// The answer of a run: how many of how many.
  static func answer(_ kind: ResponseAction.Kind, done: Count, of all: Count, isDryRun: Bool) -> LocalizedText {
    let verb: LocalizedText = isDryRun ? planned(kind) : performed(kind)
    return .init(
      en: "\(done.en) of \(all.en) \(all.value == 1 ? "file" : "files") \(verb.en)",
      de: "\(done.de) von \(all.de) \(all.value == 1 ? "Datei" : "Dateien") \(verb.de)")
  }

  private static func planned(_ kind: ResponseAction.Kind) -> LocalizedText {
    switch kind {
    case .quarantine: .init(en: "would go into the vault.", de: "würden in den Tresor kommen.")
    case .restore: .init(en: "would go back.", de: "würden zurückgehen.")
    case .remove: .init(en: "would be destroyed.", de: "würden vernichtet.")
    case .export: .init(en: "would be copied out of the vault.", de: "würden aus dem Tresor kopiert.")
    case .recover: .init(en: "would be put in order.", de: "würden in Ordnung gebracht.")
    }
  }

  private static func performed(_ kind: ResponseAction.Kind) -> LocalizedText {
    switch kind {
    case .quarantine: .init(en: "in the vault now.", de: "jetzt im Tresor.")
    case .restore: .init(en: "back in place.", de: "wieder an ihrem Ort.")
    case .remove: .init(en: "destroyed for good; the record stays.", de: "endgültig vernichtet; der Eintrag bleibt.")
    case .export: .init(en: "copied out of the vault.", de: "aus dem Tresor kopiert.")
    case .recover: .init(en: "put in order.", de: "in Ordnung gebracht.")
    }
  }

  static let recovered = LocalizedText(
    en: "Left over by a run that was cut off", de: "Von einem abgebrochenen Lauf übrig")

  static let exportWarning = LocalizedText(
    en: "The copy is the harmful file itself. It is readable by you alone and cannot be executed; keep it that way.",
    de:
      "Die Kopie ist die schädliche Datei selbst. Nur Sie dürfen sie lesen, ausführbar ist sie nicht; belassen Sie es dabei."
  )

  static let removeWarning = LocalizedText(
    en: "What is destroyed cannot be brought back.", de: "Was vernichtet ist, kann niemand zurückholen.")

  static let emptyVault = LocalizedText(en: "The vault is empty.", de: "Der Tresor ist leer.")

  /// What a vault holds.
  static func held(_ count: Count, past: Count) -> LocalizedText {
    let files: LocalizedText = .plural(
      count, one: .init(en: "1 file is in the vault", de: "1 Datei ist im Tresor"),
      other: .init(en: "\(count.en) files are in the vault", de: "\(count.de) Dateien sind im Tresor"))
    guard past.value > 0 else { return .init(en: files.en + ".", de: files.de + ".") }
    return .init(
      en: "\(files.en); of \(past.en) only the record is left.",
      de: "\(files.de); von \(past.de) gibt es nur noch den Eintrag.")
  }

  static let unreadable = LocalizedText(
    en: "What could not be read in the vault", de: "Was im Tresor nicht gelesen werden konnte")

  /// What a dry run would do with one file, in order.
  static func plan(_ item: Disposition) -> [LocalizedText] {
    switch item.action {
    case .quarantine:
      var steps: [LocalizedText] = []
      if !item.runners.isEmpty {
        steps.append(.init(en: "end the processes that run from it", de: "die Prozesse beenden, die daraus laufen"))
      }
      return steps + [
        .init(
          en: "copy it into the vault, sealed, and read the copy back",
          de: "versiegelt in den Tresor kopieren und die Kopie nachlesen"),
        .init(en: "remove it from its place", de: "an ihrem Ort entfernen"),
      ]
    case .restore:
      return [
        .init(
          en: "write it back with owner, mode, times and attributes",
          de: "mit Besitzer, Rechten, Zeiten und Attributen zurückschreiben"),
        .init(
          en: "destroy the copy in the vault and keep the record",
          de: "die Kopie im Tresor vernichten, den Eintrag behalten"),
      ]
    case .remove:
      return [
        .init(
          en: "destroy its key and content and keep the record",
          de: "Schlüssel und Inhalt vernichten, den Eintrag behalten")
      ]
    case .export: return [.init(en: "write a readable copy", de: "eine lesbare Kopie schreiben")]
    case .recover: return []
    }
  }
}

extension Disposition.Outcome {
  /// In a column of results.
  var word: LocalizedText {
    switch self {
    case .done: .init(en: "done", de: "erledigt")
    case .planned: .init(en: "planned", de: "geplant")
    case .refused: .init(en: "refused", de: "abgelehnt")
    case .failed: .init(en: "failed", de: "gescheitert")
    }
  }
}

extension Disposition.Obstacle {
  /// Why not, and what to do.
  var sentence: LocalizedText {
    switch self {
    case .notFound: .init(en: "There is no such file.", de: "Diese Datei gibt es nicht.")
    case .notRegular: .init(en: "Only files can be taken.", de: "Nur Dateien können in den Tresor.")
    case .linkInPath:
      .init(
        en: "A link of another user stands in the path. Name the real place.",
        de: "Im Pfad steht ein Link eines anderen Benutzers. Nennen Sie den wirklichen Ort.")
    case .changed:
      .init(
        en: "The file is not the one that was found, or changed meanwhile. Look again.",
        de: "Die Datei ist nicht die gefundene oder hat sich inzwischen geändert. Prüfen Sie neu.")
    case .packageOwned:
      .init(
        en: "A package owns this file. Remove or update the package, or say --package-files.",
        de: "Die Datei gehört zu einem Paket. Entfernen oder aktualisieren Sie es, oder sagen Sie --package-files.")
    case .running:
      .init(
        en: "Processes run from this file. End them, or say --stop.",
        de: "Aus dieser Datei laufen Prozesse. Beenden Sie sie, oder sagen Sie --stop.")
    case .immutable:
      .init(
        en: "The file or its folder is immutable.", de: "Die Datei oder ihr Ordner ist als unveränderlich markiert.")
    case .appendOnly:
      .init(en: "The file or its folder may only grow.", de: "Die Datei oder ihr Ordner darf nur wachsen.")
    case .readOnly:
      .init(en: "The file system is mounted read-only.", de: "Das Dateisystem ist nur lesbar eingehängt.")
    case .noRoom: .init(en: "There is no room.", de: "Es ist kein Platz.")
    case .notPermitted:
      .init(en: "The system refused. Try it as root.", de: "Das System hat es verweigert. Versuchen Sie es als root.")
    case .occupied: .init(en: "Something stands there already.", de: "Dort steht schon etwas.")
    case .folderMissing:
      .init(
        en: "The folder is not there. Make it, or name another place with --to.",
        de: "Den Ordner gibt es nicht. Legen Sie ihn an, oder nennen Sie mit --to einen anderen Ort.")
    case .metadataLost:
      .init(
        en: "Not everything can be brought back here. Try it as root, or say --accept-loss.",
        de: "Nicht alles lässt sich hier zurückbringen. Versuchen Sie es als root, oder sagen Sie --accept-loss.")
    case .ownFile:
      .init(en: "This belongs to Cordon or to the system itself.", de: "Das gehört zu Cordon oder zum System selbst.")
    case .unknownItem:
      .init(
        en: "The vault has no such item, or several. List them: cordon vault list",
        de: "Der Tresor hat keinen solchen Eintrag oder mehrere. Liste: cordon vault list")
    case .pastItem: .init(en: "Its content is no longer in the vault.", de: "Der Inhalt ist nicht mehr im Tresor.")
    case .damagedItem: .init(en: "The item is damaged.", de: "Der Eintrag ist beschädigt.")
    case .limit: .init(en: "It is beyond a limit.", de: "Eine Grenze ist überschritten.")
    case .systemError: .init(en: "The system failed.", de: "Das System hat versagt.")
    case .interrupted: .init(en: "The run was ended before.", de: "Der Lauf wurde vorher beendet.")
    }
  }
}

extension Disposition.Remark {
  var sentence: LocalizedText {
    switch self {
    case .otherNames:
      .init(
        en: "The file has other names, under which it is still there.",
        de: "Die Datei hat weitere Namen, unter denen es sie noch gibt.")
    case .attributesUnread:
      .init(en: "Some attributes could not be read.", de: "Einige Attribute waren nicht lesbar.")
    case .metadataLost:
      .init(en: "Some of the metadata was not brought back.", de: "Ein Teil der Metadaten kam nicht zurück.")
    case .ownerUnknown:
      .init(
        en: "Whether a package owns the file could not be looked up.",
        de: "Ob die Datei zu einem Paket gehört, war nicht feststellbar.")
    case .noDigest:
      .init(en: "Its holes are too large for a digest.", de: "Ihre Lücken sind zu groß für eine Prüfsumme.")
    case .processesUnseen:
      .init(en: "Not all processes could be looked at.", de: "Nicht alle Prozesse waren einsehbar.")
    case .originalDiffers:
      .init(
        en: "Something else stands, or nothing, where the original was; it was left alone.",
        de: "Am Ort des Originals steht etwas anderes oder nichts; es blieb unberührt.")
    case .notLogged:
      .init(en: "It could not be written down afterwards.", de: "Es konnte danach nicht protokolliert werden.")
    case .unfinished:
      .init(en: "The rest of the work is left to the next run.", de: "Den Rest erledigt der nächste Lauf.")
    case .finished: .init(en: "It was finished.", de: "Er wurde zu Ende geführt.")
    case .takenBack: .init(en: "It was taken back.", de: "Er wurde zurückgenommen.")
    }
  }
}

extension VaultItem.Standing {
  var word: LocalizedText {
    switch self {
    case .held: .init(en: "held", de: "verwahrt")
    case .restored: .init(en: "restored", de: "zurückgegeben")
    case .removed: .init(en: "removed", de: "vernichtet")
    }
  }
}

/// The labels of the vault. Each case needs both languages to compile.
enum ResponseLabel: CaseIterable, Sendable {
  case item, standing, taken, ended, owner, mode, accessed, modified, attributes, names, reason, advisory, operatorName
  case outcome, processes, undo, plan

  var text: LocalizedText {
    switch self {
    case .item: .init(en: "Item", de: "Eintrag")
    case .standing: .init(en: "State", de: "Stand")
    case .taken: .init(en: "Taken", de: "Verwahrt am")
    case .ended: .init(en: "Ended", de: "Beendet am")
    case .owner: .init(en: "Owner", de: "Besitzer")
    case .mode: .init(en: "Mode", de: "Rechte")
    case .accessed: .init(en: "Accessed", de: "Gelesen")
    case .modified: .init(en: "Modified", de: "Geändert")
    case .attributes: .init(en: "Attributes", de: "Attribute")
    case .names: .init(en: "Other names", de: "Weitere Namen")
    case .reason: .init(en: "Reason", de: "Begründung")
    case .advisory: .init(en: "Advisory", de: "Warnmeldung")
    case .operatorName: .init(en: "By", de: "Durch")
    case .outcome: .init(en: "Outcome", de: "Ergebnis")
    case .processes: .init(en: "Processes", de: "Prozesse")
    case .undo: .init(en: "Undo:", de: "Zurück:")
    case .plan: .init(en: "Would", de: "Würde")
    }
  }
}
