internal import CordonInspect

extension FuzzEntry {
  /// Any bytes as the section of a Go program, and as its list of modules.
  package static let goBuildInfo = FuzzEntry(name: "go-build-info") { bytes in
    _ = GoBuildInfo(goVersion: "go1.22", modules: bytes[...], nameLimit: 256, entryLimit: 100)
    let source = MemorySource(SampleProgram([.init(".go.buildinfo", bytes)]).elf())
    guard let image = ExecutableImage(source, limit: 10) else { return }
    let limits = GoBuildInfo.Limits(text: 65_536, name: 256, entries: 100)
    _ = try? GoBuildInfo.find(in: image, of: source, limits: limits)
  }
}
