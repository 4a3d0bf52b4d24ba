internal import CordonInspect

/// The entries of an archive that tell what it is.
struct JavaEntries {
  /// A record of Maven, and the coordinates its path names.
  struct Pom {
    let entry: ZipEntry
    let group: String?
    let artifact: String?
    let isXML: Bool
  }

  /// Every `pom.properties`, and every `pom.xml` without one beside it.
  private(set) var poms: [Pom] = []
  private(set) var manifest: ZipEntry?

  init(_ archive: ZipArchive<FileSource>) {
    var models: [ZipEntry] = []
    var described: Set<ArraySlice<UInt8>> = []
    for entry in archive.entries {
      if archive.name(of: entry, endsWith: "/pom.properties") {
        let name: ArraySlice<UInt8> = archive.name(of: entry)
        guard JavaEntries.isMaven(name) else { continue }
        described.insert(name.dropLast("pom.properties".utf8.count))
        poms.append(JavaEntries.pom(entry, name, isXML: false))
      } else if archive.name(of: entry, endsWith: "/pom.xml") {
        models.append(entry)
      } else if archive.name(of: entry, endsWith: "META-INF/MANIFEST.MF"), entry.nameLength == 20 {
        manifest = entry
      }
    }
    for entry in models {
      let name: ArraySlice<UInt8> = archive.name(of: entry)
      guard JavaEntries.isMaven(name), !described.contains(name.dropLast("pom.xml".utf8.count)) else { continue }
      poms.append(JavaEntries.pom(entry, name, isXML: true))
    }
  }

  /// Whether an entry is an archive of Java itself, by its name.
  static func isArchive(_ archive: ZipArchive<FileSource>, _ entry: ZipEntry) -> Bool {
    archive.name(of: entry, endsWith: ".jar") || archive.name(of: entry, endsWith: ".war")
      || archive.name(of: entry, endsWith: ".ear") || archive.name(of: entry, endsWith: ".hpi")
      || archive.name(of: entry, endsWith: ".jpi")
  }

  private static func components(_ name: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    name.split(separator: 0x2F, omittingEmptySubsequences: false)
  }

  /// `META-INF/maven/GROUP/ARTIFACT/FILE`, also below `WEB-INF/classes` and its like.
  private static func isMaven(_ name: ArraySlice<UInt8>) -> Bool {
    let parts: ArraySlice<ArraySlice<UInt8>> = components(name).suffix(5)
    guard parts.count == 5, let first = parts.first else { return false }
    return first.elementsEqual("META-INF".utf8) && parts[parts.startIndex + 1].elementsEqual("maven".utf8)
  }

  private static func pom(_ entry: ZipEntry, _ name: ArraySlice<UInt8>, isXML: Bool) -> Pom {
    let parts: [String] = components(name).suffix(3).map { String(decoding: $0, as: UTF8.self) }
    return Pom(
      entry: entry, group: parts.first.flatMap(JavaCoordinates.filled),
      artifact: parts.dropFirst().first.flatMap(JavaCoordinates.filled), isXML: isXML)
  }
}
