"""Small Windows registry hives (regf 1.5), as the hives of a machine and of its users."""

import struct
from typing import List, NamedTuple, Sequence, Tuple

Value = Tuple[str, str]


class Key(NamedTuple):
    name: str
    values: Sequence[Value] = ()
    subkeys: "Sequence[Key]" = ()


def path(names: Sequence[str], subkeys: Sequence[Key]) -> Key:
    """Keys in each other, the last one with these subkeys."""
    key = Key(names[-1], (), subkeys)
    for name in reversed(names[:-1]):
        key = Key(name, (), [key])
    return key


def uninstall(key: str, name: str, version: str, vendor: str, date: str) -> Key:
    """An entry of a list of installed programs; the date as YYYYMMDD."""
    return Key(key, [("DisplayName", name), ("DisplayVersion", version), ("Publisher", vendor), ("InstallDate", date)])


def user_hive(programs: Sequence[Key]) -> bytes:
    """NTUSER.DAT of a user with these programs."""
    return hive([path(["Software", "Microsoft", "Windows", "CurrentVersion", "Uninstall"], programs)])


def machine_hive(profiles: Sequence[str]) -> bytes:
    """SOFTWARE of a Windows 10 with these users and no program."""
    users = [Key(f"S-1-5-21-{index}", [("ProfileImagePath", name)]) for index, name in enumerate(profiles)]
    release = Key("CurrentVersion", [
        ("ProductName", "Windows 10 Pro"), ("DisplayVersion", "22H2"), ("CurrentBuild", "19045"),
    ], [Key("ProfileList", (), users)])
    windows = path(["Windows", "CurrentVersion"], [Key("Uninstall")])
    return hive([Key("Microsoft", (), [windows, Key("Windows NT", (), [release])])])


def hive(subkeys: Sequence[Key]) -> bytes:
    """The whole file."""
    cells = bytearray(32)
    security = _cell(cells, b"sk\0\0" + struct.pack("<IIII", 32, 32, 100, 20) + b"\x01\0\0\x80" + bytes(16))
    root = _key(cells, Key("ROOT", (), subkeys), 0x2C, 0, security)
    size = (len(cells) + 15 + 4095) & ~4095
    rest = size - len(cells)
    cells[0:32] = b"hbin" + struct.pack("<II8xQI", 0, size, 116_444_736_000_000_000, 0)
    cells += struct.pack("<I", rest) + bytes(rest - 4)
    head = b"regf" + struct.pack("<IIQIIIIIII", 7, 7, _filetime(1_679_645_700), 1, 5, 0, 1, root, size, 1)
    head += bytes(508 - len(head))
    total = 0
    for (word,) in struct.iter_unpack("<I", head):
        total ^= word
    return head + struct.pack("<I", total) + bytes(4096 - 512) + bytes(cells)


def _filetime(seconds: int) -> int:
    return (seconds + 11_644_473_600) * 10_000_000


def _cell(cells: bytearray, content: bytes) -> int:
    place = len(cells)
    length = (len(content) + 4 + 7) & ~7
    cells += struct.pack("<i", -length) + content + bytes(length - 4 - len(content))
    return place


def _key(cells: bytearray, key: Key, flags: int, parent: int, security: int) -> int:
    name = key.name.encode("latin-1")
    none = 0xFFFF_FFFF
    content = b"nk" + struct.pack(
        "<HQIIIIIIIIII20xHH", flags, _filetime(1_679_645_700), 0, parent, len(key.subkeys), 0, none, none,
        len(key.values), none, security, none, len(name), 0,
    ) + name
    place = _cell(cells, content)
    if key.values:
        values = [_value(cells, *value) for value in key.values]
        struct.pack_into("<I", cells, place + 44, _cell(cells, struct.pack(f"<{len(values)}I", *values)))
    if key.subkeys:
        places: List[int] = [_key(cells, subkey, 0x20, place, security) for subkey in key.subkeys]
        entries = b"".join(
            struct.pack("<II", at, _hash(subkey.name)) for at, subkey in zip(places, key.subkeys)
        )
        struct.pack_into("<I", cells, place + 32, _cell(cells, b"lh" + struct.pack("<H", len(places)) + entries))
    return place


def _value(cells: bytearray, name: str, text: str) -> int:
    data = text.encode("utf-16-le") + b"\0\0"
    spelt = name.encode("latin-1")
    inner = _cell(cells, data)
    return _cell(cells, b"vk" + struct.pack("<HIIIHH", len(spelt), len(data), inner, 1, 1, 0) + spelt)


def _hash(name: str) -> int:
    total = 0
    for character in name.upper():
        total = (total * 37 + ord(character)) & 0xFFFF_FFFF
    return total
