internal import CordonCollect

extension FuzzEntry {
  package static let rpmHeader = FuzzEntry(name: "rpm-header") { bytes in
    do throws(RpmHeader.Fault) {
      _ = try RpmHeader(bytes, nameLimit: 1_024).fullVersion
    } catch {
      return
    }
  }
}
