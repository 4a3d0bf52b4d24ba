package import CordonInspect

/// rpm's old store `Packages`, a Berkeley DB hash of version 8 to 10 (CentOS 7, RHEL 8, Amazon Linux 2).
///
/// Page 0 says page size, byte order and last page. Every other page has a head of 26 bytes: its own number at 8, the
/// next page at 16, the number of items at 20, the bytes in use at 22, its kind at 25. A hash page (2, 13) begins with
/// the places of its items, keys and values in turn; the items lie from the end of the page downwards. An item is in
/// place (1), or (3) the number of an overflow page (7) and a length: a header mostly fills a chain of those.
///
/// The hash is not followed: every page is looked at once, in the order of the file, and no overflow page is used
/// twice. So a circle ends, and no more bytes are read than the file has.
package struct RpmBerkeleyStore: RpmStore {
  private static let headBytes: Int = 26

  private var pages: PageWindow
  /// A second view, so that chains do not push the hash page out.
  private var chains: PageWindow
  private let limits: RpmStoreLimits
  private let isSwapped: Bool
  private let pageCount: Int
  private var records: Int = 0
  private var nextPage: Int = 1
  private var current: ArraySlice<UInt8> = []
  private var nextItem: Int = 0
  private var items: Int = 0
  /// One bit a page: it is in a chain already.
  private var used: [UInt64] = []
  private var fault: String?

  /// Reads page 0.
  package init(_ source: any ByteSource, limits: RpmStoreLimits) {
    self.limits = limits
    let meta: [UInt8] = source.bytes(at: 0, count: 72)
    let magic: UInt32 = meta.count == 72 ? PageNumbers.u32(meta[...], 12, isSwapped: false) : 0
    isSwapped = magic == 0x6115_0600
    var pageBytes: Int = 512
    var fault: String?
    if meta.count < 72 || (magic != 0x0006_1561 && !isSwapped) {
      fault = "no Berkeley DB hash"
    } else {
      let version: UInt32 = PageNumbers.u32(meta[...], 16, isSwapped: isSwapped)
      let size: UInt32 = PageNumbers.u32(meta[...], 20, isSwapped: isSwapped)
      if !(8...10).contains(version) { fault = "a Berkeley DB hash of version \(version)" }
      if !(512...65_536).contains(size) || size & (size - 1) != 0 { fault = "pages of \(size) bytes" }
      if meta[24] != 0 { fault = "an encrypted Berkeley DB" }
      // Bit 0: pages carry checksums, and their head is longer. rpm never made such ones.
      if meta[26] & 1 != 0 { fault = "a Berkeley DB with checksums" }
      if fault == nil { pageBytes = Int(size) }
    }
    self.fault = fault
    let last: Int = meta.count < 72 ? 0 : Int(PageNumbers.u32(meta[...], 32, isSwapped: isSwapped))
    pageCount = source.size / pageBytes
    if fault == nil, last >= pageCount { self.fault = "the file ends before its last page" }
    pages = PageWindow(source, pageBytes: pageBytes)
    chains = PageWindow(source, pageBytes: pageBytes)
    if fault != nil { nextPage = pageCount }
  }

  package mutating func next() -> RpmStoreItem? {
    if let text = fault {
      fault = nil
      return .fault(text)
    }
    while true {
      while nextItem + 1 < items {
        let item: Int = nextItem
        nextItem += 2
        if let record = read(item) { return record }
      }
      guard nextPage < pageCount else { return nil }
      if let fault = openNextPage() { return fault }
    }
  }

  /// Opens a page of the hash; the fault of one that may have been one.
  private mutating func openNextPage() -> RpmStoreItem? {
    let number: Int = nextPage
    nextPage += 1
    (nextItem, items) = (0, 0)
    guard let page = pages.page(number) else {
      // What follows is probably not there either: one fault is enough.
      nextPage = pageCount
      return .fault("page \(number) cannot be read")
    }
    switch page[page.startIndex + 25] {
    case 2, 13: break
    // Free pages, and overflow pages, which are copied only when a record asks for them.
    case 0, 7: return nil
    case let kind: return .fault("page \(number) is of the kind \(kind), which no hash has")
    }
    guard PageNumbers.u32(page, 8, isSwapped: isSwapped) == UInt32(truncatingIfNeeded: number) else {
      return .fault("page \(number) has the number of another")
    }
    current = page
    let told: Int = PageNumbers.u16(page, 20, isSwapped: isSwapped)
    items = min(told, (page.count - RpmBerkeleyStore.headBytes) / 2)
    // More than there is room for is a fault of the first record.
    return told > items || told.isMultiple(of: 2) ? nil : .fault("page \(number) has a key without a record")
  }

  /// The record whose key is item number `item`; `nil` when it is the counter rpm keeps under the key 0.
  private mutating func read(_ item: Int) -> RpmStoreItem? {
    guard let key = range(item), let value = range(item + 1) else {
      // What follows cannot be told from what lies before.
      items = 0
      return .fault("page \(nextPage - 1): its items lie outside of it or overlap")
    }
    let name: ArraySlice<UInt8> = current[key].dropFirst()
    if current[key].first == 1, name.allSatisfy({ $0 == 0 }) { return nil }
    guard records < limits.records else {
      (nextPage, items) = (pageCount, 0)
      return .limit("more than \(limits.records) records")
    }
    records += 1
    switch current[value].first {
    case 1: return .header(Array(current[value].dropFirst()))
    case 3 where value.count == 12:
      return chain(
        from: PageNumbers.u32(current[value], 4, isSwapped: isSwapped),
        length: PageNumbers.u32(current[value], 8, isSwapped: isSwapped))
    default: return .fault("page \(nextPage - 1): a record that is neither in place nor in a chain of pages")
    }
  }

  /// Where an item lies in the current page; each ends where the one before it begins.
  private func range(_ item: Int) -> Range<Int>? {
    let start: Int = offset(item)
    let end: Int = item == 0 ? current.count : offset(item - 1)
    guard start >= RpmBerkeleyStore.headBytes + 2 * items, start < end, end <= current.count else { return nil }
    return (current.startIndex + start)..<(current.startIndex + end)
  }

  private func offset(_ item: Int) -> Int {
    PageNumbers.u16(current, RpmBerkeleyStore.headBytes + 2 * item, isSwapped: isSwapped)
  }

  /// Marks a page as used; `false` when it was already.
  private mutating func use(_ page: Int) -> Bool {
    if used.isEmpty { used = Array(repeating: 0, count: pageCount / 64 + 1) }
    let bit: UInt64 = 1 << UInt64(page % 64)
    defer { used[page / 64] |= bit }
    return used[page / 64] & bit == 0
  }

  private mutating func chain(from first: UInt32, length: UInt32) -> RpmStoreItem {
    guard Int(length) <= limits.headerBytes else { return .limit("a header larger than \(limits.headerBytes) bytes") }
    // A length beyond the file is a lie; nothing is set aside for it.
    guard length > 0, Int(length) <= pageCount * pages.pageBytes else {
      return .fault("a chain of pages from page \(first) on that is longer than the file")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(length))
    var number: UInt32 = first
    while bytes.count < Int(length) {
      // Chains lie in the order of their hashes: more than the rest of this one would be read in vain.
      let ahead: Int =
        (Int(length) - bytes.count) / (pages.pageBytes - RpmBerkeleyStore.headBytes) * pages.pageBytes + pages.pageBytes
      guard number != 0, Int(number) < pageCount, let page = chains.page(Int(number), ahead: ahead),
        page[page.startIndex + 25] == 7,
        PageNumbers.u32(page, 8, isSwapped: isSwapped) == number
      else { return .fault("the chain of pages from page \(first) on breaks at page \(number)") }
      guard use(Int(number)) else {
        return .fault("the chain of pages from page \(first) on comes to page \(number), which is in use already")
      }
      let count: Int = PageNumbers.u16(page, 22, isSwapped: isSwapped)
      guard count > 0, RpmBerkeleyStore.headBytes + count <= page.count, count <= Int(length) - bytes.count else {
        return .fault("page \(number) holds more or less than the chain it is in")
      }
      bytes.append(contentsOf: page.dropFirst(RpmBerkeleyStore.headBytes).prefix(count))
      number = PageNumbers.u32(page, 16, isSwapped: isSwapped)
    }
    return .header(bytes)
  }
}

/// Numbers in a page, in the byte order of the machine that wrote it.
private enum PageNumbers {
  static func u32(_ page: ArraySlice<UInt8>, _ offset: Int, isSwapped: Bool) -> UInt32 {
    let index: Int = page.startIndex + offset
    guard index + 4 <= page.endIndex else { return 0 }
    let number: UInt32 =
      UInt32(page[index]) | UInt32(page[index + 1]) << 8 | UInt32(page[index + 2]) << 16 | UInt32(page[index + 3]) << 24
    return isSwapped ? number.byteSwapped : number
  }

  static func u16(_ page: ArraySlice<UInt8>, _ offset: Int, isSwapped: Bool) -> Int {
    let index: Int = page.startIndex + offset
    guard index + 2 <= page.endIndex else { return 0 }
    let number: UInt16 = UInt16(page[index]) | UInt16(page[index + 1]) << 8
    return Int(isSwapped ? number.byteSwapped : number)
  }
}
