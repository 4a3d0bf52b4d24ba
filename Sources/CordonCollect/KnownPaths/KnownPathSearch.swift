package import CordonModel

/// Looks up the places that advisories name, of one system and of each of its users.
///
/// No file is opened, and no path leads out of the root: links are resolved as the system itself would. Where the platform
/// does not tell upper from lower case, names are found in any spelling. Each folder is read once.
package struct KnownPathSearch: Sendable {
  package let options: KnownPathOptions

  package init(options: KnownPathOptions = KnownPathOptions()) { self.options = options }

  /// - Parameters:
  ///   - target: as ``InventoryCollector`` recognised it: its platform decides which queries count and how names compare.
  ///   - now: the time of the look; it stands in the coverage.
  /// - Returns: what lies there. For a folder (``CollectionRequest/folder(_:)``) nothing, and no coverage.
  package func run(
    _ queries: [KnownPathQuery], in request: CollectionRequest, target: Target, now: Timestamp
  ) -> KnownPathResult {
    guard request.kind != .folder else { return KnownPathResult() }
    var coverage = Coverage(check: .knownPaths, state: .complete, collectedAt: now)
    var gaps = GapLedger()
    do throws(FileFailure) {
      let root = try RootedDirectory(path: request.path, confinement: .inRoot, stepwise: options.resolvesStepwise)
      coverage.scope = [root.display("")]
      guard target.platform != .any else {
        throw FileFailure(reason: .unsupportedPlatform, detail: "the kind of system was not recognised")
      }
      var look = KnownPathLook(root: root, target: target, options: options)
      look.search(queries.filter { $0.platform.covers(target.platform) })
      coverage.scope += look.profiles.prefix(KnownPathSearch.scopeLimit).map { root.display($0) }
      coverage.entriesExamined = look.folders.entriesExamined
      coverage.itemsFound = look.sightings.count
      coverage.leftOut = look.leftOut
      gaps = look.gaps
      gaps.settle(&coverage)
      return KnownPathResult(
        sightings: look.sightings.sorted {
          $0.query != $1.query ? $0.query < $1.query : $0.path.lexicographicallyPrecedes($1.path)
        }, coverage: coverage)
    } catch {
      coverage.state = .failed
      gaps.add(PrintablePath.text(Array(request.path.utf8)), error)
      gaps.settle(&coverage)
      return KnownPathResult(sightings: [], coverage: coverage)
    }
  }

  /// Users' folders that are listed by name.
  private static let scopeLimit: Int = 100

  /// What stands at a path itself, links not followed at its end, and the folder it stands in by its own name.
  static func status(_ path: [UInt8], in root: RootedDirectory) -> (status: FileStatus, folder: [UInt8])? {
    let slash: Int? = path.lastIndex(of: 0x2F)
    let above: [UInt8] = slash.map { Array(path[..<$0]) } ?? []
    let name: [CChar] = path[(slash.map { $0 + 1 } ?? 0)...].map { CChar(bitPattern: $0) } + [0]
    do throws(FileFailure) {
      let folder: Descriptor = try root.openPlace(above)
      guard let status = unsafe FileStatus(entry: name, in: folder.number) else { return nil }
      return (status, RootedDirectory.realPath(of: folder) ?? root.absolute(above))
    } catch {
      return nil
    }
  }
}
