internal import Glibc

/// Which distribution each layer of one store belongs to: its own os-release, else that of the nearest layer below.
struct LayerReleases {
  private static let lowerBytes: Int = 256 << 10
  /// Layers below one layer; Docker allows 128, the kernel 500.
  private static let depth: Int = 500

  let folder: Int32
  private var own: [[UInt8]: OSRelease] = [:]

  /// - Parameter folder: the open store, which has to stay open.
  init(folder: Int32) { self.folder = folder }

  /// - Parameters:
  ///   - name: the layer's folder in the store.
  ///   - layer: the root of its files, when it is open already.
  mutating func release(of name: [UInt8], files: String, layer: RootedDirectory, stepwise: Bool) -> OSRelease {
    let release: OSRelease = TargetIdentifier(root: layer).release()
    own[name] = release
    guard release == OSRelease(), files == "diff" else { return release }
    for lower in layersBelow(name) {
      if let known = own[lower] {
        if known != OSRelease() { return known }
        continue
      }
      guard let root = LayerReleases.open(lower, files: files, in: folder, path: [], stepwise: stepwise) else {
        continue
      }
      let found: OSRelease = TargetIdentifier(root: root).release()
      own[lower] = found
      if found != OSRelease() { return found }
    }
    return OSRelease()
  }

  /// Opens the files of a layer without following a link; `nil` when there is none to open.
  private static func open(
    _ name: [UInt8], files: String, in folder: Int32, path: [UInt8], stepwise: Bool
  ) -> RootedDirectory? {
    do throws(FileFailure) {
      return try LayerFolder.open(name, files: files, in: folder, path: path, stepwise: stepwise)
    } catch {
      return nil
    }
  }

  /// The folders of the layers below, nearest first: `lower` names short links in the folder `l` (`l/ABC:l/DEF`).
  private func layersBelow(_ name: [UInt8]) -> [[UInt8]] {
    do throws(FileFailure) {
      let place = try LayerFolder.open(name, in: folder)
      let file = try BoundedReader.open("lower", at: place.number)
      let content: FileContent = try BoundedReader.read(file, limit: LayerReleases.lowerBytes)
      return content.bytes.split { $0 == 0x3A || $0 == 0x0A }.prefix(LayerReleases.depth).compactMap(layer)
    } catch {
      return []
    }
  }

  /// The layer a short link leads to: `l/ABC` is a link to `../<layer>/diff`.
  private func layer(_ link: ArraySlice<UInt8>) -> [UInt8]? {
    let parts: [ArraySlice<UInt8>] = link.split(separator: 0x2F)
    guard parts.count == 2, parts[0].elementsEqual("l".utf8) else { return nil }
    let path: [CChar] = link.map { CChar(bitPattern: $0) } + [0]
    var buffer: [CChar] = Array(repeating: 0, count: 1_024)
    let capacity: Int = buffer.count
    let count: Int = unsafe readlinkat(folder, path, &buffer, capacity)
    guard count > 0, count < capacity else { return nil }
    let target: [UInt8] = buffer[..<count].map { UInt8(bitPattern: $0) }
    let steps: [ArraySlice<UInt8>] = target.split(separator: 0x2F)
    guard steps.count == 3, steps[0].elementsEqual("..".utf8), steps[2].elementsEqual("diff".utf8),
      !steps[1].elementsEqual("..".utf8), !steps[1].elementsEqual(".".utf8)
    else { return nil }
    return Array(steps[1])
  }
}
