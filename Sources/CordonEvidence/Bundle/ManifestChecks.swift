internal import CordonModel

/// Holds the lines of one manifest against each other and against the keys: chain, order, seal, signature, validity.
struct ManifestChecks {
  private let reading: ManifestReading
  private let part: Int
  private let keys: [TrustedKey]

  init(_ reading: ManifestReading, part: Int, keys: [TrustedKey]) {
    self.reading = reading
    self.part = part
    self.keys = keys
  }

  /// Everything that is wrong.
  ///
  /// - Parameter before: the part before, when there is one.
  func defects(after before: BundleVerifier.PartEnd?) -> [BundleDefect] {
    var found: [BundleDefect] = []
    checkHead(after: before, &found)
    let isOrderly: Bool = checkOrder(&found)
    if isOrderly { checkChain(&found) }
    checkFiles(&found)
    checkSeal(&found)
    return found
  }

  private func checkHead(after before: BundleVerifier.PartEnd?, _ found: inout [BundleDefect]) {
    guard let head = reading.head else { return }
    func foreign(_ detail: String) { found.append(BundleDefect(.partForeign, part: part, detail: detail)) }
    if head.version < BundleFormat.version { foreign("there is no version \(head.version)") }
    if head.part != part { foreign("its manifest says it is part \(head.part)") }
    if let before, let bundle = before.bundle, bundle != head.bundle {
      foreign("it belongs to the bundle \(head.bundle)")
    }
    // The sum of what is missing is not known; that it is missing is said already.
    if part > 1, before == nil || before?.number != part - 1 || before?.lastLine == nil { return }
    let expected: Digest = before?.lastLine ?? ContentHash.zero
    if head.previous != expected { foreign("it does not follow on what stands before it") }
  }

  // MARK: Order

  /// Holds the ids against the places: what is missing, foreign, double or moved is named.
  ///
  /// - Returns: whether every id stands in its place. Only then does a broken link say that a line was changed.
  private func checkOrder(_ found: inout [BundleDefect]) -> Bool {
    let wanted: [EvidenceItem] = reading.items.map(\.item)
    let isRegular: Bool = reading.items.allSatisfy { $0.item.id == EvidenceItem.id(part: part, place: $0.place) }
    if isRegular { return true }
    let last: Int = reading.seal?.items ?? reading.entryCount
    var seen: Set<String> = []
    var highest: Int = 0
    for item in wanted {
      guard let number = place(of: item.id), number <= last else {
        found.append(BundleDefect(.entryAdded, part: part, item: item.id, detail: item.file))
        continue
      }
      guard seen.insert(item.id).inserted else {
        found.append(BundleDefect(.idDuplicated, part: part, item: item.id, detail: item.file))
        continue
      }
      if number < highest { found.append(BundleDefect(.entryMoved, part: part, item: item.id, detail: item.file)) }
      highest = max(highest, number)
    }
    // An unreadable line stands for an item, and is named as such already.
    let readable: Set<Int> = Set(reading.items.map(\.place))
    var missing: Int = 0
    var number: Int = 1
    // A seal may say any number: the list ends with what a verdict keeps.
    while number <= last, missing < BundleVerdict.defectLimit {
      let id: String = EvidenceItem.id(part: part, place: number)
      if !seen.contains(id), number > reading.entryCount || readable.contains(number) {
        missing += 1
        found.append(BundleDefect(.entryRemoved, part: part, item: id))
      }
      number += 1
    }
    return false
  }

  /// The number in an id of this part, written as it has to be.
  private func place(of id: String) -> Int? {
    let start: String = "E" + String(part) + "-"
    guard id.hasPrefix(start), let number = Int(id.dropFirst(start.count)), number >= 1,
      EvidenceItem.id(part: part, place: number) == id
    else { return nil }
    return number
  }

  // MARK: Chain

