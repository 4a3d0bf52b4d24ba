"""The `yara` program: the peer of the search for rules."""

import subprocess
from pathlib import Path
from typing import List

from . import process

#: The values that the published rules expect from outside.
EXTERNALS = ("filename", "filepath", "extension", "filetype", "owner", "md5", "id")


class Yara:
    """The program of the field, with rules from their text or compiled before."""

    def __init__(self, rules: Path, top: Path) -> None:
        self.compiled = str(top / "compiled")
        self.values = [word for name in EXTERNALS for word in ("-d", f"{name}=")]
        self.sources = [f"n{n}:{path}" for n, path in enumerate(sorted(rules.glob("*.yar")))]
        subprocess.run(["yarac", "-w", *self.values, *self.sources, self.compiled], check=True)
        (top / "nothing").write_text("")
        empty = [self.run(top / "nothing") for _ in range(5)]
        self.loading = process.median([one.cpu_seconds for one in empty])
        self.waiting = process.median([one.seconds for one in empty])

    def command(self, listed: Path, threads: int = 1) -> List[str]:
        """`listed` names a file a line; without spaces, by which `yara` would end a name."""
        return ["yara", "-w", "-p", str(threads), *self.values, "-C", self.compiled, "--scan-list", str(listed)]

    def compiling(self, listed: Path, threads: int) -> List[str]:
        """The same from the text of the rules, which is compiled first."""
        return ["yara", "-w", "-p", str(threads), *self.values, *self.sources, "--scan-list", str(listed)]

    def run(self, listed: Path, threads: int = 1) -> process.Run:
        return process.run(self.command(listed, threads))
