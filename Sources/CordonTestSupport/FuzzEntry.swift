/// One parser of foreign bytes, as the fuzzer and the fail-case replay call it.
///
/// `run` must return for every input: a trap, a hang or unbounded memory is a defect of the parser.
/// The files in `FuzzTesting/FailCases/<name>/` are replayed by `make test`.
package struct FuzzEntry: Sendable {
  /// The name of its folder of cases, lower case with hyphens.
  package let name: String
  /// Parses the bytes and throws the result away.
  package let run: @Sendable ([UInt8]) -> Void

  package init(name: String, run: @escaping @Sendable ([UInt8]) -> Void) {
    self.name = name
    self.run = run
  }

  /// Every parser there is; `make check` holds the list against the folder `FuzzEntries`.
  package static let all: [FuzzEntry] = [
    .apkInstalled, .archive, .asar, .auditLog, .checkJSON, .chromiumManifest, .chromiumPreferences,
    .composerInstalled, .compoundFile, .controlGroup, .cycloneDX, .dotnetDeps, .dpkgLog, .dpkgStatus, .evidenceKey,
    .evidenceManifest, .exceptions, .executable, .filterListing, .firefoxExtensions, .flatpakDeploy, .gemspec,
    .goBuildInfo, .gzip, .inetDiagnosis, .inventoryJSON, .javaManifest, .keptPlace, .logLines, .mappedFiles,
    .metainfo, .mountTable, .netfilterOrder, .npmLock, .nuspec, .osRelease, .pack, .packageJSON, .packageURL,
    .pacmanDescription, .pathPattern, .peVersion, .plugAndPlay, .pomProperties, .procMaps, .procStat, .programRecord,
    .propertyList, .pythonMetadata, .registryHive, .rpmBerkeley, .rpmHeader, .rpmNdb, .rustAuditData, .scanCache,
    .snapYAML, .socketTable, .userNames, .vaultEntry, .vaultJournal, .version, .versionRange, .workerAnswer,
    .workerTask, .yaraSource, .zip,
  ]
}
