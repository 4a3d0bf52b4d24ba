"""Trees of made-up packages as the package managers lay them out, for measuring. Nothing in them runs."""

import json
from pathlib import Path

#: A text as long as a small source file.
SOURCE = "// made for measuring\n" * 24

#: Files of an npm package and of a Python one; the averages of trees in use.
NPM_FILES = 20
PYTHON_FILES = 100


def npm(root: Path, files: int) -> None:
    """A project with `files` files below its `node_modules`: hoisted packages, scoped ones, and some nested."""
    for number in range(files // NPM_FILES):
        parent = root / "node_modules"
        if number % 10 == 9:
            parent = parent / f"package-{number - 1}" / "node_modules"
        name = f"@scope-{number % 50}/package-{number}" if number % 5 == 3 else f"package-{number}"
        folder = parent / name
        (folder / "lib").mkdir(parents=True)
        manifest = {"name": name, "version": f"1.{number % 30}.{number % 7}", "main": "lib/file-0.js", "license": "MIT"}
        (folder / "package.json").write_text(json.dumps(manifest, indent=2))
        (folder / "README.md").write_text(SOURCE)
        (folder / "LICENSE").write_text(SOURCE)
        for index in range(NPM_FILES - 3):
            suffix = ("js", "d.ts", "js.map", "mjs")[index % 4]
            (folder / "lib" / f"file-{index}.{suffix}").write_text(SOURCE)


def python(root: Path, files: int) -> None:
    """A `site-packages` with `files` files: sources, what Python made of them, metadata, a compiled module."""
    site = root / "lib" / "python3.12" / "site-packages"
    # A compiled module has the mode of a program: it is looked into.
    module = b"\x7fELF\x02\x01\x01" + bytes(57) + bytes(20_000)
    for number in range(files // PYTHON_FILES):
        package = site / f"package_{number}"
        (package / "__pycache__").mkdir(parents=True)
        sources = (PYTHON_FILES - 6) // 2
        for index in range(sources):
            (package / f"file_{index}.py").write_text(SOURCE)
            (package / "__pycache__" / f"file_{index}.cpython-312.pyc").write_text(SOURCE)
        (package / "_native.cpython-312-x86_64-linux-gnu.so").write_bytes(module)
        (package / "_native.cpython-312-x86_64-linux-gnu.so").chmod(0o755)
        (package / "py.typed").write_text("")
        info = site / f"package_{number}-1.{number % 30}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: package-{number}\nVersion: 1.{number % 30}\n\nText\n")
        for name in ("RECORD", "INSTALLER", "WHEEL"):
            (info / name).write_text("pip\n")
