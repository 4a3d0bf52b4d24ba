"""Everything that is no Swift: traces of one machine, scripts that do not parse, links that lead nowhere, results."""

import ast
import re
import socket
import subprocess
from pathlib import Path
from typing import Iterator, List

from .repository import Repository
from .violation import Violation, relative

#: Folders of one person's machine; put together here so that this file does not find itself.
_MACHINE_PATHS = [r"(?<![\w.])/" + r"work/", r"(?<![\w.])/" + r"tmp/b/", r"(?<![\w.])/" + r"Users/\w+/", r"(?<![\w.])/" + r"home/(?!user\b|alice\b|bob\b)\w+/(?:src|work|projects|\.build)"]
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s#]+)(#[^)\s]*)?\)")
RESULTS = "Benchmarks/RESULTS.md"
RESULT_SECTIONS = ("check", "folder", "trees", "archives", "engines", "fuzz", "soak")


def machine_paths(repository: Repository) -> Iterator[Violation]:
    """No path or name of the machine something was written on."""
    patterns = list(_MACHINE_PATHS)
    host = socket.gethostname()
    if len(host) > 5 and host not in ("localhost", "debian", "ubuntu"):
        patterns.append(r"\b" + re.escape(host) + r"\b")
    machine = re.compile("|".join(patterns))
    for path in repository.tracked:
        for number, line in enumerate(_lines(path), 1):
            found = machine.search(line)
            if found:
                yield Violation(relative(path, repository.root), number, f"`{found.group()}` belongs to one machine")


def scripts(repository: Repository) -> Iterator[Violation]:
    """Every shell script parses with `bash -n`, every Python script with Python's own parser."""
    for path in repository.tracked:
        first = next(iter(_lines(path)), "")
        name = relative(path, repository.root)
        if re.match(r"#!.*\b(?:ba)?sh\b", first):
            answer = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
            for line in answer.stderr.splitlines():
                place = re.search(r"line (\d+): (.*)", line)
                yield Violation(name, int(place.group(1)) if place else 1, place.group(2) if place else line)
        elif path.suffix == ".py" or re.match(r"#!.*\bpython3\b", first):
            try:
                ast.parse("\n".join(_lines(path)))
            except SyntaxError as error:
                yield Violation(name, error.lineno or 1, error.msg)


def links(repository: Repository) -> Iterator[Violation]:
    """Every relative link of a Markdown file leads to a file of the repository."""
    for path in repository.tracked:
        if path.suffix != ".md":
            continue
        for number, line in enumerate(_lines(path), 1):
            for found in _LINK.finditer(line):
                target = found.group(1)
                if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists():
                    yield Violation(relative(path, repository.root), number, f"the link to {target} leads nowhere")


def results(repository: Repository) -> Iterator[Violation]:
    """Benchmarks/RESULTS.md is there, with the places the scripts write their figures to."""
    path = repository.root / RESULTS
    if not path.is_file():
        yield Violation(RESULTS, 1, "missing: `make bench` writes it")
        return
    text = "\n".join(_lines(path))
    for section in RESULT_SECTIONS:
        if f"<!-- {section}: begin -->" not in text or f"<!-- {section}: end -->" not in text:
            yield Violation(RESULTS, 1, f"the markers of the section {section} are missing")


def _lines(path: Path) -> List[str]:
    """The lines of a text file; none for a file with NUL bytes or beyond 4 MiB."""
    if path.stat().st_size > 4 << 20:
        return []
    content = path.read_bytes()
    return [] if b"\0" in content else content.decode("utf-8", "replace").splitlines()
