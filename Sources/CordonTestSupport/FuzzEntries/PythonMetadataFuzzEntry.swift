internal import CordonCollect

extension FuzzEntry {
  package static let pythonMetadata = FuzzEntry(name: "python-metadata") { bytes in
    let metadata = PythonMetadata(bytes, nameLimit: 1_024)
    _ = PythonMetadata(bytes, nameLimit: 16, isCut: true)
    if let name = metadata.name {
      _ = PythonMetadata.normalised(name)
      _ = PythonMetadata.identity(inFolderName: name)
    }
  }
}
