/// Finds the files of an rpm package: a lead of 96 bytes, two headers, then the payload to the end.
enum RpmPayload {
  /// The payload as it is packed.
  static func window(of package: ByteWindow) throws(ArchiveFault) -> ByteWindow {
    let signature: Int = try header(of: package, at: 96)
    // The signature is filled up to a multiple of 8 bytes, the header is not.
    let start: Int = try header(of: package, at: 96 + (signature + 7) / 8 * 8)
    let place: Int = 96 + (signature + 7) / 8 * 8 + start
    guard let payload = package.part(from: place, count: package.count - place), payload.count > 0 else {
      throw .damaged("the rpm package ends before its payload")
    }
    return payload
  }

  /// The length of the header that begins here: 16 bytes, 16 for each entry, and the store.
  private static func header(of package: ByteWindow, at place: Int) throws(ArchiveFault) -> Int {
    let fixed: [UInt8] = package.bytes(at: place, count: 16)
    guard fixed.count == 16, fixed.starts(with: [0x8E, 0xAD, 0xE8]) else {
      throw .damaged("the rpm package has no header where one must be")
    }
    return 16 + 16 * word(fixed[8..<12]) + word(fixed[12..<16])
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
