internal import CSQLite

/// rpm's present store `rpmdb.sqlite`, read by SQLite through an open descriptor; see `CSQLite`.
///
/// The length of all headers together is held against that of the file: a tree of pages that leads round in a circle
/// ends there.
@safe struct RpmSQLiteStore: RpmStore, ~Copyable {
  /// Memory for pages.
  private static let cacheBytes: Int32 = 2 << 20
  /// Thousands of steps of SQLite's machine. A row takes about ten steps.
  private static let steps: Int64 = 200_000

  private let limits: RpmStoreLimits
  private var rows: OpaquePointer?
  private var fault: String?
  private var records: Int = 0
  private var bytesLeft: Int

  /// - Parameter file: has to stay open.
  init(_ file: borrowing Descriptor, size: Int, limits: RpmStoreLimits) {
    self.limits = limits
    bytesLeft = size
    let inner = cordon_rpm_limits(
      row_bytes: Int32(clamping: limits.headerBytes), cache_bytes: RpmSQLiteStore.cacheBytes,
      steps: RpmSQLiteStore.steps)
    var opened: OpaquePointer?
    let code: Int32 = unsafe cordon_rpm_open(file.number, inner, &opened)
    unsafe rows = opened
    if code != 0 { fault = RpmSQLiteStore.words(code) }
  }

  deinit { unsafe cordon_rpm_close(rows) }

  mutating func next() -> RpmStoreItem? {
    if let text = fault {
      fault = nil
      return .fault(text)
    }
    guard let open = unsafe rows else { return nil }
    var start: UnsafePointer<UInt8>?
    var length: Int32 = 0
    let code: Int32 = unsafe cordon_rpm_next(open, &start, &length)
    guard code == 1 else {
      finish()
      return code == 0 ? nil : .fault(RpmSQLiteStore.words(code))
    }
    records += 1
    guard records <= limits.records else {
      finish()
      return .limit("more than \(limits.records) records")
    }
    guard let first = unsafe start, length > 0 else { return .fault("a row without a header") }
    bytesLeft -= Int(length)
    guard bytesLeft >= 0 else {
      finish()
      return .fault("the headers are longer than the file: its pages lead round in a circle")
    }
    return .header(unsafe Array(UnsafeBufferPointer(start: first, count: Int(length))))
  }

  private mutating func finish() {
    unsafe cordon_rpm_close(rows)
    unsafe rows = nil
  }

  private static func words(_ code: Int32) -> String {
    guard let text = unsafe cordon_rpm_words(code) else { return "SQLite cannot read it" }
    let words: String = unsafe String(cString: text)
    return "SQLite: " + words
  }
}
