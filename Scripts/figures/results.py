"""Benchmarks/RESULTS.md: each script writes between its own markers and leaves the rest alone."""

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent.parent / "Benchmarks" / "RESULTS.md"


def machine() -> str:
    """What the figures depend on: processor, cores, system, compiler, day. No names."""
    model = "unknown processor"
    memory = ""
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        model = found.group(1).strip() if found else platform.machine()
        kib = re.search(r"^MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)
        memory = f", {round(int(kib.group(1)) / 1024 / 1024)} GiB" if kib else ""
    except OSError:
        pass
    system = re.search(r'^PRETTY_NAME="?([^"\n]+)', _text("/etc/os-release"), re.MULTILINE)
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"Swift version (\S+)", swift)
    load = os.getloadavg()[0]
    return (
        f"Machine: {os.cpu_count()} cores, {model}{memory}; {system.group(1) if system else platform.system()}, "
        f"kernel {platform.release().split('-')[0]}; Swift {version.group(1) if version else '?'}; "
        f"load at the start {load:.1f}; {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}."
    )


def replaced(document: str, section: str, content: str) -> str:
    """`document` with the content between the markers of `section` replaced; `ValueError` without the markers."""
    begin, end = f"<!-- {section}: begin -->", f"<!-- {section}: end -->"
    if document.count(begin) != 1 or document.count(end) != 1:
        raise ValueError(f"the markers of the section {section} are missing")
    before, _, rest = document.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{content.strip()}\n{end}{after}"


def write(section: str, content: str) -> None:
    document = PATH.read_text(encoding="utf-8")
    PATH.write_text(replaced(document, section, machine() + "\n\n" + content), encoding="utf-8")


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
