"""One sample of a rule: what it is, under which name it lies, and whether the rule has to match it."""

from pathlib import Path
from typing import Dict, List, NamedTuple


class RuleSample(NamedTuple):
    #: Id of the rule, such as `cordon-3cx-loader`.
    rule: str
    #: Whether the rule has to match.
    match: bool
    #: What it is, in a few words; the name of its folder.
    label: str
    #: The last name of the file: rules may ask for it.
    name: str
    content: bytes


def joined(*pieces: str) -> str:
    """A marker from its pieces, so that none stands whole in the text of this repository's scripts."""
    return "".join(pieces)


def broken(content: bytes, *markers: bytes) -> bytes:
    """The content with one byte of each marker changed, wherever it stands."""
    for marker in markers:
        if marker not in content:
            raise ValueError(f"{marker!r} does not stand in the content")
        place = len(marker) // 2
        content = content.replace(marker, marker[:place] + bytes([marker[place] ^ 1]) + marker[place + 1:])
    return content


class SampleList:
    """The samples of all rules, in the order of the rules."""

    def __init__(self) -> None:
        self.samples: List[RuleSample] = []

    def add(
        self, rule: str, name: str, content: bytes, near: Dict[str, bytes], also: Dict[str, bytes] = {}
    ) -> None:
        """Adds what a rule has to match, under `name` (`also`: label to further content), and what it must not.

        Near misses: label to content; a label `as NAME` gives the file another name.
        """
        self.samples.append(RuleSample(rule, True, "original", name, content))
        for label, other in also.items():
            self.samples.append(RuleSample(rule, True, label, name, other))
        for label, other in near.items():
            spelt = label[3:] if label.startswith("as ") else name
            self.samples.append(RuleSample(rule, False, label, spelt, other))

    def program(self, rule: str, name: str, content: bytes, *markers: bytes, near: Dict[str, bytes] = {}) -> None:
        """Adds a binary file; the near misses are one with each marker broken, and a text that quotes the markers."""
        near = {
            "broken markers": broken(content, *markers),
            "as quoted.txt": b"Indicators of the case:\n" + b"\n".join(markers) + b"\n",
            **near,
        }
        self.add(rule, name, content, near)

    def text(self, rule: str, name: str, content: str, *markers: str, near: Dict[str, str] = {}) -> None:
        """Adds a text file; the near misses are one with each marker broken, a report, a rule and a page that quote it."""
        quoted = "# About the case\n\nThe file contains:\n\n" + "".join(f"    {line}\n" for line in content.splitlines())
        page = "<html><body><pre>" + content.replace("&", "&amp;").replace("<", "&lt;") + "</pre></body></html>\n"
        self.add(rule, name, content.encode(), {
            "broken markers": broken(content.encode(), *[marker.encode() for marker in markers]),
            "as report.md": quoted.encode(),
            "as page.html": page.encode(),
            "as other.yar": ("rule other { strings: $a = \"" + "\" $b = \"".join(markers) + "\" condition: all of them }\n").encode(),
            **{label: other.encode() for label, other in near.items()},
        })

    def write(self, folder: Path) -> None:
        """Writes RULE/match/LABEL/NAME and RULE/no-match/LABEL/NAME."""
        for sample in self.samples:
            place = folder / sample.rule / ("match" if sample.match else "no-match") / sample.label.replace(" ", "-")
            place.mkdir(parents=True, exist_ok=True)
            (place / sample.name).write_bytes(sample.content)
