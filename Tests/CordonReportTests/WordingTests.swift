internal import CordonModel
internal import Testing

@testable internal import CordonReport

/// Both languages are there by construction; these tests hold them to being two languages, and whole sentences.
struct WordingTests {
  /// Words that are the same in both languages.
  private static let shared: Set<String> = [
    "Linux", "Windows", "macOS", "CVSS", "BSI", "Rev", "Version", "SHA-256", "Container", "Client",
  ]

  private static let fixed: [LocalizedText] =
    SectionTitle.allCases.map(\.text) + FieldLabel.allCases.map(\.text) + AdvisoryLabel.allCases.map(\.text)
    + RecognitionLabel.allCases.map(\.text) + Remark.allCases.map(\.text) + Verdict.allCases.map(\.word)
    + CheckKind.allCases.map(\.word) + Coverage.State.allCases.map(\.word) + Assessment.Axis.allCases.map(\.word)
    + Platform.allCases.map(\.word) + TargetKind.allCases.map(\.word) + Advisory.Category.allCases.map(\.word)
    + Confidence.allCases.map(\.word) + NetworkIndicator.Block.allCases.map(\.word) + FileVerdict.allCases.map(\.word)
    + UnknownReason.allCases.flatMap { [$0.sentence, $0.targetSentence, $0.word, $0.remedy] }
    + Match.Reason.allCases.map(\.sentence)
    + AdvisoryChange.Kind.allCases.map(\.word) + InventoryLabel.allCases.map(\.text)
    + DifferenceRemark.allCases.map(\.text) + InventoryDifference.Direction.allCases.map(\.word)
    + EvidenceLabel.allCases.map(\.text) + BundleDefect.Kind.allCases.map(\.word)
    + [
      EvidenceSentences.genuine, EvidenceSentences.intact, EvidenceSentences.incomplete, EvidenceSentences.endUnknown,
      CaseSentences.nothingRetold, CaseSentences.noCheck, CaseSentences.nothingToContain, CaseSentences.noMeasures,
      CaseSentences.measuresOfBundle, CaseSentences.howToVerify,
    ]

  @Test func everyTextIsThereInBothLanguages() {
    for text in WordingTests.fixed {
      for part in [text.en, text.de] {
        #expect(!part.isEmpty)
        #expect(part.first != " " && part.last != " ", "\(part)")
        #expect(InertText(part).text == part)
      }
      #expect(text.en != text.de || WordingTests.shared.contains(text.en), "not translated: \(text.en)")
    }
  }

  @Test func verdictWordsAreThoseOfTheDesign() {
    let words: [String] = Verdict.allCases.sorted(by: >).map(\.word.de)
    #expect(words == ["Betroffen", "Verdacht", "Unbekannt", "Bereinigt", "Nicht betroffen"])
  }

  @Test func peopleAreAddressedFormally() {
    let informal: [String] = [" du ", " dein", " dir ", " euch", "Du ", "Dein"]
    for text in WordingTests.fixed {
      for word in informal { #expect(!text.de.contains(word), "\(text.de)") }
    }
  }

  /// Sentences with a number: one and other differ, the number is there in the digits of the language.
  @Test func numbersHaveTwoForms() {
    let name: LocalizedText = LocalizedText(en: "x", de: "x")
    let sentences: [(Count) -> LocalizedText] = [
      { CheckSentences.affected($0, of: Count(5_000), name, ids: name) },
      { CheckSentences.suspected($0, of: Count(5_000), name, ids: name) },
      { CheckSentences.unknown($0, of: Count(5_000), ids: name) },
      { CheckSentences.unknownBesideClean($0, clean: Count(3), of: Count(5_000), ids: name) },
      { CheckSentences.platformNotConcerned($0, platform: name) }, DetailSentences.moreMatches,
      DetailSentences.morePlaces, DetailSentences.packages, { DetailSentences.later(name, advisories: $0) },
      DetailSentences.cleanLimits, AdvisorySentences.count, { InventorySentences.complete($0, name) },
      { InventorySentences.incomplete($0, name) }, InventorySentences.note,
      { DifferenceSentences.unknownToOld(type: "x", $0) }, { DifferenceSentences.unknownToNew(type: "x", $0) },
      DifferenceSentences.withoutPurl, DifferenceSentences.passedOver, DifferenceSentences.unreadable,
      EvidenceSentences.manipulated, EvidenceSentences.drafts, EvidenceSentences.moreDefects, CaseSentences.moreItems,
      { EvidenceSentences.kept($0, place: "x", part: Count(2)) },
      { EvidenceSentences.contents(items: $0, parts: Count(2), bytes: "x") },
    ]
    for sentence in sentences {
      let one: LocalizedText = sentence(Count(1))
      let many: LocalizedText = sentence(Count(1_204))
      #expect(many.en.contains("1,204") && many.de.contains("1.204"), "\(many)")
      #expect(one.de != many.de.replacing("1.204", with: "1"), "no singular: \(one.de)")
      #expect(one.en != many.en && one.en != one.de)
    }
  }

  @Test(arguments: [
    (0, "0", "0"), (999, "999", "999"), (1_000, "1,000", "1.000"), (1_234_567, "1,234,567", "1.234.567"),
    (-12_345, "-12,345", "-12.345"), (Int.min, "-9,223,372,036,854,775,808", "-9.223.372.036.854.775.808"),
  ])
  func digitsAreGrouped(value: Int, en: String, de: String) {
    #expect(Count(value).en == en)
    #expect(Count(value).de == de)
  }

  @Test(
    arguments: [
      (-5, "0 s"), (0, "0 s"), (119, "119 s"), (120, "2 min"), (7_199, "119 min"), (7_200, "2 h"), (172_800, "2 d"),
      (Int64.max, "106751991167300 d"),
    ] as [(Int64, String)])
  func agesAreShort(seconds: Int64, text: String) { #expect(CheckPage.ageText(seconds) == text) }
}
