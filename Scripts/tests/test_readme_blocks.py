"""The runner of the README's blocks: what it runs, and that a broken promise is noticed."""

import importlib.machinery
import importlib.util
import subprocess
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
SCRIPT = Path(__file__).resolve().parent.parent / "run-readme-blocks"
loader = importlib.machinery.SourceFileLoader("readme_blocks", str(SCRIPT))
spec = importlib.util.spec_from_loader("readme_blocks", loader)
readme_blocks = importlib.util.module_from_spec(spec)
loader.exec_module(readme_blocks)


class ReadmeBlocks(unittest.TestCase):
    def run_text(self, text: str) -> "subprocess.CompletedProcess[str]":
        script = readme_blocks.script(readme_blocks.blocks(text), "README.md")
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)

    def test_only_tagged_blocks_are_run(self) -> None:
        answer = self.run_text("```sh\necho no\n```\n```sh ci\necho yes\n```\n```\necho no\n```\n")
        self.assertEqual(answer.stdout, "== README.md:4\nyes\n")

    def test_blocks_share_one_shell(self) -> None:
        answer = self.run_text("```sh ci\nexport A=1\n```\n\n```sh ci\necho $A\n```\n")
        self.assertEqual((answer.returncode, answer.stdout.splitlines()[-1]), (0, "1"))

    def test_a_failing_block_is_named(self) -> None:
        answer = self.run_text("text\n```sh ci\nfalse\necho never\n```\n")
        self.assertEqual(answer.returncode, 1)
        self.assertNotIn("never", answer.stdout)
        self.assertIn("README.md:2 failed", answer.stderr)

    def test_a_promised_exit_code(self) -> None:
        self.assertEqual(self.run_text("```sh ci exits=10\nexit 10\n```\n").returncode, 0)
        self.assertEqual(self.run_text("```sh ci exits=0,10,11,12\nexit 12\n```\n").returncode, 0)

    def test_a_promised_exit_code_excuses_no_other_failure(self) -> None:
        self.assertEqual(self.run_text("```sh ci exits=10\nfalse\nexit 10\n```\n").returncode, 1)

    def test_a_broken_promise_is_named(self) -> None:
        answer = self.run_text("```sh ci exits=10\ntrue\n```\n")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("README.md:1 ended with 0, the README promises 10", answer.stderr)

    def test_an_open_block_is_an_error(self) -> None:
        with self.assertRaises(ValueError):
            readme_blocks.blocks("```sh ci\ntrue\n")


if __name__ == "__main__":
    unittest.main()
