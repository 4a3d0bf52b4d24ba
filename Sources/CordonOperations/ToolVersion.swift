/// The version of Cordon that is running; it stands in every saved result.
package enum ToolVersion {
  package static let current = "0.1.0"
}
