/// A container that Cordon knows by its first or last bytes and does not open: that is said, instead of nothing.
enum ClosedFormat: String, Hashable, CaseIterable {
  case squashfs = "squashfs"
  case appImage = "AppImage"
  case diskImage = "Apple disk image"
  case encryptedDiskImage = "encrypted Apple disk image"
  case pbzx = "pbzx"
  case wim = "WIM"
  case qcow = "QCOW"
  case vmdk = "VMDK"
  case vhd = "VHD"
  case vhdx = "VHDX"

  /// What is said of it.
  var fault: ArchiveFault { .unable("its format, \(rawValue), is none that is opened") }

  /// Whether a content that begins so is of this format.
  ///
  /// - Parameter first: its first four bytes as a number.
  func begins(_ head: UnsafeRawBufferPointer, _ first: UInt32) -> Bool {
    switch self {
    case .squashfs: first == 0x6873_7173 || first == 0x7371_7368
    case .encryptedDiskImage: unsafe first == 0x656E_6372 && ArchiveKind.has(head, "cdsa", at: 4)
    case .pbzx: first == 0x7062_7A78
    case .wim: unsafe first == 0x4D53_5749 && ArchiveKind.has(head, "M\0\0\0", at: 4)
    case .qcow: first == 0x5146_49FB
    case .vmdk: first == 0x4B44_4D56
    case .vhd: unsafe first == 0x636F_6E65 && ArchiveKind.has(head, "ctix", at: 4)
    case .vhdx: unsafe first == 0x7668_6478 && ArchiveKind.has(head, "file", at: 4)
    // By the end, and by what stands inside of the head of a program.
    case .diskImage, .appImage: false
    }
  }

  /// Bytes from the end that are enough for ``ends(_:)``.
  static let tailSize: Int = 512

  /// The format that the last 512 bytes say: an Apple disk image has its head there.
  static func ends(_ tail: UnsafeRawBufferPointer) -> ClosedFormat? {
    let place: Int = tail.count - tailSize
    guard place >= 0 else { return nil }
    if unsafe ArchiveKind.has(tail, "koly\0\0\0\u{4}\0\0\u{2}\0", at: place) { return .diskImage }
    return unsafe ArchiveKind.has(tail, "conectix", at: place) ? .vhd : nil
  }
}
