internal import CordonModel

/// A verdict on a bundle as JSON: schema `cordon.verify`, version 1 (`Documentation/EvidenceBundle.md`).
enum BundleJSON {
  static func encode(_ verdict: BundleVerdict) -> [UInt8] {
    JSONValue.object([
      "schema": .string("cordon.verify"),
      "schemaVersion": .integer(1),
      "state": .string(verdict.state.rawValue),
      "exitCode": .integer(Int64(verdict.state.exitCode)),
      "signerChecked": .boolean(verdict.isSignerChecked),
      "bundle": .optional(verdict.bundle),
      "head": .optional(verdict.head?.hex),
      "items": .integer(Int64(verdict.itemCount)),
      "bytes": .integer(Int64(verdict.byteCount)),
      "parts": .array(verdict.parts.map(part)),
      "defects": .array(verdict.defects.map(defect)),
      "defectsOmitted": .integer(Int64(verdict.defectsOmitted)),
      "gaps": .array(
        verdict.gaps.map { gap in
          .object([
            "path": .string(gap.path), "detail": .string(gap.detail), "refused": .boolean(gap.isRefused),
          ])
        }),
      "gapsOmitted": .integer(Int64(verdict.gapsOmitted)),
      "drafts": .strings(verdict.drafts),
    ]).bytes
  }

  private static func part(_ part: BundleVerdict.Part) -> JSONValue {
    .object([
      "part": .integer(Int64(part.number)),
      "items": .integer(Int64(part.items)),
      "bytes": .integer(Int64(part.bytes)),
      "signed": .optional(part.signed?.text),
      "signer": .optional(part.signer?.fingerprint?.hex),
      "notBefore": .optional(part.signer?.notBefore.text),
      "notAfter": .optional(part.signer?.notAfter.text),
      "head": .optional(part.head?.hex),
    ])
  }

  private static func defect(_ defect: BundleDefect) -> JSONValue {
    .object([
      "kind": .string(defect.kind.rawValue),
      "part": defect.part.map { .integer(Int64($0)) } ?? .null,
      "item": .optional(defect.item),
      "detail": .string(defect.detail),
    ])
  }
}
