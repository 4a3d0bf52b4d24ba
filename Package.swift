// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Layers, rooms and the arrows between them: ARCHITECTURE.md. `Scripts/check-layers` holds this
// file and every import against the table in `Scripts/layers.json`.

let environment: [String: String] = ProcessInfo.processInfo.environment

/// CI sets it: a warning is an error there, and only there, so that a newer compiler never keeps a user from building.
let isStrict: Bool = environment["CORDON_STRICT"] == "1"

let house: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

/// For targets that read foreign bytes: every unsafe construct has to be acknowledged where it stands.
let byteParser: [SwiftSetting] = house + [.strictMemorySafety()]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

var targets: [Target] = [
  // L0 words
  .target(name: "CordonVersions", swiftSettings: byteParser),
  .target(name: "CordonModel", dependencies: ["CordonVersions"], swiftSettings: byteParser),

  // L1 engines
  .target(name: "CordonIntel", dependencies: ["CordonModel", "CordonVersions", yams], swiftSettings: byteParser),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .target(name: "CordonInspect", dependencies: ["CZlib", "CordonModel", "CordonVersions"], swiftSettings: byteParser),
  .target(name: "CordonDetect", dependencies: ["CordonModel", "CordonVersions"], swiftSettings: byteParser),
  .target(name: "CordonReport", dependencies: ["CordonModel", "CordonVersions"], swiftSettings: byteParser),
  .target(name: "CordonEvidence", dependencies: ["CordonModel", "CordonVersions", crypto], swiftSettings: byteParser),

  // L2 adapters
  .target(name: "CLinux", swiftSettings: house),
  .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
  .target(
    name: "CordonCollect", dependencies: ["CLinux", "CSQLite", "CordonInspect", "CordonModel", "CordonVersions"],
    swiftSettings: byteParser),

  .systemLibrary(name: "CYara", pkgConfig: "yara", providers: [.apt(["libyara-dev"])]),
  .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
  .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  .target(name: "CSandbox", swiftSettings: house),
  .target(
    name: "CordonWorker",
    dependencies: [
      "CArchive", "CCrypto", "CSandbox", "CYara", "CordonDetect", "CordonInspect", "CordonModel", "CordonVersions",
    ],
    swiftSettings: byteParser),

  .target(name: "CFileState", swiftSettings: house),
  .target(
    name: "CordonRespond", dependencies: ["CFileState", "CordonModel", "CordonVersions", crypto],
    swiftSettings: byteParser),
  .target(name: "CNetfilter", linkerSettings: [.linkedLibrary("nftables")]),
  .target(
    name: "CordonNetfilter", dependencies: ["CNetfilter", "CordonModel", "CordonVersions"],
    swiftSettings: byteParser),

  // L3 operations
  .target(
    name: "CordonOperations",
    dependencies: [
      "CordonCollect", "CordonDetect", "CordonEvidence", "CordonIntel", "CordonModel", "CordonNetfilter",
      "CordonReport", "CordonRespond", "CordonVersions",
    ],
    swiftSettings: house),

  // L4 products
  .target(
    name: "CordonCommands",
    dependencies: [
      "CordonCollect", "CordonDetect", "CordonEvidence", "CordonIntel", "CordonModel", "CordonNetfilter",
      "CordonOperations", "CordonReport", "CordonRespond", "CordonVersions", argumentParser,
    ],
    swiftSettings: house),
  .executableTarget(name: "cordon", dependencies: ["CordonCommands"], swiftSettings: house),
  .executableTarget(name: "cordon-worker", dependencies: ["CordonWorker"], swiftSettings: house),
  .executableTarget(name: "cordon-netfilter", dependencies: ["CordonNetfilter"], swiftSettings: house),

  // Tests only
  .target(
    name: "CordonTestSupport",
    dependencies: [
      "CordonCollect", "CordonDetect", "CordonEvidence", "CordonInspect", "CordonIntel", "CordonModel",
      "CordonNetfilter", "CordonReport", "CordonRespond", "CordonVersions", "CordonWorker",
    ],
    swiftSettings: house),
  .testTarget(
    name: "CordonVersionsTests", dependencies: ["CordonVersions", "CordonTestSupport"], swiftSettings: house),
  .testTarget(name: "CordonModelTests", dependencies: ["CordonModel", "CordonTestSupport"], swiftSettings: house),
  .testTarget(
    name: "CordonIntelTests", dependencies: ["CordonIntel", "CordonModel", "CordonVersions", "CordonTestSupport"],
    swiftSettings: house),
  .testTarget(
    name: "CordonInspectTests",
    dependencies: ["CordonInspect", "CordonModel", "CordonVersions", "CordonTestSupport"], swiftSettings: house),
  .testTarget(
    name: "CordonDetectTests", dependencies: ["CordonDetect", "CordonModel", "CordonVersions", "CordonTestSupport"],
    swiftSettings: house),
  .testTarget(
    name: "CordonReportTests", dependencies: ["CordonReport", "CordonModel", "CordonVersions", "CordonTestSupport"],
    exclude: ["Golden"], swiftSettings: house),
  .testTarget(
    name: "CordonCollectTests",
    dependencies: [
      "CordonCollect", "CordonInspect", "CordonModel", "CordonVersions", "CordonTestSupport", "cordon-worker",
    ],
    swiftSettings: house),
  .testTarget(
    name: "CordonWorkerTests",
    dependencies: [
      "CordonWorker", "CordonDetect", "CordonInspect", "CordonIntel", "CordonModel", "CordonVersions",
      "CordonTestSupport",
      "cordon-worker",
    ],
    swiftSettings: house),
  .testTarget(
    name: "CordonOperationsTests",
    dependencies: [
      "CordonOperations", "CordonCollect", "CordonDetect", "CordonEvidence", "CordonIntel", "CordonModel",
      "CordonReport", "CordonVersions", "CordonTestSupport", "cordon-worker",
    ],
    swiftSettings: house),
  .testTarget(
    name: "CordonCommandsTests",
    dependencies: [
      "CordonCommands", "cordon", "cordon-netfilter", "cordon-worker", "CordonModel", "CordonTestSupport",
    ],
    swiftSettings: house),
  .testTarget(
    name: "CordonEvidenceTests", dependencies: ["CordonEvidence", "CordonModel", "CordonTestSupport"],
    exclude: ["Golden"],
    swiftSettings: house),
  .testTarget(
    name: "CordonRespondTests", dependencies: ["CordonRespond", "CordonModel", "CordonTestSupport"],
    swiftSettings: house),
  .testTarget(
    name: "CordonNetfilterTests",
    dependencies: ["CordonNetfilter", "CordonModel", "CordonTestSupport", "cordon", "cordon-netfilter"],
    swiftSettings: house),
  .testTarget(
    name: "FailCaseTests", dependencies: ["CordonTestSupport"], swiftSettings: house),
]

if environment["CORDON_BENCHMARKS"] == "1" {
  targets.append(
    .executableTarget(
      name: "cordon-bench",
      dependencies: [
        "CordonCollect", "CordonDetect", "CordonInspect", "CordonIntel", "CordonModel", "CordonOperations",
        "CordonReport", "CordonVersions", "CordonWorker",
      ],
      path: "Benchmarks/cordon-bench", swiftSettings: house))
}

if environment["CORDON_FUZZ"] == "1" {
  targets.append(
    .executableTarget(
      name: "cordon-fuzz", dependencies: ["CordonTestSupport"], path: "FuzzTesting/cordon-fuzz", swiftSettings: house))
}

let package = Package(
  name: "cordon",
  products: [
    .executable(name: "cordon", targets: ["cordon"]),
    .executable(name: "cordon-worker", targets: ["cordon-worker"]),
    .executable(name: "cordon-netfilter", targets: ["cordon-netfilter"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: targets
)
