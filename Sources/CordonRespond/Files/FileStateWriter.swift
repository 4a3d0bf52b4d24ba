internal import CFileState
internal import CordonModel
internal import Glibc

/// Gives a new file the owner, permissions, attributes and times that were recorded.
enum FileStateWriter {
  /// Sets everything that can be set, in the order in which one thing does not undo another: a change of owner clears
  /// set-user bits and capabilities, a list of access rights changes the mode, and every change touches the times.
  ///
  /// - Returns: what could not be brought back, in English.
  static func apply(_ state: FileState, to file: OpenFile) -> [String] {
    var lost: [String] = []
    let isOwned: Bool = fchown(file.number, state.owner, state.group) == 0
    if !isOwned { lost.append("owner \(state.owner):\(state.group)") }
    // With another owner, what raises rights would raise them to his.
    let permissions: mode_t = state.mode & (isOwned ? 0o7777 : 0o1777)
    if permissions != state.mode & 0o7777 { lost.append("mode") }
    if fchmod(file.number, permissions) != 0 { lost.append("mode") }
    removeForeignAttributes(of: file, keeping: state.attributes)
    for attribute in state.attributes {
      let raises: Bool = attribute.name == Array("security.capability".utf8)
      if (raises && !isOwned) || !set(attribute, on: file) { lost.append(PrintablePath.text(attribute.name)) }
    }
    var figures: FileFigures?
    do throws(RespondFailure) { figures = try file.facts() } catch { figures = nil }
    if figures.map({ $0.mode & 0o7777 }) != permissions, fchmod(file.number, permissions) != 0 { lost.append("mode") }
    let flags: UInt32 = state.flags & FileFlag.settable
    let present: UInt32 = FileFlag.of(file)
    if present & FileFlag.settable != flags,
      cordon_state_set_flags(file.number, present & ~FileFlag.settable | flags) != 0
    {
      lost.append("file attributes")
    }
    if !setTimes(state, on: file) { lost.append("times") }
    return lost
  }

  private static func set(_ attribute: ExtendedAttribute, on file: OpenFile) -> Bool {
    let name = EntryName(attribute.name)
    return unsafe name.use { name in
      unsafe attribute.value.withUnsafeBytes { bytes in
        unsafe cordon_state_set_attribute(file.number, name, bytes.baseAddress, bytes.count) == 0
      }
    }
  }

  /// A folder's default list of access rights leaves something on a new file that the recorded one did not have.
  private static func removeForeignAttributes(of file: OpenFile, keeping wanted: [ExtendedAttribute]) {
    for name in FileStateReader.names(of: file) where !wanted.contains(where: { $0.name == name }) {
      _ = unsafe EntryName(name).use { unsafe cordon_state_remove_attribute(file.number, $0) }
    }
  }

  private static func setTimes(_ state: FileState, on file: OpenFile) -> Bool {
    let times: [timespec] = [state.accessed, state.modified].map {
      timespec(tv_sec: Int(truncatingIfNeeded: $0.seconds), tv_nsec: Int($0.nanoseconds))
    }
    return unsafe futimens(file.number, times) == 0
  }

  /// What of a recorded state the file does not have.
  static func differences(_ file: OpenFile, from state: FileState) throws(RespondFailure) -> [String] {
    let figures: FileFigures = try file.facts()
    let found: FileState = try FileStateReader.state(of: file, figures, accessed: figures.accessed)
    var lost: [String] = []
    if found.size != state.size { lost.append("size") }
    if found.mode != state.mode { lost.append("mode") }
    if found.owner != state.owner || found.group != state.group { lost.append("owner") }
    if found.modified != state.modified { lost.append("time of change") }
    let missing: [ExtendedAttribute] = state.attributes.filter { !found.attributes.contains($0) }
    let added: [ExtendedAttribute] = found.attributes.filter { candidate in
      !state.attributes.contains { $0.name == candidate.name }
    }
    lost += (missing + added).map { PrintablePath.text($0.name) }
    return lost
  }
}