  /// One link that does not hold blames the line before it. Two in a row blame the line between them, for what was changed
  /// there is its own link.
  private func checkChain(_ found: inout [BundleDefect]) {
    let entries: [ManifestReading.Entry] = reading.items
    var index: Int = 0
    while index < entries.count {
      let entry: ManifestReading.Entry = entries[index]
      guard entry.item.previous != entry.lineBefore else {
        index += 1
        continue
      }
      if isFollowed(index) {
        found.append(blame(entry.place - 1, seenAt: entry.item.id))
        index += 1
      } else {
        found.append(blame(entry.place, seenAt: entry.item.id))
        index += 2
      }
    }
    if let seal = reading.seal, let line = reading.lineBeforeLast, seal.previous != line,
      !found.contains(where: { $0.item == EvidenceItem.id(part: part, place: reading.entryCount) })
    {
      found.append(blame(reading.entryCount, seenAt: "the seal"))
    }
  }

  /// Whether the next line names this one by its sum.
  private func isFollowed(_ index: Int) -> Bool {
    let entry: ManifestReading.Entry = reading.items[index]
    if index + 1 < reading.items.count { return reading.items[index + 1].item.previous == entry.line }
    guard entry.place == reading.entryCount, let seal = reading.seal else { return true }
    return seal.previous == entry.line
  }

  private func blame(_ place: Int, seenAt what: String) -> BundleDefect {
    guard place > 0 else {
      return BundleDefect(.entryChanged, part: part, detail: "the first line: \(what) does not follow on it")
    }
    let id: String = EvidenceItem.id(part: part, place: place)
    return BundleDefect(
      .entryChanged, part: part, item: id, detail: what == id ? "its link" : "\(what) does not follow on it")
  }

  private func checkFiles(_ found: inout [BundleDefect]) {
    var files: Set<String> = []
    files.reserveCapacity(reading.items.count)
    for entry in reading.items where !files.insert(entry.item.file).inserted {
      found.append(BundleDefect(.fileNamedTwice, part: part, item: entry.item.id, detail: entry.item.file))
    }
  }

  // MARK: Seal

  private func checkSeal(_ found: inout [BundleDefect]) {
    guard let seal = reading.seal, let head = reading.head else { return }
    func defect(_ kind: BundleDefect.Kind, _ detail: String) {
      found.append(BundleDefect(kind, part: part, detail: detail))
    }
    // The seal is what was signed, whatever stands before it now.
    if !head.signer.signed(ManifestLines.message(of: seal), signature: seal.signature) {
      defect(.signatureInvalid, "it is not that of \(name(of: head.signer))")
    } else if seal.previous != reading.lineBeforeLast || seal.items != reading.entryCount {
      defect(.signatureInvalid, "it is over other lines")
    }
    if seal.signed < head.made { defect(.signatureInvalid, "signed \(seal.signed.text), before it was made") }
    checkValidity(of: head.signer, at: seal.signed, &found)
    guard !keys.isEmpty else { return }
    let fingerprint: Digest? = head.signer.fingerprint
    guard let trusted = keys.first(where: { $0.fingerprint == fingerprint }) else {
      defect(.keyForeign, "signed by \(name(of: head.signer))")
      return
    }
    if case .key(let signer) = trusted, signer != head.signer { checkValidity(of: signer, at: seal.signed, &found) }
  }

  private func checkValidity(of signer: SignerKey, at time: Timestamp, _ found: inout [BundleDefect]) {
    if time < signer.notBefore {
      found.append(
        BundleDefect(
          .keyNotYetValid, part: part, detail: "signed \(time.text), valid from \(signer.notBefore.text)"))
    }
    if time > signer.notAfter {
      found.append(
        BundleDefect(.keyExpired, part: part, detail: "signed \(time.text), valid to \(signer.notAfter.text)"))
    }
  }

  private func name(of signer: SignerKey) -> String { signer.fingerprint?.hex ?? "no key" }
}
