internal import CordonModel

/// What an inventory may still keep: a number of packages, and a number of bytes of their texts.
struct PackageBudget {
  private let options: InventoryOptions
  private(set) var packages: Int
  private var textBytes: Int
  private var lastLocation: String = ""
  /// A package had to be left out.
  private(set) var isSpent: Bool = false

  init(_ options: InventoryOptions) {
    self.options = options
    packages = options.packages
    textBytes = options.packageTextBytes
  }

  /// Takes the room for a package, or says that there is none.
  mutating func take(_ package: SoftwarePackage) -> Bool {
    // The packages of one database share the text of their place.
    let place: Int = package.location == lastLocation ? 0 : package.location.utf8.count
    let text: Int = place + 2 * (package.name.utf8.count + (package.version?.utf8.count ?? 0))
    guard !isSpent, packages > 0, textBytes >= text else {
      isSpent = true
      return false
    }
    packages -= 1
    textBytes -= text
    lastLocation = package.location
    return true
  }

  /// For a coverage gap.
  var detail: String {
    packages == 0
      ? "more than \(options.packages) packages"
      : "the texts of the packages are longer than \(options.packageTextBytes) bytes"
  }
}
