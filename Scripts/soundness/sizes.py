"""Sizes of files and functions."""

import statistics
from typing import Iterator, List, Tuple

from . import swift_source
from .repository import Repository
from .violation import Violation

FILE_MEDIAN = 130
FILE_P90 = 400
FILE_LIMIT = 600
TEST_FILE_LIMIT = 800
MAIN_LIMIT = 60
FUNCTION_P90 = 30
FUNCTION_LIMIT = 70


def percentile(values: List[int], share: int) -> int:
    """The smallest value that at least `share` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else 0


def files(repository: Repository) -> Iterator[Violation]:
    """Files: median, p90 and limit; tests and mains have limits of their own."""
    measured: List[Tuple[int, str]] = []
    for file in repository.swift("Sources", "Benchmarks", "FuzzTesting"):
        count = len(file.lines)
        measured.append((count, file.path))
        row = repository.table.rows.get(file.target)
        limit = MAIN_LIMIT if row is not None and row.kind == "main" else FILE_LIMIT
        if count > limit:
            yield Violation(file.path, count, f"{count} lines, limit {limit}")
    for file in repository.swift("Tests"):
        if len(file.lines) > TEST_FILE_LIMIT:
            yield Violation(file.path, len(file.lines), f"{len(file.lines)} lines, limit {TEST_FILE_LIMIT} for tests")
    counts = [count for count, _ in measured]
    yield from _beyond("median", int(statistics.median(counts)) if counts else 0, FILE_MEDIAN, measured)
    yield from _beyond("p90", percentile(counts, 90), FILE_P90, measured)


def _beyond(name: str, value: int, limit: int, measured: List[Tuple[int, str]]) -> Iterator[Violation]:
    if value > limit:
        count, path = max(measured)
        yield Violation(path, 1, f"the {name} of all files is {value} lines, limit {limit}; the longest is this, {count}")


def functions(repository: Repository) -> Iterator[Violation]:
    """Functions: p90 over the sources, and a limit for each, tests included."""
    measured: List[Tuple[int, str, int, str]] = []
    for file in repository.swift("Sources", "Tests", "Benchmarks", "FuzzTesting"):
        for function in swift_source.functions(file.blanked):
            if not file.path.startswith("Tests/"):
                measured.append((function.lines, file.path, function.line, function.name))
            if function.lines > FUNCTION_LIMIT:
                yield Violation(file.path, function.line, f"{function.name} has {function.lines} lines, limit {FUNCTION_LIMIT}")
    value = percentile([entry[0] for entry in measured], 90)
    if value > FUNCTION_P90:
        lines, path, line, name = max(measured)
        yield Violation(path, line, f"p90 of all functions is {value} lines, limit {FUNCTION_P90}; the longest is {name}, {lines}")
