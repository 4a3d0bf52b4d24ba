internal import CordonModel

extension PackageFinder {
  mutating func examineChromiumManifest(_ name: [UInt8], in folder: Folder) {}
  mutating func examineFirefoxExtensions(_ name: [UInt8], in folder: Folder) {}
}
