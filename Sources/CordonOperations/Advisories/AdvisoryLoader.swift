internal import CordonCollect
internal import CordonIntel
package import CordonModel
internal import Foundation

/// Reads packs from the places they are found in.
package enum AdvisoryLoader {
  /// Loads everything in force.
  ///
  /// - Parameter files: Packs named on the command line; each must be readable.
  /// - Throws: ``CordonError`` when there is no installation (`configuration`) or a named file cannot be read at all.
  ///   A pack with errors in it is a problem of the library, never a throw.
  package static func load(places: AdvisoryPlaces, files: [String] = []) throws(CordonError) -> AdvisoryLibrary {
    guard let installation = places.installation else {
      throw CordonError(
        .configuration,
        "No built-in advisories were found beside the program. Install Cordon with `make install`, or name their "
          + "folder in CORDON_ADVISORIES.")
    }
    var library = AdvisoryLibrary()
    add(folder: installation, place: .installation, mustExist: true, to: &library)
    if let system = places.system { add(folder: system, place: .system, mustExist: false, to: &library) }
    if let user = places.user { add(folder: user, place: .user, mustExist: false, to: &library) }
    for file in files { try add(file: file, to: &library) }
    return library
  }

  /// Reads the named files alone: what `lint`, `test` and `diff` do with paths.
  package static func load(only files: [String]) throws(CordonError) -> AdvisoryLibrary {
    var library = AdvisoryLibrary()
    for file in files { try add(file: file, to: &library) }
    return library
  }

  private static func add(file: String, to library: inout AdvisoryLibrary) throws(CordonError) {
    let bytes: [UInt8] = try PackFile.read(file)
    library.add(PackReader.read(bytes, file: file), from: AdvisoryOrigin(place: .file, path: file), source: bytes)
  }

  private static func add(
    folder: String, place: AdvisoryOrigin.Place, mustExist: Bool, to library: inout AdvisoryLibrary
  ) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile && !mustExist {
      return
    } catch {
      library.add(
        unreadable: CordonError(
          .inputOutput, "The folder of advisories cannot be listed.", location: .init(file: folder), cause: "\(error)"),
        at: folder)
      return
    }
    for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      let path: String = folder + "/" + name
      do throws(CordonError) {
        let bytes: [UInt8] = try PackFile.read(path)
        let origin = AdvisoryOrigin(place: place, path: path)
        library.add(PackReader.read(bytes, file: path), from: origin, source: bytes)
      } catch {
        library.add(unreadable: error, at: path)
      }
    }
  }
}
