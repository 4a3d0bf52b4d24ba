"""Manual pages say what the program says, lead somewhere, and are clean for mandoc."""

import importlib.machinery
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent
MAN = SCRIPTS.parent / "Documentation" / "man"
sys.dont_write_bytecode = True

loader = importlib.machinery.SourceFileLoader("man_pages", str(SCRIPTS / "generate-man-pages"))
spec = importlib.util.spec_from_loader("man_pages", loader)
man_pages = importlib.util.module_from_spec(spec)
loader.exec_module(man_pages)

DUMP = {
    "commandName": "cordon",
    "abstract": "Does things.",
    "discussion": "Runs.\nAnd runs.\n\nExit codes of go:\n  0 good, 1 bad\nErrors:\n  2 worse\nMore counts.\n\nExamples:\n  cordon go .x",
    "subcommands": [
        {"commandName": "help"},
        {"commandName": "secret", "shouldDisplay": False},
        {
            "commandName": "go",
            "abstract": "Goes.",
            "discussion": "'quoted' and .dotted \\ text.\n\nExamples:\n  .x\n  'y",
            "arguments": [
                {"kind": "positional", "valueName": "place", "isOptional": True, "isRepeating": True, "abstract": "Where."},
                {"kind": "positional", "valueName": "two words", "isOptional": False, "isRepeating": False},
                {
                    "kind": "option", "names": [{"kind": "short", "name": "o"}, {"kind": "long", "name": "output"}],
                    "preferredName": {"kind": "long", "name": "output"}, "valueName": "how", "isOptional": True,
                    "abstract": "How. Or why.", "allValues": ["a", "b"], "defaultValue": "a",
                },
                {"kind": "flag", "names": [{"kind": "long", "name": "help"}], "isOptional": True},
            ],
        },
        {"commandName": "group", "abstract": "Groups.", "subcommands": [{"commandName": "one", "abstract": "First."}]},
    ],
}


class ManPages(unittest.TestCase):
    def setUp(self) -> None:
        self.pages = man_pages.pages(json.loads(json.dumps(DUMP)))

    def test_each_command_has_a_page(self) -> None:
        self.assertEqual(sorted(self.pages), ["cordon-go.1", "cordon-group.1", "cordon.1"])

    def test_lists_of_the_help_become_sections(self) -> None:
        page = self.pages["cordon.1"]
        self.assertIn("Runs.\nAnd runs.\n", page)
        self.assertIn(".Sh EXIT STATUS\nExit codes of go:\n.Bd -literal -offset indent\n0 good, 1 bad\n.Ed\nErrors:\n", page)
        self.assertIn("2 worse\n.Ed\nMore counts.\n", page)
        self.assertIn(".Sh EXAMPLES\n.Bd -literal -offset indent\ncordon go .x\n.Ed\n", page)

    def test_arguments_are_spelled_as_they_are_typed(self) -> None:
        page = self.pages["cordon-go.1"]
        self.assertIn('.Nm cordon go\n.Op Ar place ...\n.Ar "two words"\n.Op Fl -output Ar how\n', page)
        self.assertIn(".It Fl o , Fl -output Ar how\nHow.\nOr why.\nOne of a, b.\nDefault: a.\n", page)
        self.assertNotIn("Fl -help", page)

    def test_text_is_never_read_as_a_request(self) -> None:
        page = self.pages["cordon-go.1"]
        self.assertIn("\\&'quoted' and .dotted \\e text.\n", page)
        self.assertIn("\n\\&.x\n\\&'y\n", page)

    def test_a_group_holds_its_commands(self) -> None:
        self.assertIn(".Nm cordon group one\n", self.pages["cordon-group.1"])
        self.assertIn(".Ss cordon group one\nFirst.\n", self.pages["cordon-group.1"])

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is missing: the pages are not held against it")
    def test_faults_are_found(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for file in MAN.glob("*.[5-8]"):
                shutil.copy(file, folder)
            # The hand-written pages name these commands.
            wanted = dict(self.pages)
            for command in ("check", "verify"):
                wanted[f"cordon-{command}.1"] = self.pages["cordon-go.1"].replace("-GO", "-" + command.upper())
            for page, content in wanted.items():
                (folder / page).write_text(content)
            self.assertEqual(list(man_pages.faults(folder, wanted)), [])
            (folder / "cordon.1").write_text(wanted["cordon.1"] + ".Bl\n.Xr cordon-nowhere 1\n")
            (folder / "cordon-old.1").write_text(wanted["cordon-go.1"])
            said = "\n".join(man_pages.faults(folder, wanted))
            self.assertIn("cordon.1:1: not what the program says", said)
            self.assertIn("cordon-old.1:1: not what the program says", said)
            self.assertIn("there is no page cordon-nowhere(1)", said)
            self.assertIn("WARNING", said)

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is missing: the pages are not rendered")
    def test_every_page_can_be_shown(self) -> None:
        for page in sorted(MAN.glob("*.[1-8]")):
            shown = subprocess.run(["mandoc", "-T", "utf8", str(page)], capture_output=True, check=False)
            self.assertEqual(shown.returncode, 0, page.name)
            self.assertIn(b"S\x08SE\x08EE\x08E", shown.stdout, page.name)


if __name__ == "__main__":
    unittest.main()
