internal import CordonInspect
internal import CordonModel
internal import Glibc

extension ScanCache.Wanted {
  /// What a scan wants to know, as far as it decides whether an older answer will do.
  ///
  /// A new version of the program or of a library finds more in archives, and by rules: their state is part of both.
  ///
  /// - Parameters:
  ///   - engine: what tells the workers' libraries from those of another version.
  ///   - staysClosed: whether it is about files whose archives are only named.
  init(request: FileScanRequest, options: FileScanOptions, engine: [UInt8] = [], staysClosed: Bool = false) {
    digests = request.digests
    var program: ContentSum = ScanCache.Wanted.program
    program.add(engine)
    let limits: InspectionLimits = options.inspection
    if request.rules.isEmpty {
      rules = nil
    } else {
      var sum: ContentSum = program
      sum.add(limits.ruleBytes)
      sum.add(RuleSetRevision(request.rules).digest?.bytes ?? [])
      rules = sum
    }
    archives = program
    guard options.opensArchives, !staysClosed else {
      archives.add(options.opensArchives ? 2 : 0)
      return
    }
    for limit in [
      limits.archiveDepth, limits.archiveMembers, limits.unpackedBytes, limits.memberBytes, limits.archiveMemory,
      limits.ratio, limits.ratioFloor,
    ] {
      archives.add(limit)
    }
  }

  /// The state of the running program, with which its workers are installed.
  private static let program: ContentSum = {
    var sum = ContentSum()
    var facts = stat()
    guard unsafe stat("/proc/self/exe", &facts) == 0 else { return sum }
    sum.add(Int(facts.st_size))
    sum.add(facts.st_mtim.tv_sec)
    sum.add(facts.st_mtim.tv_nsec)
    return sum
  }()
}

/// The mistakes in rules are kept like an entry, in a place where no file lies: a scan that reads nothing does not even
/// have to compile them.
extension ScanCache {
  private static func key(of rules: ContentSum) -> ScanCacheKey {
    ScanCacheKey(volume: 0, inode: Int64(bitPattern: rules.first))
  }

  /// What was wrong with these rules; `nil` when that is not known.
  func problems(of rules: ContentSum) -> [RuleProblem]? {
    let key: ScanCacheKey = ScanCache.key(of: rules)
    return find(key).flatMap { ScanCacheCodec.problems($0.bytes, of: rules) }
  }

  func remember(_ problems: [RuleProblem], of rules: ContentSum, now: Int64) {
    let bytes: [UInt8] = ScanCacheCodec.bytes(of: problems, rules: rules)
    if bytes.count <= entryLimit { wait(.entry(ScanCache.key(of: rules), bytes), bytes: bytes.count, now: now) }
  }
}

extension ScanCacheCodec {
  private static let problemsVersion: UInt8 = 0x81

  static func bytes(of problems: [RuleProblem], rules: ContentSum) -> [UInt8] {
    var writer = Writer()
    writer.bytes.append(problemsVersion)
    writer.sum(rules)
    writer.number(problems.count)
    for problem in problems {
      writer.text(Array(problem.source.utf8))
      writer.number(problem.line.map { $0 &+ 1 } ?? 0)
      writer.text(Array(problem.message.utf8))
      writer.bytes.append(problem.isWarning ? 1 : 0)
    }
    var sum = ContentSum()
    sum.add(writer.bytes)
    writer.sum(sum)
    return writer.bytes
  }

  static func problems(_ bytes: [UInt8], of rules: ContentSum) -> [RuleProblem]? {
    guard bytes.count > 16, bytes[0] == problemsVersion else { return nil }
    let body: ArraySlice<UInt8> = bytes.dropLast(16)
    var sum = ContentSum()
    sum.add(body)
    var tail = Reader(bytes.suffix(16))
    var reader = Reader(body.dropFirst())
    guard tail.sum() == sum, reader.sum() == rules else { return nil }
    return reader.list { reader in
      guard let source = reader.text(), let line = reader.number(), let message = reader.text(),
        let isWarning = reader.byte()
      else { return nil }
      return RuleProblem(
        source: String(decoding: source, as: UTF8.self), line: line == 0 ? nil : Int(clamping: line - 1),
        message: String(decoding: message, as: UTF8.self), isWarning: isWarning == 1)
    }
  }
}
