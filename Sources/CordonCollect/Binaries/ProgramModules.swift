internal import CordonInspect
internal import CordonVersions

/// What a program says it was built from, as package URLs.
struct ProgramModules {
  /// A module or crate in the program.
  struct Module: Hashable {
    let purl: PackageURL
    let name: String
    let version: String?
    let isFromGo: Bool
  }

  /// Each once, in the order of the file.
  private(set) var modules: [Module] = []
  /// What could not be looked at, each a sentence for a coverage gap.
  private(set) var faults: [String] = []
  private var seen: Set<PackageURL> = []
  private let options: InventoryOptions

  /// Looks into a program, or into each that a macOS file holds; nothing is found in any other file.
  init(_ source: some ByteSource, options: InventoryOptions) {
    self.options = options
    if let image = ExecutableImage(source, limit: options.programSections) {
      look(image, source)
      return
    }
    for program in UniversalBinary.programs(in: source) {
      let slice = SliceSource(source, start: program.offset, size: program.size)
      if let image = ExecutableImage(slice, limit: options.programSections) { look(image, slice) }
    }
  }

  private mutating func look(_ image: ExecutableImage, _ source: some ByteSource) {
    if let fault = image.fault { note(fault) }
    do throws(BuildInfoFault) {
      let limits = GoBuildInfo.Limits(
        text: options.goBuildInfoBytes, name: options.nameBytes, entries: options.packages)
      if let info = try GoBuildInfo.find(in: image, of: source, limits: limits) { take(info) }
    } catch {
      note(error.detail)
    }
    if let section = image.section(".dep-v0") { takeRust(section, source) }
  }

  private mutating func take(_ info: GoBuildInfo) {
    if info.unreadLines > 0 { note("\(info.unreadLines) lines of the build information of Go are not understood") }
    add("golang", "stdlib", info.libraryVersion)
    for found in (info.main.map { [$0] } ?? []) + info.dependencies {
      // What stands in a local folder has a name that is known, and a content that is not.
      guard let other = found.replacement, other.version != nil else {
        add("golang", found.module.path, found.replacement == nil ? found.module.version : nil)
        continue
      }
      add("golang", other.path, other.version)
    }
  }

  private mutating func takeRust(_ section: ExecutableImage.Section, _ source: some ByteSource) {
    let list: String = "the list of crates in a Rust program: "
    guard section.size <= options.rustAuditBytes else {
      return note(list + "larger than the limit of \(options.rustAuditBytes) bytes")
    }
    do throws(ZlibStream.Fault) {
      let packed: [UInt8] = source.bytes(at: section.offset, count: section.size)
      let data = RustAuditData(
        try ZlibStream.content(of: packed, limit: options.rustAuditBytes), depthLimit: options.jsonDepth,
        nameLimit: options.nameBytes, entryLimit: options.packages)
      if let fault = data.fault { note(list + fault.detail) }
      if data.unnamed > 0 { note("\(data.unnamed) crates without a name") }
      for crate in data.crates { add("cargo", crate.name, crate.version) }
    } catch {
      note(list + error.detail)
    }
  }

  /// Keeps a module. Its text comes from the file: what no package URL can hold is a gap.
  private mutating func add(_ type: String, _ name: String, _ version: String?) {
    do throws(VersionError) {
      let isPath: Bool = type == "golang"
      let slash: String.Index? = isPath ? name.lastIndex(of: "/") : nil
      let purl = try PackageURL(
        type: type, namespace: slash.map { String(name[..<$0]) },
        name: slash.map { String(name[name.index(after: $0)...]) } ?? name, version: version, strictness: .lenient)
      guard seen.insert(purl).inserted else { return }
      modules.append(Module(purl: purl, name: name, version: version, isFromGo: isPath))
    } catch {
      note("a name that cannot be written as a package URL: \(error.reason)")
    }
  }

  private mutating func note(_ fault: String) {
    if faults.count < 8, !faults.contains(fault) { faults.append(fault) }
  }
}
