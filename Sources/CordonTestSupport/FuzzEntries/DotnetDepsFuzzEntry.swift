internal import CordonCollect

extension FuzzEntry {
  package static let dotnetDeps = FuzzEntry(name: "dotnet-deps") { bytes in
    let deps = DotnetDeps(bytes, depthLimit: 64, nameLimit: 1_024, entryLimit: 1_000)
    precondition(deps.entries.count <= 1_000, "more entries than the limit")
  }
}
