"""`Scripts/set-up` on machines that lack something: one clear sentence, and the exit code that belongs to it."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent


class SetUp(unittest.TestCase):
    """Every test sees only the programs it puts on PATH."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.programs = Path(folder.name)
        self.log = self.programs / "log"
        for name in ("bash", "sed", "head"):
            os.symlink(shutil.which(name), self.programs / name)
        self.program("git")
        self.program("python3")
        self.program("mandoc")
        self.swift("Swift version 6.3.1 (swift-6.3.1-RELEASE)")

    def program(self, name: str, body: str = "exit 0") -> None:
        file = self.programs / name
        file.write_text(f"#!{shutil.which('bash')}\n{body}\n")
        file.chmod(0o755)

    def swift(self, answer: str) -> None:
        self.program("swift", f"echo '{answer}'")

    def user(self, number: int) -> None:
        self.program("id", f"echo {number}")
        self.program("apt-get", f'echo "$*" >> "{self.log}"')

    def run_it(self, purpose: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", str(SCRIPTS / "set-up"), purpose],
            env={
                "PATH": str(self.programs), "CORDON_C_HEADER": str(SCRIPTS / "set-up"),
                "CORDON_SQLITE_HEADER": str(SCRIPTS / "set-up"),
            },
            capture_output=True, text=True, timeout=60, check=False,
        )

    def assert_fails(self, purpose: str, code: int, sentence: str) -> None:
        answer = self.run_it(purpose)
        self.assertEqual(answer.returncode, code, answer.stderr)
        self.assertIn(sentence, answer.stderr)
        self.assertEqual(len(answer.stderr.splitlines()), 1, "one sentence on one line")

    def test_nothing_missing_is_silent(self) -> None:
        self.user(0)
        answer = self.run_it("develop")
        self.assertEqual((answer.returncode, answer.stdout, answer.stderr), (0, "", ""))
        self.assertFalse(self.log.exists(), "apt-get must not be called")

    def test_no_swift(self) -> None:
        (self.programs / "swift").unlink()
        self.assert_fails("build", 78, "Swift was not found. Install Swift 6.2 or newer from https://")

    def test_an_old_swift(self) -> None:
        self.swift("Swift version 5.10.1 (swift-5.10.1-RELEASE)")
        self.assert_fails("build", 78, "Swift 5.10 is too old. Install Swift 6.2 or newer")

    def test_an_older_minor_version(self) -> None:
        self.swift("Apple Swift version 6.1 (swiftlang)")
        self.assert_fails("build", 78, "Swift 6.1 is too old")

    def test_newer_ones_will_do(self) -> None:
        for text in ("Swift version 6.2 (x)", "Swift version 6.10.3 (x)", "Swift version 7.0-dev (x)"):
            self.swift(text)
            self.assertEqual(self.run_it("build").returncode, 0, text)

    def test_a_swift_that_does_not_start(self) -> None:
        self.program("swift", "echo 'libncurses.so.6: cannot open' >&2; exit 127")
        self.assert_fails("build", 78, "does not start: libncurses.so.6: cannot open")

    def test_a_missing_package_without_root_prints_the_line(self) -> None:
        self.user(1000)
        (self.programs / "git").unlink()
        self.assert_fails("build", 78, "sudo apt-get install -y --no-install-recommends git")
        self.assertFalse(self.log.exists(), "only root installs")

    def test_root_installs_what_is_missing_and_nothing_else(self) -> None:
        self.user(0)
        (self.programs / "python3").unlink()
        self.assertEqual(self.run_it("build").returncode, 0)
        self.assertFalse(self.log.exists(), "building needs no Python")
        self.assertEqual(self.run_it("develop").returncode, 0)
        self.assertEqual(self.log.read_text(), "install -y --no-install-recommends python3\n")

    def test_a_system_without_apt(self) -> None:
        self.program("id", "echo 0")
        (self.programs / "git").unlink()
        self.assert_fails("build", 78, "missing: git. This is no Debian or Ubuntu")

    def test_an_unknown_purpose(self) -> None:
        self.assertEqual(self.run_it("dance").returncode, 64)


if __name__ == "__main__":
    unittest.main()
