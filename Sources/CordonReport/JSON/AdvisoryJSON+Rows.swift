internal import CordonModel
internal import CordonVersions

extension AdvisoryJSON {
  static func product(_ product: AffectedProduct) -> JSONValue {
    .object([
      "productID": .string(product.id), "name": .string(product.name), "vendor": .optional(product.vendor),
      "aliases": .strings(product.aliases), "platform": .string(product.platform.rawValue),
      "purls": .strings(product.purls), "scheme": .string(product.scheme.rawValue),
      "knownAffected": .strings(product.knownAffected),
      "affectedRanges": .array(
        product.affectedRanges.map {
          .object(["range": .string($0.range), "verdict": .string($0.verdict.rawValue)])
        }),
      "knownNotAffected": .strings(product.knownNotAffected), "fixed": .strings(product.fixed),
      "installedWithin": window(product.installedWithin), "confidence": .string(product.confidence.rawValue),
      "note": .optional(product.note), "sources": .strings(product.sources),
    ])
  }

  static func file(_ file: FileIndicator) -> JSONValue {
    .object([
      "name": .string(file.name), "platform": .string(file.platform.rawValue), "version": .optional(file.version),
      "sha256": .optional(file.sha256), "sha1": .optional(file.sha1), "md5": .optional(file.md5),
      "size": file.size.map { .integer($0) } ?? .null, "verdict": .string(file.verdict.rawValue),
      "role": .string(file.role), "confidence": .string(file.confidence.rawValue), "note": .optional(file.note),
      "sources": .strings(file.sources),
    ])
  }

  static func path(_ path: PathIndicator) -> JSONValue {
    .object([
      "platform": .string(path.platform.rawValue), "path": .string(path.path), "role": .string(path.role),
      "malicious": .boolean(path.malicious), "note": .optional(path.note), "sources": .strings(path.sources),
    ])
  }

  static func signer(_ signer: SignerIndicator) -> JSONValue {
    .object([
      "subject": .string(signer.subject), "serial": .optional(signer.serial), "issuer": .optional(signer.issuer),
      "role": .string(signer.role), "signedWithin": window(signer.signedWithin), "note": .optional(signer.note),
      "sources": .strings(signer.sources),
    ])
  }

  static func network(_ network: NetworkIndicator) -> JSONValue {
    .object([
      "type": .string(network.type.rawValue), "value": .string(network.value), "role": .string(network.role),
      "match": .boolean(network.match), "block": .string(network.block.rawValue),
      "confidence": .string(network.confidence.rawValue), "valid": window(network.valid),
      "note": .optional(network.note), "sources": .strings(network.sources),
    ])
  }

  static func trace(_ trace: Trace) -> JSONValue {
    .object([
      "kind": .string(trace.kind.rawValue), "value": .string(trace.value), "role": .string(trace.role),
      "technique": .optional(trace.technique), "note": .optional(trace.note), "sources": .strings(trace.sources),
    ])
  }

  static func checks(_ checks: RequiredChecks) -> JSONValue {
    .object([
      "platform": .string(checks.platform.rawValue), "targets": .strings(checks.targets.map(\.rawValue)),
      "require": .strings(checks.require.map(\.rawValue)),
      "deep": .strings(checks.deep.map(\.rawValue)), "later": .strings(checks.later.map(\.rawValue)),
    ])
  }
}
