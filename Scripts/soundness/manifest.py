"""Reads the targets and their dependencies out of Package.swift, with the line each stands on.

`swift package dump-package` knows no lines, so the text is scanned; `differences` holds the scan against the dump, so
that a manifest written in a way the scan does not understand is noticed and not passed over.
"""

import re
from dataclasses import dataclass, field
from typing import Dict, List, Tuple

from . import swift_source
from .violation import Violation

_TARGET = re.compile(r"\.(target|executableTarget|testTarget|systemLibrary|systemLibraryTarget|macro|plugin|binaryTarget)\s*\(")
_CONSTANT = re.compile(r"\blet\s+(\w+)\s*(?::[^=\n]+)?=\s*\.product\s*\(\s*name:\s*\"([^\"]+)\"")
_DEPENDENCY = re.compile(
    r"\.product\s*\(\s*name:\s*\"([^\"]+)\"|\.(?:target|byName)\s*\(\s*name:\s*\"([^\"]+)\"|\"([^\"]+)\"|(?<![\w.\"])([a-z]\w*)(?![\w\"(:])"
)


@dataclass
class ManifestTarget:
    """One target as the manifest declares it."""

    name: str
    kind: str
    line: int
    path: str
    dependencies: List[Tuple[str, int]] = field(default_factory=list)


def read(text: str) -> Dict[str, ManifestTarget]:
    """Every target declared in the text of a Package.swift."""
    bare = _without_comments(text)
    blanked = swift_source.blank(text)
    constants = {name: product for name, product in _CONSTANT.findall(bare)}
    declared: Dict[str, ManifestTarget] = {}
    for found in _TARGET.finditer(blanked):
        start = found.end() - 1
        end = _closing(blanked, start, "(", ")")
        body = bare[start:end]
        name = re.search(r"\bname:\s*\"([^\"]+)\"", body)
        if name is None or _is_dependency(blanked, found.start()):
            continue
        path = re.search(r"\bpath:\s*\"([^\"]+)\"", body)
        target = ManifestTarget(
            name.group(1), found.group(1), _line(text, found.start()), path.group(1) if path else ""
        )
        target.dependencies = _dependencies(text, bare, blanked, start, end, constants)
        declared[target.name] = target
    return declared


def _dependencies(text, bare, blanked, start, end, constants) -> List[Tuple[str, int]]:
    label = re.compile(r"\bdependencies:\s*\[").search(blanked, start, end)
    if label is None:
        return []
    first = label.end() - 1
    last = _closing(blanked, first, "[", "]")
    answer = []
    position = first + 1
    while True:
        item = _DEPENDENCY.search(bare, position, last)
        if item is None:
            return answer
        product, target, literal, constant = item.groups()
        name = product or target or literal or constants.get(constant, constant)
        answer.append((name, _line(text, item.start())))
        position = item.end()
        if product or target:
            opening = blanked.index("(", item.start())
            position = _closing(blanked, opening, "(", ")") + 1


def _is_dependency(blanked: str, position: int) -> bool:
    """`.target(name:)` inside a list of dependencies names a target, it declares none."""
    before = blanked[:position]
    opening = max(before.rfind("dependencies: ["), before.rfind("dependencies:["))
    return opening >= 0 and position < _closing(blanked, blanked.index("[", opening), "[", "]")


def _without_comments(text: str) -> str:
    """Comments blanked, strings kept: a manifest's strings are its content."""
    return re.sub(r"(?m)(^|[ \t])//.*$", lambda found: " " * len(found.group()), text)


def _closing(text: str, opening: int, left: str, right: str) -> int:
    depth = 0
    for index in range(opening, len(text)):
        if text[index] == left:
            depth += 1
        elif text[index] == right:
            depth -= 1
            if depth == 0:
                return index
    return len(text)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def differences(declared: Dict[str, ManifestTarget], dump: dict) -> List[Violation]:
    """Where the scan of Package.swift and `swift package dump-package` do not say the same."""
    answer = []
    dumped = {target["name"]: _dumped_dependencies(target) for target in dump.get("targets", [])}
    for name, dependencies in sorted(dumped.items()):
        target = declared.get(name)
        if target is None:
            answer.append(Violation("Package.swift", 1, f"target {name} is written in a way this check cannot read"))
        elif set(dependencies) != {dependency for dependency, _ in target.dependencies}:
            read_here = ", ".join(sorted(dependency for dependency, _ in target.dependencies))
            answer.append(
                Violation(
                    "Package.swift",
                    target.line,
                    f"the dependencies of {name} are written in a way this check cannot read: "
                    f"it sees [{read_here}], SwiftPM [{', '.join(sorted(dependencies))}]",
                )
            )
    return answer


def _dumped_dependencies(target: dict) -> List[str]:
    return [next(iter(entry.values()))[0] for entry in target.get("dependencies", [])]
