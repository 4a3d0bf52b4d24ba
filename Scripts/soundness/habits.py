"""Habits of the Swift code that one can see in the text: purity, tasks, traps, imports, names."""

import re
from typing import Iterator, List, Tuple

from . import swift_source
from .repository import Repository, SwiftFile
from .violation import Violation

Pattern = Tuple["re.Pattern[str]", str]


def _patterns(*pairs: Tuple[str, str]) -> List[Pattern]:
    return [(re.compile(pattern), message) for pattern, message in pairs]


#: What L0 and L1 never touch: bytes, times and seeds come as parameters.
IMPURE = _patterns(
    (r"\basync\b|\bawait\b", "L0 and L1 are synchronous"),
    (r"\b(?:Task|TaskGroup|AsyncStream|MainActor)\b", "L0 and L1 are synchronous"),
    (r"\b(?:FileManager|FileHandle|FileDescriptor|InputStream|OutputStream|Bundle|UserDefaults)\b", "touches the disk"),
    (r"\bcontentsOf(?:File)?\s*:\s*(?:URL|url|path|file)\b|\bcontentsOfFile\s*:|\.write\s*\(\s*to(?:File)?\s*:(?!\s*&)", "touches the disk"),
    (r"(?<![\w.])(?:fopen|open|openat|stat|lstat|fstat|readlink|opendir|unlink|mkdir|rename)\s*\(", "touches the disk"),
    (r"\bURLSession\b|\bURLRequest\b|(?<![\w.])(?:socket|connect|getaddrinfo)\s*\(", "touches the network"),
    (r"\bDate\s*\(\s*\)|\bDate\.now\b|\b(?:ContinuousClock|SuspendingClock|DispatchTime|DispatchQueue)\b", "reads the clock"),
    (r"\btimeIntervalSinceNow\b|(?<![\w.])(?:time|clock_gettime|gettimeofday)\s*\(", "reads the clock"),
    (r"\b(?:ProcessInfo|CommandLine|NSHomeDirectory|NSUserName)\b|(?<![\w.])(?:getenv|setenv)\s*\(", "reads the environment"),
    (r"\b(?:Locale|TimeZone|Calendar)\.(?:current|autoupdatingCurrent)\b|\bDateFormatter\b", "depends on the environment"),
    (r"\bSystemRandomNumberGenerator\b|\bUUID\s*\(\s*\)|\barc4random\w*", "is random"),
    (r"\.(?:random|randomElement|shuffled|shuffle)\s*\((?![^()]*\busing\s*:)", "is random; pass a generator with `using:`"),
    (r"(?<![\w.])(?:print|debugPrint|dump|readLine)\s*\(", "talks to the terminal"),
)

#: Traps a product must not contain. `!` itself is left to swift-format (NeverForceUnwrap).
TRAPS = _patterns(
    (r"\btry!", "`try!` traps: handle the error"),
    (r"\bas!", "`as!` traps: use `as?`"),
    (r"(?<![\w.])(?:fatalError|preconditionFailure)\s*\(", "traps: return an error or a coverage entry"),
)

_UNSTRUCTURED_TASK = re.compile(r"(?<![\w.])Task(?:\s*<[^>{(]*>)?\s*(?:\{|\(|\.detached\b|\.init\b|\.immediate\w*\b)")
_UNCHECKED = re.compile(r"@unchecked\s+Sendable")
_FUZZ_LIST = "Sources/CordonTestSupport/FuzzEntry.swift"
_FUZZ_ENTRY = re.compile(r"\bstatic\s+let\s+(\w+)\s*(?::\s*FuzzEntry\s*)?=\s*FuzzEntry\s*\(")
_FORBIDDEN_NAME = re.compile(r"(?:^|(?<=[a-z0-9_+-]))(?:Utils?|Utilit(?:y|ies)|Common|Helpers?|Manager|Misc)(?=$|[A-Z0-9_+.-])")
_TYPE = re.compile(r"\b(?:struct|class|enum|actor|protocol|typealias)\s+`?([A-Z]\w*)")


def _search(file: SwiftFile, patterns: List[Pattern]) -> Iterator[Violation]:
    for pattern, message in patterns:
        for found in pattern.finditer(file.blanked):
            yield Violation(file.path, file.line_of(found.start()), f"`{found.group().strip()}` {message}")


def purity(repository: Repository) -> Iterator[Violation]:
    """L0 and L1 never touch disk, network, clock, environment or randomness, and contain no `async`."""
    for file in repository.swift_of_layers(1):
        yield from _search(file, IMPURE)


def traps(repository: Repository) -> Iterator[Violation]:
    """No `try!`, `as!`, `fatalError` in the sources."""
    for file in repository.swift("Sources"):
        yield from _search(file, TRAPS)


def tasks(repository: Repository) -> Iterator[Violation]:
    """No unstructured `Task` in L0 to L3."""
    for file in repository.swift_of_layers(3):
        for found in _UNSTRUCTURED_TASK.finditer(file.blanked):
            yield Violation(file.path, file.line_of(found.start()), "unstructured Task: use a task group or `async let`")


def unchecked_sendable(repository: Repository) -> Iterator[Violation]:
    """`@unchecked Sendable` only with a comment on the line above that names the guard."""
    for file in repository.swift("Sources", "Benchmarks", "FuzzTesting"):
        for found in _UNCHECKED.finditer(file.blanked):
            line = file.line_of(found.start())
            if line < 2 or not file.lines[line - 2].lstrip().startswith("//"):
                yield Violation(file.path, line, "@unchecked Sendable without a comment above that names the guard")


def import_access(repository: Repository) -> Iterator[Violation]:
    """Every import says how far it shows."""
    for file in repository.swift("Sources", "Benchmarks", "FuzzTesting"):
        for found in swift_source.imports(file.blanked):
            if found.access is None:
                yield Violation(file.path, found.line, f"`import {found.module}` without an access level")


def fuzz_entries(repository: Repository) -> Iterator[Violation]:
    """Every parser that has a fuzz entry is in the list that the fuzzer and the fail cases go through."""
    listed = next((file for file in repository.swift("Sources") if file.path == _FUZZ_LIST), None)
    body = re.search(r"\ball\s*:\s*\[FuzzEntry\]\s*=\s*\[([^\]]*)\]", listed.blanked) if listed else None
    known = set(re.findall(r"\.(\w+)", body.group(1))) if body else set()
    for file in repository.swift("Sources"):
        for found in _FUZZ_ENTRY.finditer(file.blanked):
            if found.group(1) not in known:
                yield Violation(file.path, file.line_of(found.start()), f".{found.group(1)} is missing in FuzzEntry.all")


def names(repository: Repository) -> Iterator[Violation]:
    """No target, folder, file or type is called Utils, Common, Helper or Manager."""
    seen = set()
    for file in repository.swift("Sources", "Tests", "Benchmarks", "FuzzTesting"):
        parts = file.path.split("/")
        for depth, part in enumerate(parts):
            place = "/".join(parts[: depth + 1])
            if place not in seen and _FORBIDDEN_NAME.search(part.removesuffix(".swift")):
                yield Violation(place, 1, f"the name {part} says nothing: name what it does")
            seen.add(place)
        for found in _TYPE.finditer(file.blanked):
            if _FORBIDDEN_NAME.search(found.group(1)):
                yield Violation(file.path, file.line_of(found.start()), f"the name {found.group(1)} says nothing: name what it is")
