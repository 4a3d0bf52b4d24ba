"""The repository as the rules see it: files, targets, layers. Read once, used by every rule."""

import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Dict, Iterator, List

from . import layers, swift_source
from .violation import relative


@dataclass(frozen=True)
class SwiftFile:
    """One Swift file with its text and its text without comments and string contents."""

    path: str
    text: str
    blanked: str

    @property
    def target(self) -> str:
        """The name of the folder that is the target."""
        parts = self.path.split("/")
        return parts[1] if len(parts) > 2 else ""

    @property
    def lines(self) -> List[str]:
        return self.text.splitlines()

    def line_of(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1


class Repository:
    """Everything below one root that holds a Package.swift."""

    def __init__(self, root: Path, table: layers.Table):
        self.root = root
        self.table = table
        self._swift: Dict[str, List[SwiftFile]] = {}

    def swift(self, *folders: str) -> Iterator[SwiftFile]:
        """Every Swift file below the folders named, in a stable order."""
        for folder in folders:
            if folder not in self._swift:
                self._swift[folder] = [self._read(path) for path in swift_source.swift_files(self.root / folder)]
            yield from self._swift[folder]

    def swift_of_layers(self, highest: int) -> Iterator[SwiftFile]:
        """The sources of every target whose layer is at most `highest`."""
        for file in self.swift("Sources"):
            row = self.table.rows.get(file.target)
            if row is not None and row.level is not None and row.level <= highest:
                yield file

    @cached_property
    def tracked(self) -> List[Path]:
        """Every file git knows or would add; without git, every file that is not hidden."""
        answer = subprocess.run(
            ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=False,
        )
        if answer.returncode == 0:
            names = answer.stdout.decode("utf-8", "surrogateescape").split("\0")
            return sorted(path for path in (self.root / name for name in names if name) if path.is_file())
        return sorted(
            path for path in self.root.rglob("*")
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(self.root).parts)
        )

    def _read(self, path: Path) -> SwiftFile:
        text = swift_source.read(path)
        return SwiftFile(relative(path, self.root), text, swift_source.blank(text))
