internal import CordonModel

extension PackageFinder {
  mutating func examineGemspec(_ name: [UInt8], in folder: Folder) {}
}
