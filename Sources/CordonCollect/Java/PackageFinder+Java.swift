internal import CordonInspect
internal import CordonModel
internal import CordonVersions

/// Java: jars, wars, ears and plugins, and the archives inside them.
///
/// What an archive says of itself counts in this order: every `pom.properties` (a shaded archive has several), a
/// `pom.xml` without one, the place in a local repository, the manifest, the file name. Both dates are when the file
/// was last changed.
extension PackageFinder {
  mutating func examineJavaArchive(_ name: [UInt8], in folder: Folder) {
    let outer = JavaPlace(location: location(of: name, in: folder), file: name, folder: root.absolute(folder.path))
    do throws(FileFailure) {
      let file: Descriptor = try open(name, in: folder)
      let before: FileStatus = try file.status()
      let date: Timestamp? = time(before.modified) ?? time(before.born) ?? time(before.changed)
      var walk = ArchiveWalk(try FileSource(file), limits: options.archives, isArchive: JavaEntries.isArchive)
      while let visit = walk.next() {
        let place: JavaPlace = outer.inside(visit.trail, nameLimit: options.nameBytes)
        switch visit.outcome {
        case .success(let archive): examine(archive, &walk, at: place, date: date)
        case .failure(let failure): noteUnread(failure, at: place)
        }
      }
      let after: FileStatus = try file.status()
      guard after.size == before.size, after.modified == before.modified, after.changed == before.changed else {
        throw FileFailure(reason: .scanPartial, detail: "changed while being read")
      }
    } catch {
      self[.javaArchives].gaps.add(outer.location, error)
    }
  }

  private typealias Archive = ZipArchive<FileSource>

  private mutating func noteUnread(_ failure: ZipFailure, at place: JavaPlace) {
    // Java cannot load such a file either: there is nothing in it.
    if failure.kind == .notAnArchive { return }
    self[.javaArchives].gaps.add(place.location, failure.reason, failure.detail)
  }

  private mutating func examine(
    _ archive: Archive, _ walk: inout ArchiveWalk<FileSource>, at place: JavaPlace, date: Timestamp?
  ) {
    if let fault = archive.fault { noteUnread(fault, at: place) }
    let entries = JavaEntries(archive)
    var found: [JavaCoordinates] = poms(entries, of: archive, &walk, at: place)
    var vendor: String?
    if found.isEmpty {
      var evidence = JavaEvidence(file: JavaFileName.coordinates(place.fileName))
      evidence.place = place.repository
      evidence.manifest = entries.manifest.flatMap { manifest($0, of: archive, &walk, at: place) }
      found = [evidence.coordinates]
      vendor = evidence.vendor
    }
    for coordinates in found { keepJava(coordinates, vendor: vendor, at: place.location, date: date) }
  }

  /// What Maven wrote down, each coordinates once.
  private mutating func poms(
    _ entries: JavaEntries, of archive: Archive, _ walk: inout ArchiveWalk<FileSource>, at place: JavaPlace
  ) -> [JavaCoordinates] {
    var found: [JavaCoordinates] = []
    var known: Set<JavaCoordinates> = []
    let file: JavaCoordinates = JavaFileName.coordinates(place.fileName)
    for pom in entries.poms {
      guard let content = content(of: pom.entry, of: archive, &walk, at: place) else { continue }
      var (group, artifact): (String?, String?) = (pom.group, pom.artifact)
      var version: String?
      if pom.isXML {
        let (own, number): (String?, String?) = PomXML.coordinates(content.bytes, nameLimit: options.nameBytes)
        (group, version) = (group ?? own, number)
      } else {
        let properties = PomProperties(content.bytes, nameLimit: options.nameBytes)
        (group, artifact) = (properties.group ?? group, properties.artifact ?? artifact)
        version = properties.version
      }
      guard let artifact else { continue }
      if version == nil, file.artifact == artifact { version = file.version }
      let one = JavaCoordinates(group: group, artifact: artifact, version: version)
      if known.insert(one).inserted { found.append(one) }
    }
    return found
  }

  private mutating func manifest(
    _ entry: ZipEntry, of archive: Archive, _ walk: inout ArchiveWalk<FileSource>, at place: JavaPlace
  ) -> JavaManifest? {
    content(of: entry, of: archive, &walk, at: place).map {
      JavaManifest($0.bytes, nameLimit: options.nameBytes, isCut: $0.isCut)
    }
  }

  /// The beginning of a small file of the archive; one that cannot be read is a gap.
  private mutating func content(
    of entry: ZipEntry, of archive: Archive, _ walk: inout ArchiveWalk<FileSource>, at place: JavaPlace
  ) -> ZipContents? {
    do throws(ZipFailure) {
      let content: ZipContents = try walk.read(entry, of: archive, limit: options.javaMetadataBytes, orCut: true)
      if !content.isIntact {
        self[.javaArchives].gaps.add(place.location, .scanError, "the checksum of its metadata is wrong")
      }
      return content
    } catch {
      noteUnread(error, at: place)
      return nil
    }
  }

  private mutating func keepJava(
    _ found: JavaCoordinates, vendor: String?, at location: String, date: Timestamp?
  ) {
    do throws(VersionError) {
      let classifier: [PackageURL.Qualifier] =
        found.classifier.map { [PackageURL.Qualifier(key: "classifier", value: $0)] } ?? []
      let purl = try PackageURL(
        type: "maven", namespace: found.group, name: found.artifact, version: found.version, qualifiers: classifier,
        strictness: .lenient)
      let package = SoftwarePackage(
        purl: purl, name: found.name, version: found.version, vendor: vendor, location: location, installedAt: date,
        updatedAt: date, foundBy: .javaArchive)
      keep(package, for: .javaArchives)
    } catch {
      self[.javaArchives].gaps.add(
        location, .scanError, "a name that cannot be written as a package URL: \(error.reason)")
    }
  }
}
