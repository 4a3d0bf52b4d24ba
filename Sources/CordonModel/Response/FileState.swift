/// A time of a file as the system keeps it, which reaches further than nanoseconds in 64 bits do.
package struct FileTime: Sendable, Hashable {
  /// Since the epoch; negative before it.
  package var seconds: Int64
  /// 0 to 999,999,999, counted forwards.
  package var nanoseconds: UInt32

  package init(seconds: Int64, nanoseconds: UInt32) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }
}

/// One extended attribute (xattr(7)).
package struct ExtendedAttribute: Sendable, Hashable {
  /// With its name space, such as `user.comment` or `security.capability`; any bytes but NUL.
  package var name: [UInt8]
  /// At most 64 KiB, by the kernel's limit.
  package var value: [UInt8]

  package init(name: [UInt8], value: [UInt8]) {
    self.name = name
    self.value = value
  }
}

/// Everything of a file but its content: what a restore brings back.
///
/// The time of birth and the time of the last change of state are the system's own; they are kept for the record and no
/// program can set them.
package struct FileState: Sendable, Hashable {
  /// Where it lay and in which state.
  package var device: UInt64
  /// The file in the file system.
  package var inode: UInt64
  /// Bytes.
  package var size: UInt64
  /// Kind and permissions, as in stat(2).
  package var mode: UInt32
  /// Numeric user.
  package var owner: UInt32
  /// Numeric group.
  package var group: UInt32
  /// Last access, as it was before Cordon looked.
  package var accessed: FileTime
  /// Last change of the content.
  package var modified: FileTime
  /// Last change of the state (ctime).
  package var changed: FileTime
  /// Creation, where the file system keeps it.
  package var born: FileTime?
  /// File attributes (chattr(1)); 0 where the file system has none.
  package var flags: UInt32
  /// Names that the file had (hard links).
  package var links: UInt32
  /// All extended attributes that could be read, access control lists and capabilities among them, sorted by name.
  package var attributes: [ExtendedAttribute]
  /// Names of those that could not.
  package var unreadAttributes: [[UInt8]]
  /// Other names of the same file, absolute.
  package var otherNames: [[UInt8]]

  package init(
    device: UInt64, inode: UInt64, size: UInt64, mode: UInt32, owner: UInt32, group: UInt32, accessed: FileTime,
    modified: FileTime, changed: FileTime, born: FileTime? = nil, flags: UInt32 = 0, links: UInt32 = 1,
    attributes: [ExtendedAttribute] = [], unreadAttributes: [[UInt8]] = [], otherNames: [[UInt8]] = []
  ) {
    self.device = device
    self.inode = inode
    self.size = size
    self.mode = mode
    self.owner = owner
    self.group = group
    self.accessed = accessed
    self.modified = modified
    self.changed = changed
    self.born = born
    self.flags = flags
    self.links = links
    self.attributes = attributes
    self.unreadAttributes = unreadAttributes
    self.otherNames = otherNames
  }

  /// The value of an attribute; `nil` when the file had none of this name.
  package func attribute(_ name: String) -> [UInt8]? {
    attributes.first { $0.name.elementsEqual(name.utf8) }?.value
  }

  /// Whether an access control list (acl(5)) goes beyond the mode.
  package var hasAccessControlList: Bool { attribute("system.posix_acl_access") != nil }
  /// Whether running the file grants capabilities (capabilities(7)).
  package var hasCapabilities: Bool { attribute("security.capability") != nil }
  /// How many further names are not in ``otherNames``.
  package var namesNotFound: Int { max(0, Int(links) - 1 - otherNames.count) }
}
