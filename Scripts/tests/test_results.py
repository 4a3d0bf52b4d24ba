"""Figures land between their own markers, and the command reference says what the program says."""

import importlib.machinery
import importlib.util
import json
import sys
import unittest
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(SCRIPTS))

from figures import results  # noqa: E402

loader = importlib.machinery.SourceFileLoader("command_reference", str(SCRIPTS / "generate-command-reference"))
spec = importlib.util.spec_from_loader("command_reference", loader)
command_reference = importlib.util.module_from_spec(spec)
loader.exec_module(command_reference)


class Results(unittest.TestCase):
    DOCUMENT = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n<!-- y: begin -->\nkept\n<!-- y: end -->\n"

    def test_only_the_own_section_changes(self) -> None:
        self.assertEqual(results.replaced(self.DOCUMENT, "x", "new\n"), self.DOCUMENT.replace("old", "new"))

    def test_missing_markers_are_an_error(self) -> None:
        with self.assertRaises(ValueError):
            results.replaced(self.DOCUMENT, "z", "new")


class CommandReference(unittest.TestCase):
    DUMP = {
        "commandName": "tool",
        "abstract": "Does things.",
        "subcommands": [
            {"commandName": "help"},
            {
                "commandName": "go",
                "abstract": "Goes.",
                "arguments": [
                    {"kind": "positional", "valueName": "place", "isOptional": True, "isRepeating": True, "abstract": "Where."},
                    {
                        "kind": "option", "valueName": "how", "isOptional": True, "abstract": "How | why.",
                        "names": [{"kind": "short", "name": "o"}, {"kind": "long", "name": "output"}],
                        "preferredName": {"kind": "long", "name": "output"}, "allValues": ["a", "b"], "defaultValue": "a",
                    },
                    {"kind": "flag", "names": [{"kind": "long", "name": "help"}], "isOptional": True},
                ],
            },
        ],
    }

    def test_a_command_and_its_subcommand(self) -> None:
        text = command_reference.reference(json.loads(json.dumps(self.DUMP)))
        self.assertIn("## tool\n\nDoes things.\n\n### tool go\n\nGoes.\n", text)
        self.assertIn("```\ntool go [<place>…] [--output <how>]\n```", text)
        self.assertIn("| `<place>…` | Where. |\n", text)
        self.assertIn("| `-o, --output <how>` | How \\| why. One of `a`, `b`. Default: `a`. |\n", text)
        self.assertNotIn("help`", text)


if __name__ == "__main__":
    unittest.main()
