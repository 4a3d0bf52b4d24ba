internal import CYara

/// Compiled rules, written into memory and read back.
///
/// Compiling leaves a heap full of holes. The rules lie scattered in it, and so do the thousands of small objects that the
/// modules make for each content. Written and read back, rules need two thirds of the memory, and a small file is
/// searched in little more than half the time (`Scripts/bench-rules`).
struct YaraRuleStore {
  private final class Buffer {
    var bytes: [UInt8] = []
    /// Where reading goes on.
    var place: Int = 0
  }

  /// The same rules, moved together; what was given is destroyed. Without memory for that it is given back as it is.
  static func moveTogether(_ rules: UnsafeMutablePointer<YR_RULES>) -> UnsafeMutablePointer<YR_RULES> {
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
    var moved: UnsafeMutablePointer<YR_RULES>?
    guard unsafe yr_rules_save_stream(rules, &stream) == ERROR_SUCCESS,
      unsafe yr_rules_load_stream(&stream, &moved) == ERROR_SUCCESS, let moved = unsafe moved
    else { return unsafe rules }
    unsafe yr_rules_destroy(rules)
    return unsafe moved
  }
}
