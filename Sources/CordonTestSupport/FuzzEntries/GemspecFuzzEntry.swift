internal import CordonCollect

extension FuzzEntry {
  package static let gemspec = FuzzEntry(name: "gemspec") { bytes in
    _ = Gemspec(bytes, nameLimit: 1_024)
    _ = Gemspec.identity(inFileName: String(decoding: bytes, as: UTF8.self))
  }
}
