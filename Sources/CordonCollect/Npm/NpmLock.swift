/// The packages that a `package-lock.json` or `npm-shrinkwrap.json` (version 1, 2 or 3) writes down.
package struct NpmLock: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var name: String
    /// `nil` when the entry is not a release of the registry (a git address, a folder).
    package var version: String?
  }

  /// Each name and version once, in the order of the file.
  package private(set) var entries: [Entry] = []
  /// Why the file could not be read to its end; what stood before it is kept.
  package private(set) var fault: JSONFault?

  /// What the bracket that is open means.
  private enum Place: Equatable {
    case top, packages, dependencies, ignored
    /// An entry, with the name its key gives it; `nil` for what is no installed package.
    case package(String?), dependency(String)
  }

  private struct Draft {
    var name: String?
    var version: String?
    var isLink: Bool = false
  }

  private struct Limits {
    let name: Int
    let entries: Int
  }

  package init(_ bytes: [UInt8], depthLimit: Int, nameLimit: Int, entryLimit: Int) {
    var reader = JSONPull(bytes, depthLimit: depthLimit)
    var builder = Builder(limits: Limits(name: nameLimit, entries: entryLimit))
    do throws(JSONFault) {
      guard try reader.next() == .beginObject else { throw reader.fault("the file holds no object") }
      builder.open(.top)
      while try builder.step(&reader) {}
    } catch {
      fault = error
    }
    // Version 2 holds both; the second is there for old programs, and counts where the first names nothing.
    entries = builder.packages.isEmpty ? builder.dependencies : builder.packages
  }

  /// The state of one pass over the tokens; a stack instead of recursion.
  private struct Builder {
    let limits: Limits
    var packages: [Entry] = []
    var dependencies: [Entry] = []
    private var seen: Set<Entry> = []
    private var places: [(place: Place, draft: Draft)] = []

    init(limits: Limits) { self.limits = limits }

    mutating func open(_ place: Place) { places.append((place, Draft())) }

    /// Reads one field or closes one bracket; `false` once the file is over.
    mutating func step(_ reader: inout JSONPull) throws(JSONFault) -> Bool {
      switch try reader.next() {
      case .end: return false
      case .endObject, .endArray: try close(reader)
      case .key(let key): try field(key, &reader)
      case .beginObject, .beginArray: open(.ignored)
      case .string, .scalar: break
      }
      return true
    }

    private mutating func field(_ key: JSONPull.Text, _ reader: inout JSONPull) throws(JSONFault) {
      guard let place = places.last?.place else { return }
      switch place {
      case .ignored: try reader.skipValue()
      case .top:
        if reader.equals(key, "packages") {
          // The two lists are told apart: whichever comes first must not hide entries of the other.
          seen.removeAll()
          try enter(.packages, &reader)
        } else if reader.equals(key, "dependencies") {
          try enter(.dependencies, &reader)
        } else {
          try reader.skipValue()
        }
      case .packages:
        guard let path = reader.decode(key, limit: 32_768) else { throw reader.fault("a package path is too long") }
        try enter(.package(Builder.name(inPath: path)), &reader)
      case .dependencies:
        guard let name = reader.decode(key, limit: limits.name) else { throw reader.fault("a name is too long") }
        try enter(.dependency(name), &reader)
      case .package, .dependency: try property(key, &reader)
      }
    }

    private mutating func property(_ key: JSONPull.Text, _ reader: inout JSONPull) throws(JSONFault) {
      let isName: Bool = reader.equals(key, "name")
      if isName || reader.equals(key, "version") {
        let level: Int = reader.depth
        if case .string(let text) = try reader.next() {
          guard let value = reader.decode(text, limit: limits.name) else {
            throw reader.fault("a name or version is too long")
          }
          if isName {
            places[places.count - 1].draft.name = value
          } else {
            places[places.count - 1].draft.version = value
          }
        } else {
          while reader.depth > level { _ = try reader.next() }
        }
      } else if reader.equals(key, "link") {
        try reader.skipValue()
        places[places.count - 1].draft.isLink = reader.endsWithTrue
      } else if case .dependency = places[places.count - 1].place, reader.equals(key, "dependencies") {
        try enter(.dependencies, &reader)
      } else {
        try reader.skipValue()
      }
    }

    /// Goes into the object that comes next; anything else is skipped.
    private mutating func enter(_ place: Place, _ reader: inout JSONPull) throws(JSONFault) {
      switch try reader.next() {
      case .beginObject: open(place)
      case .beginArray: open(.ignored)
      default: break
      }
    }

    private mutating func close(_ reader: JSONPull) throws(JSONFault) {
      guard let (place, draft) = places.popLast(), !draft.isLink else { return }
      switch place {
      case .package(.some(let name)):
        try keep(Entry(name: draft.name ?? name, version: draft.version), in: \.packages, reader)
      case .dependency(let name):
        try keep(Builder.entry(name: name, version: draft.version), in: \.dependencies, reader)
      default: break
      }
    }

    private mutating func keep(
      _ entry: Entry, in list: WritableKeyPath<Builder, [Entry]>, _ reader: JSONPull
    ) throws(JSONFault) {
      // Both lists of a version 2 file count here; each entry of the second repeats one of the first.
      guard packages.count + dependencies.count < limits.entries else {
        throw reader.fault("more than \(limits.entries) packages")
      }
      if packages.isEmpty || list == \.packages, seen.insert(entry).inserted { self[keyPath: list].append(entry) }
    }

    /// The name in a path such as `node_modules/a/node_modules/@b/c`; `nil` for the project and its workspaces.
    private static func name(inPath path: String) -> String? {
      let parts: [Substring] = path.split(separator: "/", omittingEmptySubsequences: true)
      guard let folder = parts.lastIndex(of: "node_modules"), folder + 1 < parts.count else { return nil }
      return parts[(folder + 1)...].joined(separator: "/")
    }

    /// Version 1 writes an alias as `npm:real-name@1.0.0`, and an address where there is no release.
    private static func entry(name: String, version: String?) -> Entry {
      guard let version else { return Entry(name: name, version: nil) }
      if version.hasPrefix("npm:") {
        let target: Substring = version.dropFirst(4)
        if let at = target.lastIndex(of: "@"), at != target.startIndex {
          return Entry(name: String(target[..<at]), version: String(target[target.index(after: at)...]))
        }
      }
      return Entry(name: name, version: version.utf8.contains(0x3A) ? nil : version)
    }
  }
}
