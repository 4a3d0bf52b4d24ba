internal import CordonModel

extension PackageFinder {
  mutating func examineProgram(_ name: [UInt8], in folder: Folder) {}
}
