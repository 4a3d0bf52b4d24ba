internal import CordonInspect
internal import Glibc

/// What a worker notes for the collector in memory that both see, so that a crash leaves behind which file it was. It
/// costs no system call.
///
/// Eight bytes: the number of the task at hand plus one, 0 between tasks. Eight more: the
/// protections in force, and above them a bit that says that the worker has begun.
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

  /// Says that the worker has begun, and with what.
  func begin(with protections: WorkerProtections) {
    unsafe memory.storeBytes(of: UInt64(protections.rawValue) | 1 << 32, toByteOffset: 8, as: UInt64.self)
  }
}
