/// What Cordon uses of `/proc/PID/stat` (proc_pid_stat(5)).
package struct ProcessStat: Sendable, Hashable {
  /// The short name between the parentheses: any bytes, parentheses and line breaks among them.
  package let name: [UInt8]
  /// The letter of its state: `R`, `S`, `Z` …
  package let state: UInt8
  /// Number of the parent; 0 for none.
  package let parent: Int32
  /// The kernel's flags of the process.
  package let flags: UInt64
  /// Number of its threads.
  package let threads: UInt64
  /// When it started, in ticks since the machine did.
  package let startTicks: UInt64
  /// The address its code begins at: another one after an exec. Hidden from other users as 0 or 1.
  package let codeStart: UInt64

  /// `nil` when it is cut or no such file.
  package init?(_ bytes: Span<UInt8>) {
    var first: Int = 0
    while first < bytes.count, bytes[first] != 0x28 { first += 1 }
    var last: Int = bytes.count - 1
    while last > first, bytes[last] != 0x29 { last -= 1 }
    guard last > first else { return nil }
    var fields: [UInt64] = []
    fields.reserveCapacity(24)
    var letter: UInt8 = 0
    var index: Int = last + 1
    while fields.count < 24 {
      let field: Range<Int> = DecimalField.next(bytes, from: index, to: bytes.count)
      guard !field.isEmpty else { break }
      if letter == 0 { letter = bytes[field.lowerBound] }
      // Negative numbers (a group without terminal, a priority) are of no use here.
      fields.append(DecimalField.value(bytes, field) ?? 0)
      index = field.upperBound
    }
    // Fields are counted from 3 in the manual, the state.
    guard fields.count >= 20, let parent = Int32(exactly: fields[1]) else { return nil }
    name = (first + 1..<last).map { bytes[$0] }
    state = letter
    self.parent = parent
    flags = fields[6]
    threads = fields[17]
    startTicks = fields[19]
    codeStart = fields.count > 23 ? fields[23] : 0
  }

  /// A thread of the kernel: it has no executable (PF_KTHREAD).
  var isKernelThread: Bool { flags & 0x0020_0000 != 0 }

  /// Its first thread has ended (a zombie), or is about to (PF_EXITING): it has no executable any more.
  var isEnded: Bool { state == 0x5A || state == 0x58 || flags & 0x4 != 0 }

  /// Whether both were read of the same program in the same process.
  func isSameProgram(as other: ProcessStat) -> Bool {
    startTicks == other.startTicks && codeStart == other.codeStart
  }
}
