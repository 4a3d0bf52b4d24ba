internal import CordonModel

extension PackageFinder {
  mutating func examineNuGetArchive(_ name: [UInt8], in folder: Folder) {}
  mutating func examineNuspec(_ name: [UInt8], in folder: Folder) {}
  mutating func examineDotnetDeps(_ name: [UInt8], in folder: Folder) {}
}
