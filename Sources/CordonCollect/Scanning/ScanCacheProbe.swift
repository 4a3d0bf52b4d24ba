/// The reader of cached entries as the fuzzer calls it.
package enum ScanCacheProbe {
  /// Reads bytes as an entry and as mistakes in rules, once as they are and once with a sum that is right, so that the
  /// reader behind the sum is reached.
  package static func read(_ bytes: [UInt8]) {
    let key = ScanCacheKey(volume: 1, inode: 2)
    _ = ScanCacheCodec.entry(bytes, key: key)
    _ = ScanCacheCodec.entry(ScanCacheCodec.sealed(bytes, key: key), key: key)
    var sum = ContentSum()
    sum.add(bytes)
    var writer = ScanCacheCodec.Writer()
    writer.bytes = bytes
    writer.sum(sum)
    var rules = ScanCacheCodec.Reader(bytes.dropFirst())
    _ = ScanCacheCodec.problems(writer.bytes, of: rules.sum() ?? ContentSum())
  }
}
