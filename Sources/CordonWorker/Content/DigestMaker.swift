internal import CCrypto
package import CordonModel

/// Makes the digests of one content after the other, with contexts of libcrypto that are used again.
@safe package final class DigestMaker {
  /// One algorithm, and whether the content at hand is for it.
  @safe private final class Line {
    let kind: Digest.Kind
    var isWanted: Bool = false
    let algorithm: OpaquePointer
    let context: OpaquePointer

    init?(_ kind: Digest.Kind) {
      guard let algorithm = unsafe EVP_MD_fetch(nil, kind.name, nil) else { return nil }
      guard let context = unsafe EVP_MD_CTX_new() else {
        unsafe EVP_MD_free(algorithm)
        return nil
      }
      self.kind = kind
      unsafe self.algorithm = algorithm
      unsafe self.context = context
    }

    deinit {
      unsafe EVP_MD_CTX_free(context)
      unsafe EVP_MD_free(algorithm)
    }
  }

  // SHA-256 first.
  private let lines: [Line]
  private var output: [UInt8] = Array(repeating: 0, count: 64)

  /// Prepares every algorithm that this system's libcrypto offers; a policy may forbid MD5.
  package init() { lines = Digest.Kind.allCases.compactMap { Line($0) } }

  /// Begins a content; SHA-256 is always made.
  package func begin(_ kinds: Set<Digest.Kind>) {
    for line in lines {
      line.isWanted = line.kind == .sha256 || (!kinds.isEmpty && kinds.contains(line.kind))
      if line.isWanted { line.isWanted = unsafe EVP_DigestInit_ex2(line.context, line.algorithm, nil) == 1 }
    }
  }

  /// Takes the next bytes.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    for line in lines where line.isWanted { _ = unsafe EVP_DigestUpdate(line.context, base, bytes.count) }
  }

  /// Ends the content; `nil` when libcrypto failed.
  package func finish() -> FileDigests? {
    var digests: FileDigests?
    for line in lines where line.isWanted {
      var length: UInt32 = 0
      guard unsafe EVP_DigestFinal_ex(line.context, &output, &length) == 1,
        let digest = Digest(line.kind, bytes: output.prefix(Int(length)))
      else { continue }
      switch line.kind {
      case .sha256: digests = FileDigests(sha256: digest)
      case .sha1: digests?.sha1 = digest
      case .md5: digests?.md5 = digest
      }
    }
    return digests
  }
}
