internal import ArgumentParser
internal import CordonEvidence
internal import CordonModel
internal import CordonOperations
internal import CordonReport

/// `cordon verify BUNDLE`: is this evidence what its signer made?
struct VerifyCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Is this evidence genuine?",
    discussion: """
      Reads a bundle that `cordon check --case` filled, without any network, and
      names every item that was changed, removed, added or moved.

      Examples:
        cordon verify case-17 --key evidence-key.pub    the signer's public key
        cordon verify case-17 --key 4f1c…               or its fingerprint, 64 digits
        cordon verify case-17                           intact? By whom is not asked.
        cordon verify /var/lib/cordon/audit.ndjson      the log of acts: is it whole?

      Exit codes:
        0 genuine: intact, and signed by a key that was named, while it was valid;
        12 intact, but the signer was not checked, or not everything could be read;
        65 something is wrong; it is named.
      """)

  @Argument(
    help: ArgumentHelp("The folder of the bundle, or the log of acts.", valueName: "bundle"), completion: .file())
  var bundle: String

  @Option(
    name: .customLong("key"),
    help: ArgumentHelp(
      "A key you trust: its fingerprint, or its file evidence-key.pub. Repeatable.", valueName: "fingerprint|file"))
  var keys: [String] = []

  @Option(
    help: ArgumentHelp(
      "How the bundle has to end, as noted down when it was written: finds out when its last parts are gone.",
      valueName: "sha256"))
  var head: String?

  @Option(help: ArgumentHelp("Read at most this many items.", valueName: "number"))
  var maxItems: Int = BundleLimits().items

  @Flag(name: .shortAndLong, help: "Show everything, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [
      EnvironmentOption(name: "key"), EnvironmentOption(name: "head"), EnvironmentOption(name: "max-items"),
      EnvironmentOption(name: "verbose", short: "v", isFlag: true),
    ] + OutputOptions.environmentOptions

  mutating func validate() throws {
    if maxItems < 1 { throw ValidationError("--max-items is a number of items from 1 on.") }
    if let head, Digest(hex: head)?.kind != .sha256 { throw ValidationError("--head is a SHA-256: 64 hex digits.") }
  }

  func run() throws {
    try output.check(BundleRenderer.formats)
    let verdict: BundleVerdict = try AuditLogVerdict.isLog(bundle) ? ofLog() : ofBundle()
    try output.write(formats: BundleRenderer.formats, verbose: verbose) {
      (format, options, buffer) throws(CordonError) in
      try BundleRenderer.write(verdict, as: format, options: options, to: &buffer)
    }
    throw ExitCode(verdict.state.exitCode)
  }

  private func ofLog() throws(CordonError) -> BundleVerdict {
    guard keys.isEmpty else {
      throw CordonError(.usage, "The log of acts is not signed. Leave --key out.", location: .init(file: bundle))
    }
    return try AuditLogVerdict.read(bundle, expectedHead: head.flatMap { Digest(hex: $0) })
  }

  private func ofBundle() throws(CordonError) -> BundleVerdict {
    var verifier = BundleVerifier(expectedHead: head.flatMap { Digest(hex: $0) })
    for key in keys { verifier.keys.append(try EvidenceKeyStore.trusted(key)) }
    verifier.limits.items = maxItems
    var source = try BundleFolder(path: bundle)
    return verifier.verify(&source)
  }
}
