"""Every rule of the layer check, broken once: the exact file, line and rule are expected."""

import json
import unittest

from small_house import SCRIPTS, SmallHouse


class ImportRules(SmallHouse):
    def broken_import(self, path: str, text: str, line: int, rule: str) -> None:
        self.write(path, text)
        self.assert_broken("check-layers", [f"{path}:{line}: {rule}"])

    def test_a_sound_house_stands(self) -> None:
        self.assert_stands("check-layers")

    def test_an_arrow_upwards(self) -> None:
        self.broken_import(
            "Sources/CordonDetect/Detector.swift",
            "package import CordonModel\n\ninternal import CordonCollect\n",
            3,
            "CordonDetect (L1) imports CordonCollect (L2): arrows point only downwards",
        )

    def test_a_sibling(self) -> None:
        self.broken_import(
            "Sources/CordonDetect/Detector.swift",
            "internal import CordonIntel\n",
            1,
            "CordonDetect (L1) imports CordonIntel (L1): siblings never import each other",
        )

    def test_an_arrow_downwards_that_is_not_in_the_table(self) -> None:
        self.broken_import(
            "Sources/CordonCollect/Walker.swift",
            "internal import CLinux\ninternal import CordonDetect\n",
            2,
            "CordonCollect (L2) imports CordonDetect (L1): this arrow is not in Scripts/layers.json",
        )

    def test_an_argument_parser_outside_the_commands(self) -> None:
        self.broken_import(
            "Sources/CordonOperations/Check.swift",
            "internal import ArgumentParser\n",
            1,
            "CordonOperations imports ArgumentParser, which is allowed only in CordonCommands, cordon, cordon-agent, "
            "cordon-server, cordon-gateway, cordon-sim",
        )

    def test_yaml_outside_intel(self) -> None:
        self.broken_import(
            "Sources/CordonDetect/Rules.swift",
            "// YAML?\ninternal import struct Yams.Node\n",
            2,
            "CordonDetect imports Yams, which is allowed only in CordonIntel",
        )

    def test_a_shim_of_another_target(self) -> None:
        self.broken_import(
            "Sources/CordonOperations/Check.swift",
            "@preconcurrency internal import CLinux\n",
            1,
            "CordonOperations imports CLinux, which belongs to CordonCollect alone",
        )

    def test_a_system_module_in_the_words(self) -> None:
        self.broken_import(
            "Sources/CordonVersions/Version.swift",
            "internal import Foundation\n",
            1,
            "CordonVersions (L0) imports Foundation, which Scripts/layers.json does not allow there",
        )

    def test_a_system_module_in_an_engine(self) -> None:
        self.broken_import(
            "Sources/CordonDetect/Detector.swift",
            "#if canImport(Glibc)\n  internal import Glibc\n#endif\n",
            2,
            "CordonDetect (L1) imports Glibc, which Scripts/layers.json does not allow there",
        )

    def test_a_main(self) -> None:
        self.change_manifest('["CordonOperations", argumentParser]', '["CordonOperations", "cordon", argumentParser]')
        self.write("Sources/CordonCommands/Root.swift", "internal import cordon\n")
        self.assert_broken(
            "check-layers",
            [
                "Package.swift:13: CordonCommands (L4) depends on cordon (main): nobody imports a main",
                "Sources/CordonCommands/Root.swift:1: CordonCommands (L4) imports cordon (main): nobody imports a main",
            ],
        )

    def test_test_support_in_a_product(self) -> None:
        self.broken_import(
            "Sources/CordonCommands/Root.swift",
            "internal import CordonTestSupport\n",
            1,
            "CordonCommands (L4) imports CordonTestSupport, which serves development only",
        )

    def test_an_import_the_manifest_does_not_name(self) -> None:
        self.broken_import(
            "Sources/CordonIntel/Reader.swift",
            "package import CordonModel\npackage import CordonVersions\n",
            2,
            "CordonIntel imports CordonVersions without naming it in Package.swift",
        )

    def test_a_re_export(self) -> None:
        self.broken_import(
            "Sources/CordonDetect/Detector.swift",
            "@_exported public import CordonModel\n",
            1,
            "CordonDetect re-exports CordonModel: every file names what it uses",
        )

    def test_testable_outside_of_tests(self) -> None:
        self.broken_import(
            "Sources/CordonDetect/Detector.swift",
            "@testable import CordonModel\n",
            1,
            "CordonDetect imports CordonModel as @testable outside of tests",
        )

    def test_a_test_that_reaches_upwards(self) -> None:
        self.broken_import(
            "Tests/CordonModelTests/AdvisoryTests.swift",
            "import Testing\nimport CordonDetect\n",
            2,
            "CordonModelTests (test) imports CordonDetect (L1): this arrow is not in Scripts/layers.json",
        )

    def test_what_only_looks_like_an_import_is_none(self) -> None:
        self.write(
            "Sources/CordonVersions/Version.swift",
            '/* import Foundation\n /* import Glibc */\n import Dispatch */\n'
            'let text = """\n  import Foundation\n  """\n// import Foundation\nlet raw = #"import Foundation"#\n',
        )
        self.assert_stands("check-layers")


