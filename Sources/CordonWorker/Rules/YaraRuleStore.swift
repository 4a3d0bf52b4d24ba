internal import CYara

/// Compiled rules, written into memory and read back.
///
/// Compiling leaves a heap full of holes. The rules lie scattered in it, and so do the thousands of small objects that the
/// modules make for each content. Written, given up, and read back into the emptied heap, rules need two thirds of the
/// memory, and a small file is searched in about half the time (`Scripts/bench-rules`). It does not help to read them back
/// before the old ones are gone.
struct YaraRuleStore {
  private final class Buffer {
    var bytes: [UInt8] = []
    /// Where reading goes on.
    var place: Int = 0
  }

  /// The same rules, moved together; what was given is destroyed. Rules that cannot be written are given back as they are.
  ///
  /// - Returns: `nil` when there is no memory to read them back.
  static func moveTogether(_ rules: UnsafeMutablePointer<YR_RULES>) -> UnsafeMutablePointer<YR_RULES>? {
    let buffer = Buffer()
    var stream = unsafe YR_STREAM(
      user_data: Unmanaged.passUnretained(buffer).toOpaque(),
      read: { target, size, count, box in
        guard let box = unsafe box, let target = unsafe target else { return 0 }
        let buffer: Buffer = unsafe Unmanaged<Buffer>.fromOpaque(box).takeUnretainedValue()
        let (wanted, isTooLarge): (Int, Bool) = size.multipliedReportingOverflow(by: count)
        guard !isTooLarge, wanted <= buffer.bytes.count - buffer.place else { return 0 }
        unsafe buffer.bytes.withUnsafeBytes { bytes in
          guard let first = bytes.baseAddress else { return }
          unsafe target.copyMemory(from: first + buffer.place, byteCount: wanted)
        }
        buffer.place += wanted
        return count
      },
      write: { source, size, count, box in
        guard let box = unsafe box, let source = unsafe source else { return 0 }
        let buffer: Buffer = unsafe Unmanaged<Buffer>.fromOpaque(box).takeUnretainedValue()
        let (length, isTooLarge): (Int, Bool) = size.multipliedReportingOverflow(by: count)
        guard !isTooLarge else { return 0 }
        unsafe buffer.bytes.append(contentsOf: UnsafeRawBufferPointer(start: source, count: length))
        return count
      })
    guard unsafe yr_rules_save_stream(rules, &stream) == ERROR_SUCCESS else { return unsafe rules }
    unsafe yr_rules_destroy(rules)
    cordon_yara_give_back()
    var moved: UnsafeMutablePointer<YR_RULES>?
    guard unsafe yr_rules_load_stream(&stream, &moved) == ERROR_SUCCESS else { return nil }
    return unsafe moved
  }
}
