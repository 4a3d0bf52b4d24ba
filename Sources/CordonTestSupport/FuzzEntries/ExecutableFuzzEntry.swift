internal import CordonInspect

extension FuzzEntry {
  /// Any bytes as a program: no section or region reaches beyond the file.
  package static let executable = FuzzEntry(name: "executable") { bytes in
    let source = MemorySource(bytes)
    for program in UniversalBinary.programs(in: source) {
      _ = ExecutableImage(SliceSource(source, start: program.offset, size: program.size), limit: 100)
    }
    guard let image = ExecutableImage(source, limit: 1_000) else { return }
    precondition(image.sections.allSatisfy { $0.offset >= 0 && $0.size >= 0 && $0.offset + $0.size <= bytes.count })
    precondition(image.regions.allSatisfy { $0.offset >= 0 && $0.size >= 0 && $0.offset + $0.size <= bytes.count })
    for region in image.regions { _ = image.place(of: region.address) }
  }
}
