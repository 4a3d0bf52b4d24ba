internal import CordonCollect

extension FuzzEntry {
  package static let programRecord = FuzzEntry(name: "program-record") { bytes in
    _ = ProgramRecord(applicationINI: bytes, textLimit: 1_024)
    _ = ProgramRecord(javaRelease: bytes, textLimit: 1_024)
    _ = ProgramRecord(productInfo: bytes, depthLimit: 64, textLimit: 1_024)
    _ = ProgramRecord(packageJSON: bytes, depthLimit: 64, textLimit: 1_024)
    _ = ProgramRecord.version(inVersionFile: bytes)
    _ = ProgramLabel(String(decoding: bytes.prefix(1_024), as: UTF8.self))
  }
}
