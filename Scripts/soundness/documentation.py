"""Every `package` or `public` declaration of L0 and L1 says what it is."""

import re
from typing import Iterator, List, Optional

from . import swift_source
from .repository import Repository, SwiftFile
from .violation import Violation

_MODIFIER = r"(?:static|class|final|indirect|mutating|nonmutating|nonisolated|override|convenience|required|lazy|weak|borrowing|consuming|dynamic|prefix|postfix|infix|(?:private|internal|fileprivate|package)\(set\))"
_DECLARATION = re.compile(
    rf"^[ \t]*(?:@\w+(?:\([^)\n]*\))?[ \t]+)*(?:{_MODIFIER}[ \t]+)*(?:package|public|open)[ \t]+(?:{_MODIFIER}[ \t]+)*"
    r"(func|var|let|init|subscript|struct|enum|class|actor|protocol|typealias|macro)\b[ \t]*(<=?|>=?|[^\s(<:{]*)",
    re.MULTILINE,
)
#: What a protocol of the standard library demands explains itself.
WITNESSES = frozenset({"==", "<", ">", "<=", ">=", "hash", "encode", "description", "debugDescription"})
_ASSIGNMENT = re.compile(r"^\s*(?:self\.)?(\w+) = \w+\s*$")


def coverage(repository: Repository) -> Iterator[Violation]:
    """Declarations without a `///` above them; witnesses and memberwise initialisers need none."""
    for file in repository.swift_of_layers(1):
        lines = file.lines
        for found in _DECLARATION.finditer(file.blanked):
            kind, name = found.group(1), found.group(2)
            if name in WITNESSES or (kind == "init" and _needs_no_words(file, found.start(1))):
                continue
            line = file.line_of(found.start(1))
            if not _is_documented(lines, line - 1):
                yield Violation(file.path, line, f"{kind} {name or ''}".rstrip() + " has no /// comment")


def _is_documented(lines: List[str], index: int) -> bool:
    """Whether a `///` or `*/` stands above the declaration, attributes in between allowed."""
    while index > 0:
        index -= 1
        above = lines[index].strip()
        if above.startswith("///") or above.endswith("*/"):
            return True
        if not above.startswith("@"):
            return False
    return False


def _needs_no_words(file: SwiftFile, position: int) -> bool:
    """`init(from:)`, and initialisers that only store their parameters: the properties are documented."""
    body = _body(file.blanked, position)
    if file.blanked.startswith("init(from ", position):
        return True
    if body is None:
        return False
    statements = [part for line in body.splitlines() for part in line.split(";") if part.strip()]
    return bool(statements) and all(_ASSIGNMENT.match(statement) for statement in statements)


def _body(blanked: str, position: int) -> Optional[str]:
    opening = blanked.find("{", position)
    if opening < 0:
        return None
    return blanked[opening + 1 : swift_source.closing_brace(blanked, opening)]
