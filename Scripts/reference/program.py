"""What the program says about itself (`--experimental-dump-help`)."""

import json
import subprocess
import sys
from typing import Iterator, List


def described(program: str) -> dict:
    """The root command, with its arguments and subcommands."""
    answer = subprocess.run(
        [program, "--experimental-dump-help"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    try:
        return json.loads(answer.stdout)["command"]
    except (ValueError, KeyError, TypeError):
        sys.exit(f"{program} did not describe itself (exit code {answer.returncode})")


def shown_subcommands(command: dict) -> List[dict]:
    return [
        one for one in command.get("subcommands", [])
        if one.get("shouldDisplay", True) and one["commandName"] != "help"
    ]


def shown_arguments(command: dict) -> List[dict]:
    return [one for one in command.get("arguments", []) if one.get("shouldDisplay", True) and not is_help(one)]


def is_help(argument: dict) -> bool:
    return any(name.get("name") == "help" for name in argument.get("names") or [])


def leaves(command: dict, path: List[str]) -> Iterator["tuple[List[str], dict]"]:
    """The commands that do something, with the words that call them."""
    children = shown_subcommands(command)
    if not children or shown_arguments_beyond_version(command):
        yield path, command
    for child in children:
        yield from leaves(child, [*path, child["commandName"]])


def shown_arguments_beyond_version(command: dict) -> List[dict]:
    return [
        one for one in shown_arguments(command)
        if not any(name.get("name") == "version" for name in one.get("names") or [])
    ]
