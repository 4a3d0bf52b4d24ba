"""Reads Swift source just well enough to check it: comments and string contents blanked, imports and functions found.

This is no compiler. It knows comments (nested), strings (raw, multi-line, with interpolation) and braces; what needs
types is left to the compiler and to swift-format.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, List, Optional, Tuple

_TOKEN = re.compile(r'//|/\*|(#*)("""|")')


def blank(text: str) -> str:
    """`text` with every comment and every string content replaced by blanks; lines and columns stay where they are.

    Code inside an interpolation is kept: it is code.
    """
    out = list(text)
    _blank_code(text, 0, out, inside_interpolation=False)
    return "".join(out)


def _erase(out: List[str], start: int, end: int) -> None:
    for index in range(start, end):
        if out[index] != "\n":
            out[index] = " "


def _blank_code(text: str, start: int, out: List[str], inside_interpolation: bool) -> int:
    """Blanks from `start` to the end, or to the parenthesis that closes an interpolation; answers where it stopped."""
    position = start
    depth = 1
    while position < len(text):
        token = _TOKEN.search(text, position)
        stop = token.start() if token else len(text)
        if inside_interpolation:
            for index in range(position, stop):
                depth += {"(": 1, ")": -1}.get(text[index], 0)
                if depth == 0:
                    return index
        if token is None:
            return len(text)
        if token.group() == "//":
            end = text.find("\n", stop)
            end = len(text) if end < 0 else end
            _erase(out, stop, end)
        elif token.group() == "/*":
            end = _end_of_block_comment(text, stop)
            _erase(out, stop, end)
        else:
            end = _blank_string(text, token, out)
        position = end
    return position


def _end_of_block_comment(text: str, start: int) -> int:
    depth = 0
    for token in re.compile(r"/\*|\*/").finditer(text, start):
        depth += 1 if token.group() == "/*" else -1
        if depth == 0:
            return token.end()
    return len(text)


def _blank_string(text: str, opening: "re.Match[str]", out: List[str]) -> int:
    """Blanks the string literal that `opening` begins; answers the position behind it."""
    hashes, quote = opening.group(1), opening.group(2)
    closing, escape = quote + hashes, "\\" + hashes
    position = opening.end()
    while position < len(text):
        if text.startswith(closing, position):
            return position + len(closing)
        if text.startswith(escape + "(", position):
            inner = position + len(escape) + 1
            _erase(out, position, inner)
            position = _blank_code(text, inner, out, inside_interpolation=True)
            _erase(out, position, min(position + 1, len(text)))
            position += 1
        elif text.startswith(escape, position):
            end = min(position + len(escape) + 1, len(text))
            _erase(out, position, end)
            position = end
        elif text[position] == "\n" and quote == '"':
            return position
        else:
            _erase(out, position, position + 1)
            position += 1
    return position


@dataclass(frozen=True)
class Import:
    """One import declaration."""

    line: int
    module: str
    access: Optional[str]
    attributes: Tuple[str, ...]


_IMPORT = re.compile(
    r"^[ \t]*((?:@\w+(?:\([^)\n]*\))?[ \t]+)*)"
    r"(?:(public|package|internal|fileprivate|private)[ \t]+)?"
    r"((?:@\w+(?:\([^)\n]*\))?[ \t]+)*)"
    r"import[ \t]+(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)[ \t]+)?([A-Za-z_]\w*)",
    re.MULTILINE,
)


def imports(blanked: str) -> Iterator[Import]:
    """Every import of a source whose comments and strings are blanked."""
    for found in _IMPORT.finditer(blanked):
        attributes = re.findall(r"@\w+", found.group(1) + found.group(3))
        line = blanked.count("\n", 0, found.start(4)) + 1
        yield Import(line, found.group(4), found.group(2), tuple(attributes))


@dataclass(frozen=True)
class Function:
    """A function, initialiser or subscript with a body, from its first keyword to its closing brace."""

    line: int
    name: str
    lines: int


_FUNCTION = re.compile(r"(?<![\w.`])(?:func[ \t]+([^\s(<]+)|(init)[?!]?(?=[ \t]*[(<])|(deinit)\b|(subscript)(?=[ \t]*[(<]))")
_MODIFIERS = re.compile(r"^[ \t]*(?:(?:@\w+(?:\([^)\n]*\))?|[a-z]\w*(?:\([^)\n]*\))?)[ \t]+)*$")


def functions(blanked: str) -> Iterator[Function]:
    """Every function with a body. Calls such as `self.init(…)` and requirements of protocols are none."""
    for found in _FUNCTION.finditer(blanked):
        line_start = blanked.rfind("\n", 0, found.start()) + 1
        before = blanked[line_start : found.start()]
        if not _MODIFIERS.match(before) or re.search(r"\b(?:return|try|await|case|in|throw)\b", before):
            continue
        body = _body(blanked, found.end())
        if body is None:
            continue
        first = blanked.count("\n", 0, found.start())
        last = blanked.count("\n", 0, body[1])
        name = next(group for group in found.groups() if group)
        yield Function(first + 1, name, last - first + 1)


def _body(blanked: str, position: int) -> Optional[Tuple[int, int]]:
    """The braces of the body that follows a signature; `None` for a declaration without one."""
    depth = 0
    while position < len(blanked):
        character = blanked[position]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0 and character == "{":
            end = closing_brace(blanked, position)
            return (position, end)
        elif depth == 0 and character in "}=;":
            return None
        elif depth == 0 and character == "\n" and _starts_declaration(blanked, position + 1):
            return None
        position += 1
    return None


_DECLARATION = re.compile(
    r"[ \t]*(?:@\w+(?:\([^)\n]*\))?[ \t]+)*(?:(?:public|package|internal|private|fileprivate|static|mutating|final|"
    r"override|nonisolated|indirect)[ \t]+)*(?:func|var|let|init|subscript|case|struct|enum|class|actor|protocol|"
    r"extension|typealias|associatedtype)\b"
)


def _starts_declaration(blanked: str, position: int) -> bool:
    return _DECLARATION.match(blanked, position) is not None


def closing_brace(blanked: str, opening: int) -> int:
    """The position of the brace that closes the one at `opening`."""
    depth = 0
    for brace in re.compile(r"[{}]").finditer(blanked, opening):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    return len(blanked) - 1


def swift_files(folder: Path) -> List[Path]:
    """Every Swift file below `folder`, build folders left out, in a stable order."""
    return sorted(
        path
        for path in folder.rglob("*.swift")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def read(path: Path) -> str:
    """The text of a file; bytes that are no UTF-8 are replaced, a check never dies of them."""
    return path.read_text(encoding="utf-8", errors="replace")
