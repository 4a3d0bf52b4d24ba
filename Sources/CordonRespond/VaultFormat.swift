/// The folder that holds what was taken out of circulation.
package enum VaultFormat {
  /// The version of the format; readers refuse a higher one.
  package static let version = 1
}
