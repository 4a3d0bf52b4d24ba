internal import CordonInspect
internal import CordonModel

/// Product and build of a Windows system, from its registry.
struct WindowsRelease {
  /// Such as `Windows 10 Pro 22H2 (build 19045)`; `nil` when the registry does not tell.
  let description: String?

  private static let key: [String] = ["Microsoft", "Windows NT", "CurrentVersion"]

  init(root: RootedDirectory, options: InventoryOptions = InventoryOptions()) {
    let names = CaselessPath(root: root, entryLimit: options.windowsFolderEntries)
    do throws(FileFailure) {
      guard let path = try names.find(WindowsPrograms.software) else {
        description = nil
        return
      }
      let file = try root.openFile(path)
      description = WindowsRelease.description(of: try FileSource(file))
    } catch {
      // That the hive cannot be read is a gap of the check `programs`.
      description = nil
    }
  }

  private static func description(of source: FileSource) -> String? {
    do throws(RegistryFault) {
      var hive = try RegistryHive(source)
      guard let key = try hive.key(at: WindowsRelease.key) else { return nil }
      let values: RegistryValues = try hive.values(["productname", "displayversion", "currentbuild"], of: key)
      guard let product = text("productname", values) else { return nil }
      let build: String? = text("currentbuild", values)
      // Windows 11 still calls itself 10 here; its builds begin with 22000.
      let isEleven: Bool = (build.flatMap { Int($0) } ?? 0) >= 22_000 && product.hasPrefix("Windows 10")
      let name: String = isEleven ? "Windows 11" + product.dropFirst("Windows 10".count) : product
      return [name, text("displayversion", values), build.map { "(build \($0))" }].compactMap { $0 }
        .joined(separator: " ")
    } catch {
      return nil
    }
  }

  private static func text(_ name: String, _ values: RegistryValues) -> String? {
    guard let text = values.texts[name], !text.isEmpty, text.utf8.count <= 128 else { return nil }
    return PrintablePath.text(Array(text.utf8))
  }
}
