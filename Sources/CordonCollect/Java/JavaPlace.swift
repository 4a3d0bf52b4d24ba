internal import CordonModel

/// Where an archive lies: in a file, or in the archives in a file.
struct JavaPlace {
  /// `outer.jar!/inner/x.jar`, printable.
  let location: String
  /// The last component, printable.
  let fileName: String
  /// What the place of the file itself tells.
  let repository: JavaCoordinates?

  /// A file.
  init(location: String, file: [UInt8], folder: [UInt8]) {
    self.location = location
    fileName = PrintablePath.text(file)
    let above: [String] = folder.split(separator: 0x2F).suffix(24).map { PrintablePath.text($0) }
    repository = RepositoryPlace.coordinates(above + [fileName])
  }

  private init(location: String, fileName: String) {
    self.location = location
    self.fileName = fileName
    repository = nil
  }

  /// An archive inside, by the names that lead to it. Names are shown up to `nameLimit` bytes each.
  func inside(_ trail: [[UInt8]], nameLimit: Int) -> JavaPlace {
    guard let last = trail.last else { return self }
    let names: [String] = trail.map { name in
      PrintablePath.text(name.prefix(nameLimit)) + (name.count > nameLimit ? "…" : "")
    }
    let fileName: ArraySlice<UInt8> = last.suffix(from: last.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0)
    return JavaPlace(
      location: location + "!/" + names.joined(separator: "!/"),
      fileName: PrintablePath.text(fileName.prefix(nameLimit)))
  }
}
