internal import CLinux
internal import Glibc

/// Opens the folders of a store of layers. A link in the place of a layer is refused: it could lead anywhere.
enum LayerFolder {
  private static let flags: Int32 = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_NOFOLLOW

  /// The folder of a layer.
  static func open(_ name: [UInt8], in store: Int32) throws(FileFailure) -> Descriptor {
    let path: [CChar] = name.map { CChar(bitPattern: $0) } + [0]
    return try Descriptor(result: unsafe cordon_open_at(store, path, flags))
  }

  /// The files of a layer, as a root of its own that no link leads out of.
  ///
  /// - Parameter path: the absolute path of the files, where the system does not tell it.
  static func open(
    _ name: [UInt8], files: String, in store: Int32, path: [UInt8], stepwise: Bool
  ) throws(FileFailure) -> RootedDirectory {
    let layer: Descriptor = try open(name, in: store)
    let root = try Descriptor(result: unsafe cordon_open_at(layer.number, files, flags))
    return try RootedDirectory(root, path: path, confinement: .inRoot, stepwise: stepwise)
  }
}
