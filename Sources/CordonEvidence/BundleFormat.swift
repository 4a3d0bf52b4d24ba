/// The folder that holds the evidence of one case: what stands in it, and under which names.
package enum BundleFormat {
  /// The version of the format; readers refuse a higher one.
  package static let version = 1
  /// The signed list of everything else.
  package static let manifestName = "manifest.json"
}
