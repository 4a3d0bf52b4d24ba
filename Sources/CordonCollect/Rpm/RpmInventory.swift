internal import CordonModel
internal import CordonVersions

/// The packages of rpm's databases under a root.
///
/// - Version: `[epoch:]version-release`, as rpm compares it; the package URL has the epoch as a qualifier.
/// - Last update: rpm's install time, which every upgrade sets anew. When a package first came is not recorded.
/// - `gpg-pubkey` entries, which older versions of `rpm -qa` list, are keys and no software.
/// - Several databases (a new store beside an old one) are all read; a file that is reached by two paths is read once.
struct RpmInventory {
  private static let folders: [String] = ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"]

  enum Store: String, CaseIterable {
    case sqlite = "rpmdb.sqlite"
    case ndb = "Packages.db"
    case berkeley = "Packages"
  }

  let look: DatabaseLook
  private var read: Set<[UInt64]> = []

  init(_ look: DatabaseLook) { self.look = look }

  /// Whether a database is there.
  static func isPresent(in root: RootedDirectory) -> Bool {
    folders.contains { folder in Store.allCases.contains { root.exists(folder + "/" + $0.rawValue) } }
  }

  mutating func collect(into findings: inout DatabaseFindings) {
    for folder in RpmInventory.folders {
      for store in Store.allCases {
        let path: String = folder + "/" + store.rawValue
        var gaps = GapLedger()
        if let file = look.file(path, &gaps) { readOnce(file, store, path, into: &findings) }
        if !gaps.isEmpty { findings.notePlace(look.root.display(path)) }
        findings.gaps.add(gaps)
      }
    }
  }

  private mutating func readOnce(
    _ file: borrowing Descriptor, _ store: Store, _ path: String, into findings: inout DatabaseFindings
  ) {
    let place: String = look.root.display(path)
    do throws(FileFailure) {
      let status: FileStatus = try file.status()
      guard read.insert([status.device, status.inode]).inserted else { return }
      findings.notePlace(place)
      guard status.size <= UInt64(look.options.rpmDatabaseBytes) else {
        throw .tooLarge(limit: look.options.rpmDatabaseBytes)
      }
      if store == .sqlite { notePendingChanges(path, into: &findings) }
      let reading: Reading = try readUnchanged(file, store)
      findings.gaps.add(reading.gaps(at: place))
      keep(reading.headers, place: place, into: &findings)
    } catch {
      findings.gaps.add(place, error)
    }
  }

  /// What SQLite has not yet written into the database itself is not read.
  private func notePendingChanges(_ path: String, into findings: inout DatabaseFindings) {
    for suffix in ["-wal", "-journal"] {
      var gaps = GapLedger()
      if let log = look.file(path + suffix, &gaps) {
        do throws(FileFailure) {
          if try log.status().size > 0 {
            gaps.add(
              look.root.display(path + suffix), .scanPartial,
              "changes that are not yet written into the database; they are not read")
          }
        } catch {
          gaps.add(look.root.display(path + suffix), error)
        }
      }
      findings.gaps.add(gaps)
    }
  }

  /// What one reading of a store brought.
  private struct Reading {
    var headers: [RpmHeader] = []
    private var problems: [(reason: UnknownReason, detail: String)] = []
    private var omitted: Int = 0
    private var records: Int = 0
    private var textBytes: Int = 0

    /// `false` when no more is to be read.
    mutating func take(_ item: RpmStoreItem, _ options: InventoryOptions) -> Bool {
      records += 1
      switch item {
      case .header(let bytes):
        do throws(RpmHeader.Fault) {
          let header = try RpmHeader(bytes, nameLimit: options.nameBytes)
          textBytes += header.textBytes
          guard textBytes <= options.packageTextBytes else {
            note(.scanPartial, "the texts of the packages are longer than \(options.packageTextBytes) bytes")
            return false
          }
          headers.append(header)
        } catch {
          note(.scanError, "record \(records): \(error.text)")
        }
      case .fault(let text): note(.scanError, text)
      case .limit(let text): note(.scanPartial, text)
      }
      return true
    }

    private mutating func note(_ reason: UnknownReason, _ detail: String) {
      if problems.count < Coverage.gapLimit { problems.append((reason, detail)) } else { omitted += 1 }
    }

    func gaps(at place: String) -> GapLedger {
      var gaps = GapLedger()
      for problem in problems { gaps.add(place, problem.reason, problem.detail) }
      if omitted > 0 { gaps.add(place, .scanError, "\(omitted) more faults of this kind") }
      return gaps
    }
  }

  /// A database that changes meanwhile is read again, at most three times in all.
  private func readUnchanged(_ file: borrowing Descriptor, _ store: Store) throws(FileFailure) -> Reading {
    for _ in 0..<3 {
      let before: FileStatus = try file.status()
      let reading: Reading = try readAll(file, store, size: Int(clamping: before.size))
      let after: FileStatus = try file.status()
      if after.size == before.size, after.modified == before.modified, after.changed == before.changed {
        return reading
      }
    }
    throw FileFailure(reason: .scanPartial, detail: "changed while being read")
  }

  private func readAll(_ file: borrowing Descriptor, _ store: Store, size: Int) throws(FileFailure) -> Reading {
    let limits = RpmStoreLimits(headerBytes: look.options.rpmHeaderBytes, records: look.options.packages)
    switch store {
    case .sqlite:
      var store = RpmSQLiteStore(file, size: size, limits: limits)
      return readAll(&store)
    case .ndb:
      var store = RpmNdbStore(try FileSource(file), limits: limits)
      return readAll(&store)
    case .berkeley:
      var store = RpmBerkeleyStore(try FileSource(file), limits: limits)
      return readAll(&store)
    }
  }

  private func readAll<Records: RpmStore & ~Copyable>(_ store: inout Records) -> Reading {
    var reading = Reading()
    while let item = store.next(), reading.take(item, look.options) {}
    return reading
  }

  private func keep(_ headers: [RpmHeader], place: String, into findings: inout DatabaseFindings) {
    findings.entriesExamined += headers.count + 1
    let namespace: String? = look.namespace(nil)
    if namespace == nil, !headers.isEmpty {
      findings.gaps.add(
        place, .scanPartial, "no os-release names the distribution of these packages; advisories may name one")
    }
    for header in headers where !header.isPublicKey {
      var qualifiers: [PackageURL.Qualifier] = []
      if let architecture = header.architecture { qualifiers.append(.init(key: "arch", value: architecture)) }
      if let epoch = header.epoch { qualifiers.append(.init(key: "epoch", value: String(epoch))) }
      if namespace != nil, let distro = look.system.distro { qualifiers.append(.init(key: "distro", value: distro)) }
      findings.add(
        DatabaseFindings.Record(
          type: "rpm", namespace: namespace, name: header.name, version: header.fullVersion,
          purlVersion: header.version + "-" + header.release, qualifiers: qualifiers, vendor: header.vendor,
          location: place, updated: look.time(header.installTime), foundBy: .rpmDatabase))
    }
  }
}
