"""One process from start to end: time, memory, exit code."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import List, NamedTuple

#: Exit codes of `cordon check` that are verdicts.
VERDICTS = (0, 10, 11, 12)

#: `cordon check` keeps its last result. What it costs is measured too, but the caller's own result stays as it is.
_STATE = tempfile.TemporaryDirectory(prefix="cordon-figures-")
os.environ["XDG_STATE_HOME"] = _STATE.name


class Run(NamedTuple):
    seconds: float
    cpu_seconds: float
    #: Largest resident set, in MiB. The pages of this Python count until the program starts: 18 or less means "at most".
    peak_mib: float
    code: int
    lines: int


def run(command: List[str]) -> Run:
    """Starts `command` without input, counts the lines it prints, waits for it."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = 0
    while True:
        block = os.read(process.stdout.fileno(), 1 << 20)
        if not block:
            break
        lines += block.count(b"\n")
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, lines)


def require_verdict(one: Run, command: List[str]) -> None:
    if one.code not in VERDICTS:
        sys.exit(f"no verdict was reached: {' '.join(command)} ended with exit code {one.code}")


def median(values: List[float]) -> float:
    return statistics.median(values)
