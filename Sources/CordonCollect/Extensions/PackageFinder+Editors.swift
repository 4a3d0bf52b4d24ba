internal import CordonModel

extension PackageFinder {
  mutating func examineEditorExtension(_ folder: Folder) {}
}
