internal import CordonModel

extension PackageFinder {
  mutating func examineInfoPlist(_ name: [UInt8], in folder: Folder) {}
}
