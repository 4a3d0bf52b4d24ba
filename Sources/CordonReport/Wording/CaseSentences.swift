internal import CordonModel

/// The sentences of the report of a case, each whole in each language. Names come in already inert.
enum CaseSentences {
  static func title(target: String) -> LocalizedText {
    .init(en: "Cordon: report on \(target)", de: "Cordon: Bericht zu \(target)")
  }

  static let nothingRetold = LocalizedText(
    en: "Because something is wrong with the evidence, none of it is retold here.",
    de: "Weil mit den Beweisstücken etwas nicht stimmt, wird hier nichts aus ihnen wiedergegeben.")

  static let noCheck = LocalizedText(
    en: "This bundle holds no check, so there is nothing to report on.",
    de: "Dieses Bündel enthält keine Prüfung; es gibt nichts zu berichten.")

  static let nothingToContain = LocalizedText(
    en: "Nothing was found that would have to be contained.", de: "Es wurde nichts gefunden, was einzudämmen wäre.")

  static let noMeasures = LocalizedText(
    en: "Not shown: this bundle holds no evidence of any measure.",
    de: "Nicht belegt: Dieses Bündel enthält keinen Nachweis einer Maßnahme.")

  static let measuresOfBundle = LocalizedText(
    en: "The bundle holds what was looked at and found. It holds no record of measures.",
    de: "Das Bündel enthält, was geprüft und gefunden wurde. Aufzeichnungen über Maßnahmen enthält es nicht.")

  static let howToVerify = LocalizedText(
    en:
      "This report was made from the bundle alone. Whoever has the bundle and Cordon can verify it without a network. "
      + "Compare the fingerprint of the signer with one that reached you another way.",
    de: """
      Dieser Bericht entstand allein aus dem Bündel. Wer das Bündel und Cordon hat, kann es ohne Netz nachprüfen. \
      Vergleichen Sie den Fingerabdruck des Unterzeichners mit einem, den Sie auf anderem Weg erhalten haben.
      """)

  static func moreItems(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 more item; the manifest names it.", de: "1 weiteres Beweisstück; das Verzeichnis nennt es."),
      other: .init(
        en: "\(count.en) more items; the manifest names them.",
        de: "\(count.de) weitere Beweisstücke; das Verzeichnis nennt sie."))
  }
}
