"""The layer rules: arrows point downwards, siblings never import each other, every arrow stands in the table."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Optional

from . import manifest, swift_source
from .violation import Violation, relative

#: Modules the compiler brings along; they carry no power.
COMPILER_MODULES = frozenset({"Swift", "_Concurrency", "_StringProcessing"})


@dataclass(frozen=True)
class Row:
    """What one target may import."""

    name: str
    #: `words` … `products`, `main`, `shim`, `development` or `test`.
    kind: str
    #: 0 to 4 for the layers of the house; mains stand above, everything else has none.
    level: Optional[int]
    imports: frozenset
    siblings: frozenset = frozenset()
    folder: str = "Sources"

    @property
    def title(self) -> str:
        return f"{self.name} (L{self.level})" if self.level is not None else f"{self.name} ({self.kind})"


class Table:
    """Scripts/layers.json."""

    def __init__(self, content: dict):
        self.layers: List[str] = content["layers"]
        self.shims: Dict[str, str] = content["shims"]
        self.external: Dict[str, List[str]] = content["external"]
        self.system: Dict[str, List[str]] = content["system"]
        self.extra_test_imports: Dict[str, List[str]] = content["tests"]
        self.rows: Dict[str, Row] = {}
        for name, entry in content["targets"].items():
            level = entry["layer"]
            self.rows[name] = Row(
                name, self.layers[level], level, frozenset(entry["imports"]), frozenset(entry.get("siblings", {}))
            )
        for name, entry in content["mains"].items():
            self.rows[name] = Row(name, "main", None, frozenset(entry["imports"]))
        for name in self.shims:
            self.rows[name] = Row(name, "shim", None, frozenset())
        for name, entry in content["development"].items():
            self.rows[name] = Row(
                name, "development", None, frozenset(entry["imports"]), folder=entry.get("folder", "Sources")
            )

    @staticmethod
    def load(path: Path) -> "Table":
        return Table(json.loads(path.read_text(encoding="utf-8")))

    def row(self, name: str) -> Optional[Row]:
        """The row of a target; a test target's row follows from its subject's."""
        if name in self.rows or not name.endswith("Tests"):
            return self.rows.get(name)
        subject = self.rows.get(name[: -len("Tests")])
        allowed = {"CordonTestSupport", *self.extra_test_imports.get(name, [])}
        if subject is not None:
            allowed |= {subject.name, *subject.imports}
        elif name not in self.extra_test_imports:
            return None
        return Row(name, "test", None, frozenset(allowed), folder="Tests")

    def system_modules(self, row: Row) -> frozenset:
        if row.kind in ("words", "engines"):
            return frozenset(self.system[row.kind])
        tests = row.kind == "test" or row.name == "CordonTestSupport"
        return frozenset(self.system["elsewhere"]) | frozenset(self.system["tests"] if tests else [])


def check(root: Path, table: Table, table_path: Path, dump: Optional[dict] = None) -> List[Violation]:
    """Every broken rule, in the order of files and lines."""
    text = swift_source.read(root / "Package.swift")
    declared = manifest.read(text)
    violations = list(_table_violations(table, table_path, root))
    if dump is not None:
        violations += manifest.differences(declared, dump)
    violations += _manifest_violations(table, declared)
    violations += _folder_violations(root, table, declared)
    for name, target in declared.items():
        row = table.row(name)
        folder = root / _folder(target, row)
        if row is not None and folder.is_dir():
            violations += _import_violations(root, folder, table, row, target)
    return sorted(set(violations))


def _arrow(table: Table, row: Row, module: str) -> Optional[str]:
    """Why `row` may not import `module`, or `None` when it may."""
    if module in COMPILER_MODULES or module == row.name:
        return None
    if module in table.external:
        allowed = list(table.external[module])
        if row.name in allowed or (row.kind == "test" and row.name[: -len("Tests")] in allowed):
            return None
        return f"{row.name} imports {module}, which is allowed only in {', '.join(allowed)}"
    other = table.row(module)
    if other is None:
        if module in table.system_modules(row):
            return None
        return f"{row.title} imports {module}, which Scripts/layers.json does not allow there"
    if other.kind == "shim":
        owner = table.shims[module]
        return None if row.name == owner else f"{row.name} imports {module}, which belongs to {owner} alone"
    if module in row.imports:
        return None
    return _why_not(row, other)


def _why_not(row: Row, other: Row) -> str:
    if other.kind == "main":
        return f"{row.title} imports {other.title}: nobody imports a main"
    if other.kind in ("development", "test"):
        return f"{row.title} imports {other.name}, which serves development only"
    if row.level is not None and other.level is not None:
        if other.level > row.level:
            return f"{row.title} imports {other.title}: arrows point only downwards"
        if other.level == row.level:
            return f"{row.title} imports {other.title}: siblings never import each other"
    return f"{row.title} imports {other.title}: this arrow is not in Scripts/layers.json"


def _import_violations(
    root: Path, folder: Path, table: Table, row: Row, target: manifest.ManifestTarget
) -> Iterator[Violation]:
    dependencies = {name for name, _ in target.dependencies}
    for path in swift_source.swift_files(folder):
        file = relative(path, root)
        for found in swift_source.imports(swift_source.blank(swift_source.read(path))):
            broken = _arrow(table, row, found.module)
            if broken is not None:
                yield Violation(file, found.line, broken)
            elif found.module not in dependencies and _needs_declaration(table, row, found.module):
                yield Violation(
                    file, found.line, f"{row.name} imports {found.module} without naming it in Package.swift"
                )
            if "@_exported" in found.attributes:
                yield Violation(file, found.line, f"{row.name} re-exports {found.module}: every file names what it uses")
            if "@testable" in found.attributes and row.kind != "test":
                yield Violation(file, found.line, f"{row.name} imports {found.module} as @testable outside of tests")


def _needs_declaration(table: Table, row: Row, module: str) -> bool:
    return module != row.name and (table.row(module) is not None or module in table.external)


def _manifest_violations(table: Table, declared: Dict[str, manifest.ManifestTarget]) -> Iterator[Violation]:
    users: Dict[str, List[str]] = {shim: [] for shim in table.shims}
    for name, target in declared.items():
        row = table.row(name)
        if row is None:
            yield Violation("Package.swift", target.line, f"target {name} has no row in Scripts/layers.json")
            continue
        for dependency, line in target.dependencies:
            users.setdefault(dependency, []).append(name)
            broken = _arrow(table, row, dependency)
            if broken is not None:
                yield Violation("Package.swift", line, broken.replace(" imports ", " depends on ", 1))
    for shim in table.shims:
        if shim in declared and len(users[shim]) != 1:
            names = ", ".join(users[shim]) or "nobody"
            yield Violation(
                "Package.swift", declared[shim].line, f"{shim} is used by {names}: a C target serves exactly one target"
            )


def _folder(target: manifest.ManifestTarget, row: Optional[Row]) -> str:
    if target.path:
        return target.path
    return ("Tests/" if target.kind == "testTarget" else "Sources/") + target.name


def _folder_violations(root: Path, table: Table, declared: Dict[str, manifest.ManifestTarget]) -> Iterator[Violation]:
    known = set()
    for name, target in declared.items():
        row = table.row(name)
        folder = _folder(target, row)
        known.add(folder)
        if Path(folder).name != name:
            yield Violation("Package.swift", target.line, f"target {name} lies in {folder}: folder name = target name")
        if not (root / folder).is_dir():
            yield Violation("Package.swift", target.line, f"target {name} has no folder {folder}")
        elif row is not None and not folder.startswith(row.folder + "/"):
            yield Violation("Package.swift", target.line, f"target {name} lies in {folder}, not below {row.folder}/")
    for parent in ("Sources", "Tests"):
        for folder in sorted(path for path in (root / parent).glob("*") if path.is_dir()):
            if relative(folder, root) not in known:
                yield Violation(relative(folder, root), 1, "this folder is no target of Package.swift")


def _table_violations(table: Table, table_path: Path, root: Path) -> Iterator[Violation]:
    """The table obeys the house as well: no arrow upwards or sideways without a reason written beside it."""
    text = swift_source.read(table_path)
    file = relative(table_path, root) if table_path.is_relative_to(root) else table_path.name
    for row in table.rows.values():
        line = next(
            (number for number, content in enumerate(text.splitlines(), 1) if re.match(rf'\s*"{row.name}": ', content)), 1
        )
        for module in sorted(row.imports):
            other = table.rows.get(module)
            if other is None:
                yield Violation(file, line, f"{row.name} may import {module}, which has no row")
            elif row.level is not None and module not in row.siblings:
                if other.level is None or other.level >= row.level:
                    yield Violation(file, line, f"{_why_not(row, other)}; the table must not allow it")
    for shim, owner in table.shims.items():
        if owner not in table.rows:
            yield Violation(file, 1, f"{shim} belongs to {owner}, which has no row")
