internal import CordonModel

extension PackageFinder {
  mutating func examineYarnArchive(_ name: [UInt8], in folder: Folder) {}
}
