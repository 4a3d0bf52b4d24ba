"""A small package on disk whose rules can be broken one at a time."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import List

SCRIPTS = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(SCRIPTS))

MANIFEST = """\
import PackageDescription
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let package = Package(
  name: "small",
  targets: [
    .target(name: "CordonVersions"),
    .target(name: "CordonModel", dependencies: ["CordonVersions"]),
    .target(name: "CordonIntel", dependencies: ["CordonModel", .product(name: "Yams", package: "Yams")]),
    .target(name: "CordonDetect", dependencies: ["CordonModel"]),
    .target(name: "CLinux"),
    .target(name: "CordonCollect", dependencies: ["CLinux", "CordonModel"]),
    .target(name: "CordonOperations", dependencies: ["CordonCollect", "CordonDetect", "CordonModel"]),
    .target(name: "CordonCommands", dependencies: ["CordonOperations", argumentParser]),
    .executableTarget(name: "cordon", dependencies: ["CordonCommands"]),
    .target(name: "CordonTestSupport", dependencies: ["CordonModel"]),
    .testTarget(name: "CordonModelTests", dependencies: ["CordonModel", "CordonTestSupport"]),
  ])
"""

SOURCES = {
    "Sources/CordonVersions/Version.swift": "package struct Version {}\n",
    "Sources/CordonModel/Advisory.swift": "package import CordonVersions\n",
    "Sources/CordonIntel/Reader.swift": "package import CordonModel\ninternal import Yams\n",
    "Sources/CordonDetect/Detector.swift": "package import CordonModel\n",
    "Sources/CLinux/CLinux.c": "\n",
    "Sources/CordonCollect/Walker.swift": "internal import CLinux\npackage import CordonModel\n",
    "Sources/CordonOperations/Check.swift": "internal import CordonCollect\nimport CordonDetect\n",
    "Sources/CordonCommands/Root.swift": "internal import ArgumentParser\ninternal import CordonOperations\n",
    "Sources/cordon/main.swift": "internal import CordonCommands\n",
    "Sources/CordonTestSupport/Support.swift": "internal import CordonModel\n",
    "Tests/CordonModelTests/AdvisoryTests.swift": "import Testing\nimport CordonModel\nimport CordonTestSupport\n",
}


class SmallHouse(unittest.TestCase):
    """Writes a tree that breaks nothing; a test changes one file and expects one answer."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        self.write("Package.swift", MANIFEST)
        for path, text in SOURCES.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change_manifest(self, old: str, new: str) -> None:
        text = (self.root / "Package.swift").read_text()
        self.assertIn(old, text)
        self.write("Package.swift", text.replace(old, new))

    def run_script(self, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, str(SCRIPTS / name), "--root", str(self.root), *arguments],
            capture_output=True, text=True, timeout=120, check=False,
        )

    def assert_broken(self, script: str, expected: List[str], *arguments: str) -> None:
        answer = self.run_script(script, *arguments)
        self.assertEqual(answer.stdout.splitlines(), expected, answer.stderr)
        self.assertEqual(answer.returncode, 1)

    def assert_stands(self, script: str, *arguments: str) -> None:
        answer = self.run_script(script, *arguments)
        self.assertEqual((answer.stdout, answer.stderr, answer.returncode), ("", "", 0))


