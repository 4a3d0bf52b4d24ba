internal import Yams

/// The only place that knows the YAML library: text in, ``PackNode`` out.
struct YamlSource {
  private let limits: PackLimits
  private let findings: FindingList
  /// What such a file begins with, for the author of an empty one.
  private let firstLine: String
  private var nodes: Int = 0

  init(limits: PackLimits, findings: FindingList, firstLine: String = "pack: 1") {
    self.limits = limits
    self.findings = findings
    self.firstLine = firstLine
  }

  /// Reads bytes that nobody has looked at yet; `nil` when they were refused, with the reasons in the findings.
  mutating func read(_ input: [UInt8]) -> PackNode? {
    guard let source = PackBytes(input, limits: limits, findings: findings) else { return nil }
    var yamlGuard: YamlGuard = YamlGuard(source.bytes, limits: limits, findings: findings)
    guard yamlGuard.pass() else { return nil }
    do {
      // `basic` resolves nothing: a version stays the text that was written. The encoding is named because the
      // library otherwise asks the environment.
      let parser: Parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        findings.error(Place(), "the file has no content: it begins with its format", example: firstLine)
        return nil
      }
      // Anchors are held weakly by the nodes and strongly by the parser.
      return withExtendedLifetime(parser) { convert(root, depth: 1) }
    } catch let error as YamlError {
      YamlProblem(error, bytes: source.bytes).report(to: findings)
    } catch {
      findings.error(Place(), "the file cannot be read as YAML (\(error))")
    }
    return nil
  }

  private mutating func convert(_ node: Node, depth: Int) -> PackNode? {
    let line: Int = node.mark?.line ?? 1
    nodes += 1
    guard nodes <= limits.nodes else {
      return refuse(line, "the file has more than \(limits.nodes) values: split it")
    }
    guard depth <= limits.depth else {
      return refuse(line, "the nesting is deeper than \(limits.depth) levels; no more than 6 are needed")
    }
    guard node.anchor == nil else { return refuse(line, "an anchor or alias is not allowed here") }
    switch node {
    case .scalar(let scalar): return PackNode(line: line, content: .text(scalar.string, style(of: scalar)))
    case .sequence(let sequence):
      var items: [PackNode] = []
      items.reserveCapacity(sequence.count)
      for item in sequence {
        guard let converted = convert(item, depth: depth + 1) else { return nil }
        items.append(converted)
      }
      return PackNode(line: line, content: .list(items))
    case .mapping(let mapping): return convert(mapping, line: line, depth: depth)
    case .alias: return refuse(line, "an alias is not allowed here")
    }
  }

  private mutating func convert(_ mapping: Node.Mapping, line: Int, depth: Int) -> PackNode? {
    var entries: [PackNode.Entry] = []
    entries.reserveCapacity(mapping.count)
    for (key, value) in mapping {
      let keyLine: Int = key.mark?.line ?? line
      guard case .scalar(let name) = key else {
        return refuse(keyLine, "a list or mapping stands where a field name belongs; a field name is a plain word")
      }
      guard name.string != "<<" else {
        return refuse(keyLine, "the merge key << is not allowed here: write the fields out")
      }
      guard let converted = convert(value, depth: depth + 1) else { return nil }
      entries.append(PackNode.Entry(key: name.string, keyLine: keyLine, value: converted))
    }
    return PackNode(line: line, content: .map(entries))
  }

  private func refuse(_ line: Int, _ message: String) -> PackNode? {
    findings.error(Place(line: line), message)
    return nil
  }

  private func style(of scalar: Node.Scalar) -> PackNode.Style {
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: .quoted
    case .literal, .folded: .block
    case .plain, .any: .plain
    }
  }
}
