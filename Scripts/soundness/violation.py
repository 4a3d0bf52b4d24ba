"""One broken rule at one place."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Violation:
    """What `make check` prints below a rule that failed: `file:line: rule broken`."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def relative(path: Path, root: Path) -> str:
    """`path` as it is written in messages: relative to the package, with forward slashes."""
    return path.relative_to(root).as_posix()