class ManifestRules(SmallHouse):
    def test_a_dependency_upwards(self) -> None:
        self.change_manifest('"CordonDetect", dependencies: ["CordonModel"]', '"CordonDetect", dependencies: ["CordonCollect"]')
        self.write("Sources/CordonDetect/Detector.swift", "\n")
        self.assert_broken(
            "check-layers",
            ["Package.swift:9: CordonDetect (L1) depends on CordonCollect (L2): arrows point only downwards"],
        )

    def test_a_dependency_through_a_constant(self) -> None:
        self.change_manifest('"CordonDetect", dependencies: ["CordonModel"]', '"CordonDetect", dependencies: [argumentParser]')
        self.write("Sources/CordonDetect/Detector.swift", "\n")
        answer = self.run_script("check-layers")
        self.assertIn("Package.swift:9: CordonDetect depends on ArgumentParser, which is allowed only in", answer.stdout)
        self.assertEqual(answer.returncode, 1)

    def test_a_shim_with_two_users(self) -> None:
        self.change_manifest('["CordonOperations", argumentParser]', '["CordonOperations", "CLinux", argumentParser]')
        self.assert_broken(
            "check-layers",
            [
                "Package.swift:10: CLinux is used by CordonCollect, CordonCommands: a C target serves exactly one target",
                "Package.swift:13: CordonCommands depends on CLinux, which belongs to CordonCollect alone",
            ],
        )

    def test_a_target_without_a_row(self) -> None:
        self.change_manifest('    .target(name: "CLinux"),\n', '    .target(name: "CLinux"),\n    .target(name: "CordonMagic"),\n')
        self.write("Sources/CordonMagic/Magic.swift", "\n")
        self.assert_broken("check-layers", ["Package.swift:11: target CordonMagic has no row in Scripts/layers.json"])

    def test_a_folder_with_another_name(self) -> None:
        self.change_manifest('.target(name: "CordonDetect",', '.target(name: "CordonDetect", path: "Sources/Detection",')
        (self.root / "Sources/CordonDetect").rename(self.root / "Sources/Detection")
        self.assert_broken(
            "check-layers",
            ["Package.swift:9: target CordonDetect lies in Sources/Detection: folder name = target name"],
        )

    def test_a_folder_that_is_no_target(self) -> None:
        self.write("Sources/CordonFilter/Filter.swift", "\n")
        self.assert_broken("check-layers", ["Sources/CordonFilter:1: this folder is no target of Package.swift"])

    def test_a_target_without_a_folder(self) -> None:
        (self.root / "Sources/CLinux/CLinux.c").unlink()
        (self.root / "Sources/CLinux").rmdir()
        self.assert_broken("check-layers", ["Package.swift:10: target CLinux has no folder Sources/CLinux"])

    def test_a_manifest_the_scan_cannot_read(self) -> None:
        dump = {"targets": [{"name": "CordonDetect", "dependencies": [{"byName": ["CordonStore", None]}]}]}
        self.write("dump.json", json.dumps(dump))
        self.assert_broken(
            "check-layers",
            [
                "Package.swift:9: the dependencies of CordonDetect are written in a way this check cannot read: "
                "it sees [CordonModel], SwiftPM [CordonStore]"
            ],
            "--manifest-dump",
            str(self.root / "dump.json"),
        )


class TableRules(SmallHouse):
    def changed_table(self, name: str, imports: list) -> str:
        table = json.loads((SCRIPTS / "layers.json").read_text())
        table["targets"][name]["imports"] = imports
        self.write("layers.json", json.dumps(table, indent=1))
        return str(self.root / "layers.json")

    def line_of(self, name: str) -> int:
        lines = (self.root / "layers.json").read_text().splitlines()
        return next(number for number, text in enumerate(lines, 1) if text.strip().startswith(f'"{name}": '))

    def test_a_table_that_allows_a_sibling(self) -> None:
        table = self.changed_table("CordonDetect", ["CordonModel", "CordonReport"])
        self.assert_broken(
            "check-layers",
            [
                f"layers.json:{self.line_of('CordonDetect')}: CordonDetect (L1) imports CordonReport (L1): "
                "siblings never import each other; the table must not allow it"
            ],
            "--table",
            table,
        )

    def test_a_table_that_allows_what_has_no_row(self) -> None:
        table = self.changed_table("CordonIntel", ["CordonModel", "CordonNowhere"])
        self.assert_broken(
            "check-layers",
            [f"layers.json:{self.line_of('CordonIntel')}: CordonIntel may import CordonNowhere, which has no row"],
            "--table",
            table,
        )

    def test_a_table_that_cannot_be_read(self) -> None:
        self.write("layers.json", "{")
        answer = self.run_script("check-layers", "--table", str(self.root / "layers.json"))
        self.assertEqual(answer.returncode, 78)
        self.assertIn("check-layers:", answer.stderr)


if __name__ == "__main__":
    unittest.main()
