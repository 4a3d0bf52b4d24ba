internal import CordonModel

extension PackageFinder {
  mutating func examineAppImage(_ name: [UInt8], in folder: Folder) {}
}
