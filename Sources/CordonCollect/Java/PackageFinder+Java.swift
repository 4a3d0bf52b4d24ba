internal import CordonModel

extension PackageFinder {
  mutating func examineJavaArchive(_ name: [UInt8], in folder: Folder) {}
}
