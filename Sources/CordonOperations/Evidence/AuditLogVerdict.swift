internal import CordonCollect
internal import CordonEvidence
package import CordonModel
internal import Foundation

/// What is believed of a log of acts that somebody named. It is not signed, so it is never more than intact.
package enum AuditLogVerdict {
  /// Whether a path is that of a file: a bundle is a folder.
  package static func isLog(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  /// Reads the log to its end. Defects name its lines.
  ///
  /// - Parameter expectedHead: the sum of its last line, where that is known from elsewhere.
  /// - Throws: ``CordonError`` when it cannot be read at all.
  package static func read(_ path: String, expectedHead: Digest? = nil) throws(CordonError) -> BundleVerdict {
    let reading: AuditChain.Reading = AuditChain.read(
      try NamedFile.read(path, limit: AuditLogFile.byteLimit))
    var verdict = BundleVerdict(isSignerChecked: false)
    for defect in reading.defects {
      verdict.add(BundleDefect(.entryChanged, item: "line \(defect.line)", detail: defect.detail))
    }
    if reading.tornBytes > 0 { verdict.drafts.append("\(reading.tornBytes) bytes behind line \(reading.lines)") }
    verdict.parts = [
      BundleVerdict.Part(
        number: 1, items: max(0, reading.lines - 1), bytes: reading.wholeBytes, head: reading.chain.head)
    ]
    if let expectedHead, expectedHead != reading.chain.head {
      verdict.add(
        BundleDefect(
          .headDiffers, detail: "it ends with \(reading.chain.head.hex), expected \(expectedHead.hex)"))
    }
    return verdict
  }
}
