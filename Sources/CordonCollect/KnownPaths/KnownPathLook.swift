internal import CordonModel

/// One search over one root.
struct KnownPathLook {
  let root: RootedDirectory
  let target: Target
  let options: KnownPathOptions
  private(set) var folders: FolderCache
  /// The folders of the users, relative to the root.
  private(set) var profiles: [[UInt8]] = []
  private(set) var sightings: [KnownPathSighting] = []
  private(set) var leftOut: [Coverage.Exclusion] = []
  private(set) var gaps = GapLedger()
  /// Places that are a gap already.
  private var refused: Set<[UInt8]> = []
  private var looksLeft: Int

  init(root: RootedDirectory, target: Target, options: KnownPathOptions) {
    self.root = root
    self.target = target
    self.options = options
    folders = FolderCache(root: root, rule: NameRule(target.platform), options: options)
    looksLeft = options.looks
  }

  /// One step of a path, in the form in which it is looked up.
  private enum Step {
    case name([UInt8], NameKey)
    case pattern(NamePattern)
    case folders
  }

  mutating func search(_ queries: [KnownPathQuery]) {
    var users = KnownPathProfiles(root: root, platform: target.platform, options: options)
    users.collect(&folders)
    profiles = users.places
    gaps.add(users.gaps)
    for query in queries {
      if let fault = query.pattern.fault {
        gaps.add(PrintablePath.text(Array(query.pattern.text.utf8)), .capabilityMissing, fault.detail)
      }
      var seen: Set<[UInt8]> = []
      for place in query.pattern.places {
        let steps: [Step] = place.parts.map(step)
        switch place.base {
        case .machine: descend(steps, from: [], query, &seen)
        case .profile: for profile in profiles { descend(steps, from: profile, query, &seen) }
        case .anywhere: leaveOut(query.pattern)
        }
      }
    }
    leftOut = Set(leftOut).sorted { $0.path < $1.path }
  }

  private mutating func leaveOut(_ pattern: PathPattern) {
    leftOut.append(
      .init(
        path: PrintablePath.text(Array(pattern.text.utf8)),
        why: "a name without a folder to begin with: only a look at every file finds it"))
  }

  private func step(_ part: PathPattern.Part) -> Step {
    guard case .name(let name) = part else { return .folders }
    guard name.isPlain else { return .pattern(name) }
    let bytes: [UInt8] = Array(name.text.utf8)
    return .name(bytes, NameKey(bytes, folders.rule))
  }

  /// Follows the steps from one folder on, all ways that fit.
  private mutating func descend(
    _ steps: [Step], from start: [UInt8], _ query: KnownPathQuery, _ seen: inout Set<[UInt8]>
  ) {
    var waiting: [(path: [UInt8], next: Int)] = [(start, 0)]
    var below: Int = 0
    while let (path, next) = waiting.popLast() {
      guard looksLeft > 0 else {
        if looksLeft == 0 { gap([], .scanPartial, "more than \(options.looks) places to be looked at") }
        looksLeft = -1
        return
      }
      looksLeft -= 1
      if next == steps.count {
        guard record(path, query, &seen) else { return }
        continue
      }
      switch steps[next] {
      case .name(let bytes, let key):
        for name in named(bytes, key, in: path, isLast: next + 1 == steps.count) {
          waiting.append((CaselessPath.join(path, name), next + 1))
        }
      case .pattern(let pattern):
        let found: FolderCache.Listing = listing(path)
        for (index, key) in found.keys.enumerated() where pattern.matches(key) {
          waiting.append((CaselessPath.join(path, found.names[index]), next + 1))
        }
      case .folders:
        below += 1
        guard below <= options.foldersBelow else {
          let text: String = PrintablePath.text(Array(query.pattern.text.utf8))
          return gap(start, .scanPartial, "\(text): more than \(options.foldersBelow) folders below")
        }
        waiting.append((path, next + 1))
        let found: FolderCache.Listing = listing(path)
        for (index, name) in found.names.enumerated() where found.isFolder[index] {
          waiting.append((CaselessPath.join(path, name), next))
        }
      }
    }
  }

  /// The spellings of a name in a folder.
  private mutating func named(_ name: [UInt8], _ key: NameKey, in path: [UInt8], isLast: Bool) -> [[UInt8]] {
    guard folders.rule == .exact else {
      let found: FolderCache.Listing = listing(path)
      return found.index[key, default: []].map { found.names[$0] }
    }
    let whole: [UInt8] = CaselessPath.join(path, name)
    switch folders.look(whole) {
    case .folder: return [name]
    case .other: return isLast ? [name] : []
    case .nothing: return []
    case .brokenLink:
      if isLast { return [name] }
      noteBroken(whole)
      return []
    case .failed(let failure):
      gap(path, failure)
      return []
    }
  }

  /// The names in a folder; none where there is none, or where it cannot be listed, which is a gap.
  private mutating func listing(_ path: [UInt8]) -> FolderCache.Listing {
    do throws(FileFailure) {
      let found: FolderCache.Listing = try folders.listing(path)
      if found.isCut { gap(path, .scanPartial, "more than \(options.folderEntries) entries") }
      return found
    } catch {
      switch error.errorNumber {
      case .noEntry, .link: if case .brokenLink = folders.look(path) { noteBroken(path) }
      case .notDirectory: break
      default: gap(path, error)
      }
      return FolderCache.Listing()
    }
  }

  /// A link to nowhere. On the running system nothing is there; on a mounted one something may be, on another disk.
  /// Windows has such links beside every folder that was renamed since XP.
  private mutating func noteBroken(_ path: [UInt8]) {
    guard target.kind == .root, target.platform != .windows else { return }
    gap(path, .scanPartial, "a link to nowhere: does what it leads to lie on another disk?")
  }

  // MARK: Results

  /// Keeps what lies at a path if the query means it; whether there is room for more.
  private mutating func record(_ path: [UInt8], _ query: KnownPathQuery, _ seen: inout Set<[UInt8]>) -> Bool {
    guard let own = KnownPathSearch.status(path, in: root) else { return true }
    var status: FileStatus? = own.status
    if own.status.isLink {
      do throws(FileFailure) { status = try root.openPlace(path).status() } catch { status = nil }
    }
    let isFolder: Bool = status?.isDirectory ?? false
    guard isFolder || !query.pattern.wantsFolder else { return true }
    let name: ArraySlice<UInt8> = path.suffix(from: path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0)
    let whole: [UInt8] = (own.folder == [0x2F] ? [] : own.folder) + [0x2F] + name
    guard !seen.contains(whole) else { return true }
    guard seen.count < options.matches else {
      let text: String = PrintablePath.text(Array(query.pattern.text.utf8))
      gap([], .scanPartial, "\(text): more than \(options.matches) places fit")
      return false
    }
    seen.insert(whole)
    sightings.append(
      KnownPathSighting(
        query: query.id, path: whole, isFolder: isFolder, identity: status?.identity,
        modified: status.map { Timestamp(secondsSinceEpoch: $0.modified) }, size: isFolder ? 0 : status?.size ?? 0))
    return true
  }

  private mutating func gap(_ path: [UInt8], _ failure: FileFailure) {
    guard refused.insert(path).inserted else { return }
    gaps.add(root.display(path), failure)
  }

  private mutating func gap(_ path: [UInt8], _ reason: UnknownReason, _ detail: String) {
    guard refused.insert(path + [0] + Array(detail.utf8)).inserted else { return }
    gaps.add(root.display(path), reason, detail)
  }
}
