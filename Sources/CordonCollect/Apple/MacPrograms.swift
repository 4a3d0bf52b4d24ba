internal import CordonInspect
internal import CordonModel

/// What a macOS system has written down of installations: the receipts of installer packages, the installer's history, and
/// the kegs of Homebrew. Applications themselves are met by the walk.
enum MacPrograms {
  static func collect(into finder: inout PackageFinder) {
    finder.noteMissingData()
    finder.examineReceipts()
    finder.examineInstallHistory()
    for cellar in ["opt/homebrew/Cellar", "usr/local/Cellar"] { finder.examineCellar(cellar) }
  }
}

extension PackageFinder {
  private static let receipts: String = "private/var/db/receipts"
  private static let history: String = "Library/Receipts/InstallHistory.plist"

  /// Since macOS 10.15 the system and everything else lie on two volumes. Of the system's alone one must not say that
  /// nothing is installed.
  fileprivate mutating func noteMissingData() {
    if root.exists(PackageFinder.receipts) || root.exists(PackageFinder.history) { return }
    self[.programs].gaps.add(
      root.display(""), .scanPartial, "no record of any installation: is the volume with the data missing?")
  }

  /// `private/var/db/receipts/*.plist`: one for each installer package, in its latest version.
  fileprivate mutating func examineReceipts() {
    let folder: String = PackageFinder.receipts
    for name in entries(of: folder) where name.suffix(6).elementsEqual(".plist".utf8) {
      let path: [UInt8] = Array(folder.utf8) + [0x2F] + name
      guard let receipt = propertyList(at: path) else { continue }
      guard let identifier = receipt.text("PackageIdentifier") else {
        self[.programs].gaps.add(root.display(path), .scanError, "a receipt without PackageIdentifier")
        continue
      }
      let date: Timestamp? = time(receipt.date("InstallDate"))
      keepForeign(
        ForeignProgram(
          name: identifier, version: receipt.text("PackageVersion"), location: root.display(path), installedAt: date,
          updatedAt: date, foundBy: .installReceipt))
    }
  }

  /// `Library/Receipts/InstallHistory.plist`: every installation there was. The latest of each name is listed; what it
  /// replaced is not there any more.
  fileprivate mutating func examineInstallHistory() {
    let path: [UInt8] = Array(PackageFinder.history.utf8)
    guard let history = propertyList(at: path) else { return }
    guard case .array(let entries) = history else {
      return self[.programs].gaps.add(root.display(path), .scanError, "the history is no list")
    }
    var latest: [String: PropertyList] = [:]
    for entry in entries {
      guard let name = entry.text("displayName") else { continue }
      let isLater: Bool = (latest[name]?.date("date") ?? .min) <= entry.date("date") ?? .min
      if isLater { latest[name] = entry }
    }
    for (name, entry) in latest.sorted(by: { $0.key < $1.key }) {
      let date: Timestamp? = time(entry.date("date"))
      keepForeign(
        ForeignProgram(
          name: name, version: entry.text("displayVersion"), location: root.display(path), installedAt: date,
          updatedAt: date, foundBy: .installReceipt))
    }
  }

  /// `Cellar/NAME/VERSION`: Homebrew keeps each formula and version in a folder of its own.
  fileprivate mutating func examineCellar(_ cellar: String) {
    for formula in entries(of: cellar) where formula.first != 0x2E {
      let keg: [UInt8] = Array(cellar.utf8) + [0x2F] + formula
      for version in entries(of: String(decoding: keg, as: UTF8.self)) where version.first != 0x2E {
        let path: [UInt8] = keg + [0x2F] + version
        keepForeign(
          ForeignProgram(
            name: PrintablePath.text(formula), version: PrintablePath.text(version), location: root.display(path),
            foundBy: .programFolder))
      }
    }
  }

  /// The names in a folder, none when it is not there.
  private mutating func entries(of folder: String) -> [[UInt8]] {
    do throws(FileFailure) {
      let place = try root.openDirectory(folder)
      let found: (names: [[UInt8]], isCut: Bool) = try DirectoryReader().names(
        in: place.number, limit: options.windowsFolderEntries)
      if found.isCut {
        self[.programs].gaps.add(
          root.display(folder), .scanPartial, "more than \(options.windowsFolderEntries) entries")
      }
      return found.names
    } catch {
      if error.errorNumber != .noEntry, error.errorNumber != .notDirectory {
        self[.programs].gaps.add(root.display(folder), error)
      }
      return []
    }
  }

  /// A property list of the system, `nil` with a gap when it cannot be read, without one when it is not there.
  private mutating func propertyList(at path: [UInt8]) -> PropertyList? {
    do throws(FileFailure) {
      let file = try root.openFile(path)
      return try PackageFinder.propertyList(
        BoundedReader.whole(file, limit: options.propertyListBytes).bytes, options)
    } catch {
      if error.errorNumber != .noEntry { self[.programs].gaps.add(root.display(path), error) }
      return nil
    }
  }
}
