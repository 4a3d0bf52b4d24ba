/// A running process, as far as it could be looked at.
package struct ProcessFacts: Sendable, Hashable {
  /// Its number in the namespace of whoever looked.
  package var pid: Int32
  /// 0 for none.
  package var parent: Int32
  /// The short name the system keeps (at most 15 bytes on Linux), printable.
  package var name: String
  /// The path of the executable as the system had it when it was started; `nil` for kernel threads, and where it may
  /// not be read.
  package var executable: [UInt8]?
  /// What became of the executable since.
  package var executableState: ExecutableState
  /// Of the executable that runs, also when it was deleted.
  package var identity: FileIdentity?
  /// Of the executable that runs, when it was read.
  package var digests: FileDigests?
  /// Rules that matched the executable that runs, when it was read.
  package var hits: [RuleHit]
  /// Printable, arguments separated by one space, cut at ``commandLimit`` bytes.
  package var commandLine: String
  /// Numeric user.
  package var user: UInt32?
  /// The user's name, where the user database of the machine has one.
  package var userName: String?
  /// When it was started, to the second.
  package var startedAt: Timestamp?
  /// Files mapped as code, without the executable: paths as the system has them, sorted, each once.
  package var modules: [Module]
  /// Open internet sockets.
  package var sockets: [SocketFacts]
  /// The container it belongs to, such as `docker:0123456789ab`; `nil` for none.
  package var container: String?
  /// What could not be looked at.
  package var gaps: [Coverage.Gap]

  /// What became of a file that is in use.
  package enum ExecutableState: String, Sendable, Hashable, CaseIterable {
    /// The file on disk is the one in use.
    case present
    /// No file of that name is left.
    case deleted
    /// Another file has its name.
    case replaced
    /// It never had a name on disk.
    case memory
    /// It could not be found out.
    case unknown
  }

  /// A mapped file.
  package struct Module: Sendable, Hashable {
    /// As the process sees it, without a mark of deletion; `/memfd:…` for one that never had a name on disk.
    package var path: [UInt8]
    /// Whether the name is gone from disk since.
    package var isDeleted: Bool
    /// The device as the list of mappings has it: overlayfs and btrfs give the file itself another one.
    package var device: UInt64
    /// The inode as the list of mappings has it. With device and path it tells mapped files apart, also those of
    /// different containers.
    package var inode: UInt64
    /// Of the mapped content, when it was read.
    package var digests: FileDigests?
    /// Rules that matched the mapped content, when it was read.
    package var hits: [RuleHit] = []

    package init(
      path: [UInt8], isDeleted: Bool = false, device: UInt64 = 0, inode: UInt64 = 0, digests: FileDigests? = nil
    ) {
      self.path = path
      self.isDeleted = isDeleted
      self.device = device
      self.inode = inode
      self.digests = digests
    }
  }

  /// Bytes of a command line that are kept.
  package static let commandLimit = 4_096

  /// A process of which nothing more is known yet.
  package init(pid: Int32, parent: Int32 = 0, name: String) {
    self.pid = pid
    self.parent = parent
    self.name = name
    executable = nil
    executableState = .unknown
    identity = nil
    digests = nil
    hits = []
    commandLine = ""
    user = nil
    userName = nil
    startedAt = nil
    modules = []
    sockets = []
    container = nil
    gaps = []
  }
}

/// An open internet socket.
package struct SocketFacts: Sendable, Hashable {
  /// The protocol over IP.
  package enum Transport: String, Sendable, Hashable, CaseIterable {
    case tcp, udp
  }

  /// The protocol over IP.
  package var transport: Transport
  /// Text of the address (RFC 5952), IPv4 or IPv6.
  package var localAddress: String
  /// In host order.
  package var localPort: UInt16
  /// `nil` when it is connected to nobody.
  package var remoteAddress: String?
  /// In host order; `nil` without a peer.
  package var remotePort: UInt16?
  /// In the words of the field: `ESTABLISHED`, `LISTEN`, `TIME_WAIT`; `UNCONN` for UDP without a peer.
  package var state: String
  /// The process that holds it; `nil` when none is known.
  package var pid: Int32?

  package init(
    transport: Transport, localAddress: String, localPort: UInt16, remoteAddress: String?, remotePort: UInt16?,
    state: String, pid: Int32? = nil
  ) {
    self.transport = transport
    self.localAddress = localAddress
    self.localPort = localPort
    self.remoteAddress = remoteAddress
    self.remotePort = remotePort
    self.state = state
    self.pid = pid
  }
}
