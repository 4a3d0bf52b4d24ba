internal import CordonModel

/// AppImages: one file that holds a whole program. Its name says what it is; what is packed inside is not read.
extension PackageFinder {
  mutating func examineAppImage(_ name: [UInt8], in folder: Folder) {
    let place: String = location(of: name, in: folder)
    do throws(FileFailure) {
      let file: Descriptor = try open(name, in: folder)
      let start: FileContent = try BoundedReader.read(file, limit: 16)
      guard AppImageMark.isPresent(in: start.bytes) else { return }
      let label = ProgramLabel(PrintablePath.text(name.dropLast(9)))
      keepProgram(
        DatedRecord(ProgramRecord(name: label.name, version: label.version), time(start.status.modified)),
        location: place, foundBy: .appImage)
      if label.version == nil {
        self[.programs].gaps.add(place, .capabilityMissing, "an AppImage whose name lacks the version is not read")
      } else {
        self[.programs].leftOut.append(.init(path: place, why: "AppImage: what is packed inside is not read"))
      }
    } catch {
      self[.programs].gaps.add(place, error)
    }
  }
}

/// The mark of an AppImage: `AI` and the type, in the padding of the ELF header. Source: AppImage specification.
package enum AppImageMark {
  package static func isPresent(in bytes: [UInt8]) -> Bool {
    bytes.count >= 11 && bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) && bytes[8] == 0x41 && bytes[9] == 0x49
      && (bytes[10] == 1 || bytes[10] == 2)
  }
}
