"""`Scripts/run-check`: every verdict is a success, everything else is not."""

import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "run-check"


class RunCheck(unittest.TestCase):
    def run_program(self, body: str) -> "subprocess.CompletedProcess[str]":
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "cordon"
            program.write_text(f"#!/bin/sh\n{body}\n")
            program.chmod(0o755)
            return subprocess.run(
                ["bash", str(SCRIPT), str(program)], capture_output=True, text=True, timeout=60, check=False
            )

    def test_every_verdict_is_a_success(self) -> None:
        for code in (0, 10, 11, 12):
            answer = self.run_program(f'echo "$*"; exit {code}')
            self.assertEqual((answer.returncode, answer.stdout), (0, "check --all\n"), code)

    def test_everything_else_is_not(self) -> None:
        for code in (1, 2, 64, 78, 130):
            answer = self.run_program(f"exit {code}")
            self.assertEqual(answer.returncode, code)
            self.assertIn("no verdict was reached: ", answer.stderr)

    def test_a_program_that_dies_of_a_signal(self) -> None:
        self.assertEqual(self.run_program("kill -SEGV $$").returncode, 139)

    def test_a_program_that_waits_for_input_gets_none(self) -> None:
        self.assertEqual(self.run_program("cat; exit 12").returncode, 0)


if __name__ == "__main__":
    unittest.main()
