internal import CordonModel

/// The fields of one rpm header that an inventory needs.
///
/// The form is that of rpm's header blobs ("Package format" of the RPM manual): two big-endian counts, an index of
/// entries of 16 bytes each, then the data the entries point into. Nothing in it is believed before it was held
/// against the length of the blob.
package struct RpmHeader: Sendable, Hashable {
  package var name: String
  package var version: String
  package var release: String
  /// `nil` when the package has none, which rpm orders as 0.
  package var epoch: UInt32?
  package var architecture: String?
  package var vendor: String?
  /// Seconds since the epoch at which this version was installed.
  package var installTime: Int64?

  /// Why a blob is no header of an installed package.
  package struct Fault: Error, Sendable, Hashable {
    package let text: String
  }

  /// Entries of an index (rpm's own limit).
  private static let entryLimit: Int = 0xFFFF
  /// Bytes of the data (rpm's own limit).
  private static let dataLimit: Int = 0x0FFF_FFFF

  private enum Tag {
    static let name: UInt32 = 1_000
    static let version: UInt32 = 1_001
    static let release: UInt32 = 1_002
    static let epoch: UInt32 = 1_003
    static let installTime: UInt32 = 1_008
    static let vendor: UInt32 = 1_011
    static let architecture: UInt32 = 1_022
  }

  private enum Kind {
    static let int32: UInt32 = 4
    static let string: UInt32 = 6
    static let translated: UInt32 = 9
  }

  /// Reads the header.
  ///
  /// - Parameter nameLimit: bytes of one text; a longer name, version or release is a fault, a longer maker is left out.
  package init(_ bytes: [UInt8], nameLimit: Int) throws(Fault) {
    let reader = try Reader(bytes, nameLimit: nameLimit)
    var found: (name: String?, version: String?, release: String?) = (nil, nil, nil)
    // What rpm adds at installation follows the part that was signed; of two entries the later one counts.
    for index in 0..<reader.entries {
      let entry: Reader.Entry = reader.entry(index)
      switch entry.tag {
      case Tag.name: found.name = try reader.text(entry, "name")
      case Tag.version: found.version = try reader.text(entry, "version")
      case Tag.release: found.release = try reader.text(entry, "release")
      case Tag.epoch: epoch = try reader.number(entry, "epoch")
      case Tag.installTime: installTime = Int64(try reader.number(entry, "install time"))
      case Tag.architecture: architecture = try reader.text(entry, "architecture")
      case Tag.vendor: vendor = try? reader.text(entry, "vendor")
      default: continue
      }
    }
    guard let name = found.name, let version = found.version, let release = found.release else {
      throw Fault(text: "a header without name, version or release")
    }
    self.name = name
    self.version = version
    self.release = release
  }

  /// `[epoch:]version-release`, as rpm compares it.
  package var fullVersion: String { (epoch.map { "\($0):" } ?? "") + version + "-" + release }

  /// Bytes of all texts in it.
  package var textBytes: Int {
    name.utf8.count + version.utf8.count + release.utf8.count + (architecture?.utf8.count ?? 0)
      + (vendor?.utf8.count ?? 0)
  }

  /// A public key that rpm keeps among the packages; no software.
  package var isPublicKey: Bool { name == "gpg-pubkey" }

  /// The index and the data, once their lengths are known to be true.
  private struct Reader {
    struct Entry {
      let tag: UInt32
      let type: UInt32
      let offset: UInt32
      let count: UInt32
    }

    private let bytes: [UInt8]
    private let nameLimit: Int
    private let dataStart: Int
    let entries: Int

    init(_ bytes: [UInt8], nameLimit: Int) throws(Fault) {
      guard bytes.count >= 8 else { throw Fault(text: "a header of \(bytes.count) bytes") }
      let entries: Int = Int(BigEndian.number(bytes, at: 0))
      let data: Int = Int(BigEndian.number(bytes, at: 4))
      guard entries > 0, entries <= RpmHeader.entryLimit, data <= RpmHeader.dataLimit,
        bytes.count == 8 + entries * 16 + data
      else {
        throw Fault(
          text: "a header whose \(entries) entries and \(data) bytes of data are not its \(bytes.count) bytes")
      }
      self.bytes = bytes
      self.nameLimit = nameLimit
      self.entries = entries
      dataStart = 8 + entries * 16
    }

    func entry(_ index: Int) -> Entry {
      let start: Int = 8 + index * 16
      return Entry(
        tag: BigEndian.number(bytes, at: start), type: BigEndian.number(bytes, at: start + 4),
        offset: BigEndian.number(bytes, at: start + 8), count: BigEndian.number(bytes, at: start + 12))
    }

    func text(_ entry: Entry, _ what: String) throws(Fault) -> String {
      guard entry.type == Kind.string || entry.type == Kind.translated, entry.count > 0,
        let start = place(entry, bytes: 1)
      else { throw Fault(text: "a header whose \(what) is no text inside of it") }
      let text: ArraySlice<UInt8> = bytes[start...].prefix(nameLimit + 1).prefix { $0 != 0 }
      guard text.count <= nameLimit else {
        throw Fault(text: "a header whose \(what) is longer than \(nameLimit) bytes")
      }
      guard start + text.count < bytes.count else {
        throw Fault(text: "a header whose \(what) does not end inside of it")
      }
      guard !text.isEmpty else { throw Fault(text: "a header whose \(what) is empty") }
      return PrintablePath.text(text)
    }

    func number(_ entry: Entry, _ what: String) throws(Fault) -> UInt32 {
      guard entry.type == Kind.int32, entry.count > 0, entry.offset % 4 == 0, let start = place(entry, bytes: 4) else {
        throw Fault(text: "a header whose \(what) is no number inside of it")
      }
      return BigEndian.number(bytes, at: start)
    }

    /// The index of the entry's first byte, when at least `bytes` of them lie in the data.
    private func place(_ entry: Entry, bytes needed: Int) -> Int? {
      let start: Int = dataStart + Int(entry.offset)
      return start + needed <= bytes.count ? start : nil
    }
  }

  private enum BigEndian {
    static func number(_ bytes: [UInt8], at index: Int) -> UInt32 {
      UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16 | UInt32(bytes[index + 2]) << 8
        | UInt32(bytes[index + 3])
    }
  }
}
