internal import CLinux
internal import CordonModel
internal import Glibc

/// Finds the files that a process has mapped as code.
struct CodeMappings {
  var catalogue: ModuleCatalogue
  private let options: ProcessOptions
  /// Cleared when the kernel turns out not to answer.
  private var asksKernel: Bool
  private var name: [UInt8] = Array(repeating: 0, count: Int(PATH_MAX) + 16)
  private var numbers: [Int32] = []

  /// What was found in one process.
  struct Found {
    var modules: [ProcessFacts.Module] = []
    /// Why it is not all; `nil` when it is.
    var shortfall: String?
  }

  init(_ options: ProcessOptions) {
    self.options = options
    asksKernel = options.asksKernelForMappings
    catalogue = ModuleCatalogue(limit: options.modulePathBytes)
  }

  /// - Parameters:
  ///   - process: the folder of the process below `/proc`.
  ///   - executable: its path as the kernel has it: no module of itself.
  mutating func look(
    process: Int32, executable: [UInt8], _ buffer: inout ProcessBuffer
  ) throws(FileFailure) -> Found {
    let file = try Descriptor(
      result: unsafe cordon_open_at(process, "maps", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY))
    numbers.removeAll(keepingCapacity: true)
    var found = Found()
    if asksKernel, let answer = try ask(file.number, executable) {
      found.shortfall = answer
    } else if !asksKernel {
      found.shortfall = try read(file.number, executable, &buffer)
    }
    if found.shortfall?.isEmpty == true { found.shortfall = nil }
    found.modules = catalogue.list(numbers)
    return found
  }

  /// Mapping by mapping, from the kernel.
  ///
  /// - Returns: what is missing, empty for nothing; `nil`, with ``asksKernel`` cleared, when the kernel cannot answer.
  private mutating func ask(_ maps: Int32, _ executable: [UInt8]) throws(FileFailure) -> String? {
    var address: UInt64 = 0
    var mapping = cordon_mapping()
    for _ in 0..<options.codeMappings {
      switch next(maps, address, &mapping) {
      case 0: break
      case -ENOENT, -ESRCH: return ""
      case -ENOTTY, -EINVAL, -EOPNOTSUPP, -EIO:
        asksKernel = false
        return nil
      case -ENAMETOOLONG, -E2BIG: return "a mapped file has a path that is too long"
      case let result: throw FileFailure(result: Int(result))
      }
      guard mapping.end > address else { return "" }
      address = mapping.end
      let length: Int = Int(mapping.name_size) - 1
      if length > 0, length < name.count {
        if !note(name, length, device: mapping.device, inode: mapping.inode, executable) { return Self.tooMuch }
      }
    }
    return "more than \(options.codeMappings) mappings of code"
  }

  private static let tooMuch = "the paths of mapped files take more than their limit"

  private mutating func next(_ maps: Int32, _ address: UInt64, _ mapping: inout cordon_mapping) -> Int32 {
    unsafe name.withUnsafeMutableBytes { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { text in
        guard let base = text.baseAddress else { return -EINVAL }
        return unsafe cordon_next_code_mapping(maps, address, base, UInt32(text.count), &mapping)
      }
    }
  }

  /// - Returns: whether there was room for it.
  private mutating func note(
    _ bytes: [UInt8], _ length: Int, device: UInt64, inode: UInt64, _ executable: [UInt8]
  ) -> Bool {
    let path: Span<UInt8> = bytes.span.extracting(0..<length)
    if path[0] != 0x2F || ModuleCatalogue.isEqual(executable, path) { return true }
    guard let number = catalogue.number(device: device, inode: inode, path: path) else { return false }
    if numbers.last != number { numbers.append(number) }
    return true
  }

  /// Line by line, from the text.
  ///
  /// - Returns: what is missing, empty for nothing.
  private mutating func read(
    _ maps: Int32, _ executable: [UInt8], _ buffer: inout ProcessBuffer
  ) throws(FileFailure) -> String {
    buffer.clear()
    var offset: Int = 0
    var progress = TextProgress()
    while offset < options.mapsBytes {
      let got: Int = try buffer.fill(maps, offset: offset)
      if got == 0 {
        // A line longer than the whole buffer cannot be: the rest of the file would be lost without a word.
        return buffer.count == buffer.bytes.count ? "a line of the mappings is too long" : progress.shortfall
      }
      offset += got
      buffer.drop(noteLines(buffer.bytes, buffer.count, executable, &progress))
      if progress.mappings > options.codeMappings { return progress.shortfall }
    }
    return "more than \(options.mapsBytes) bytes of mappings"
  }

  private struct TextProgress {
    var mappings: Int = 0
    var shortfall: String = ""
  }

  /// - Returns: bytes of whole lines.
  private mutating func noteLines(
    _ bytes: [UInt8], _ count: Int, _ executable: [UInt8], _ progress: inout TextProgress
  ) -> Int {
    let text: Span<UInt8> = bytes.span.extracting(0..<count)
    var consumed: Int = 0
    while let line = MapsLine.next(text, from: &consumed) {
      progress.mappings += 1
      guard progress.mappings <= options.codeMappings else {
        progress.shortfall = "more than \(options.codeMappings) mappings of code"
        return consumed
      }
      let path: [UInt8] = CodeMappings.unescaped(text, line.path)
      guard path != executable else { continue }
      guard let number = catalogue.number(device: line.device, inode: line.inode, path: path.span) else {
        progress.shortfall = Self.tooMuch
        continue
      }
      if numbers.last != number { numbers.append(number) }
    }
    return consumed
  }

  /// A line break in a path stands as `\012`; nothing else is escaped.
  static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var path: [UInt8] = []
    path.reserveCapacity(range.count)
    var index: Int = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == 0x5C, index + 3 < range.upperBound, bytes[index + 1] == 0x30, bytes[index + 2] == 0x31,
        bytes[index + 3] == 0x32
      {
        path.append(0x0A)
        index += 4
      } else {
        path.append(bytes[index])
        index += 1
      }
    }
    return path
  }
}
