internal import Glibc

/// What a worker notes for the collector in memory that both see, so that a crash leaves behind which file it was. It
/// costs no system call.
///
/// Eight bytes: the number of the task at hand plus one, 0 between tasks. Eight more: the protections in force.
@safe struct WorkerNote {
  private let memory: UnsafeMutableRawPointer

  /// Maps a file of at least 16 bytes; `nil` when that fails.
  init?(file: Int32) {
    let mapped: UnsafeMutableRawPointer? = unsafe mmap(nil, 16, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    guard let memory = unsafe mapped, unsafe memory != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
    unsafe self.memory = memory
  }

  func begin(_ task: UInt32) { unsafe memory.storeBytes(of: UInt64(task) + 1, as: UInt64.self) }

  func end() { unsafe memory.storeBytes(of: 0, as: UInt64.self) }

  func setProtections(_ bits: UInt32) { unsafe memory.storeBytes(of: UInt64(bits), toByteOffset: 8, as: UInt64.self) }
}
