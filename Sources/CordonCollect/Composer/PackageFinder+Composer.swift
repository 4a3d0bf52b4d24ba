internal import CordonModel

extension PackageFinder {
  mutating func examineComposerInstalled(_ name: [UInt8], in folder: Folder) {}
  mutating func examineComposerLock(_ name: [UInt8], in folder: Folder) {}
}
