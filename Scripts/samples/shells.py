"""The smallest files of a format that readers accept, around any bytes. No shell holds code.

Formats: PE/COFF (Microsoft), Mach-O (Apple), ELF (System V ABI), compound file (MS-CFB, only its first sector), icon, xz.
"""

import struct
from typing import Dict, Optional

#: Machine, magic of the optional header and where its data directories begin.
_WIDE = (0x8664, 0x20B, 112)
_NARROW = (0x014C, 0x10B, 96)
_RAW = 0x400


def _aligned(data: bytes, step: int) -> bytes:
    return data + bytes(-len(data) % step)


def windows_program(
    content: bytes = b"", *, library: bool = False, wide: bool = True, built: int = 1_678_000_000,
    behind_signature: Optional[bytes] = None, version: Optional[Dict[str, str]] = None, dotnet: bool = False,
) -> bytes:
    """A portable executable with `content` in its data.

    built: its time stamp, in seconds since 1970. behind_signature: what stands in the certificate table behind a
    signature of 16 bytes; without it there is no table. version: texts of the version resource.
    """
    machine, magic, directories = _WIDE if wide else _NARROW
    data = _aligned((b"BSJB\x01\x00\x01\x00" if dotnet else b"") + content + bytes(16), 0x200)
    resources = _aligned(_version_resource(0x1000 + _span(data), version), 0x200) if version else b""
    optional = bytearray(directories + 16 * 8)
    struct.pack_into("<H", optional, 0, magic)
    struct.pack_into("<II", optional, 32, 0x1000, 0x200)
    struct.pack_into("<II", optional, 56, 0x1000 + _span(data) + _span(resources), _RAW)
    struct.pack_into("<I", optional, directories - 4, 16)
    if resources:
        struct.pack_into("<II", optional, directories + 2 * 8, 0x1000 + _span(data), len(resources))
    end = _RAW + len(data) + len(resources)
    table = b""
    if behind_signature is not None:
        table = _aligned(bytes([0x30, 0x82, 0, 12]) + bytes(12) + behind_signature, 8)
        table = struct.pack("<IHH", len(table) + 8, 0x0200, 2) + table
        struct.pack_into("<II", optional, directories + 4 * 8, end, len(table))
    head = bytearray(b"MZ" + bytes(58) + struct.pack("<I", 0x80) + bytes(64))
    head += b"PE\0\0" + struct.pack(
        "<HHIIIHH", machine, 2 if resources else 1, built, 0, 0, len(optional), 0x2022 if library else 0x0022
    )
    head += optional
    head += _section(b".rdata", 0x1000, data, _RAW)
    if resources:
        head += _section(b".rsrc", 0x1000 + _span(data), resources, _RAW + len(data))
    return bytes(head) + bytes(_RAW - len(head)) + data + resources + table


def _span(data: bytes) -> int:
    return (len(data) + 0xFFF) & ~0xFFF


def _section(name: bytes, address: int, data: bytes, place: int) -> bytes:
    return name.ljust(8, b"\0") + struct.pack(
        "<IIIIIIHHI", len(data), address, len(data), place, 0, 0, 0, 0, 0x4000_0040
    )


def _version_resource(address: int, texts: Dict[str, str]) -> bytes:
    def directory(identifier: int, offset: int) -> bytes:
        return bytes(12) + struct.pack("<HHII", 0, 1, identifier, offset)

    info = _version_info(texts)
    tree = directory(16, 0x8000_0018) + directory(1, 0x8000_0030) + directory(0x409, 72)
    return tree + struct.pack("<II", address + 88, len(info)) + bytes(8) + info


def _version_info(texts: Dict[str, str]) -> bytes:
    def block(name: str, kind: int, value: bytes, length: int, children: bytes = b"") -> bytes:
        rest = _aligned(bytes(4) + struct.pack("<H", kind) + name.encode("utf-16-le") + b"\0\0", 4) + value
        if children:
            rest = _aligned(rest, 4) + children
        return struct.pack("<HH", len(rest), length) + rest[4:]

    parts = [int(part) for part in (texts.get("ProductVersion", "0") + ".0.0.0").split(".")[:4]]
    numbers = struct.pack("<HHHH", parts[1], parts[0], parts[3], parts[2])
    fixed = struct.pack("<II", 0xFEEF_04BD, 0x10000) + numbers + numbers + bytes(28)
    strings = b""
    for name, text in texts.items():
        value = text.encode("utf-16-le") + b"\0\0"
        strings = _aligned(strings, 4) + block(name, 1, value, len(value) // 2)
    table = block("StringFileInfo", 1, b"", 0, block("040904b0", 1, b"", 0, strings))
    return block("VS_VERSION_INFO", 0, fixed, len(fixed), table)


def mac_program(content: bytes = b"", *, library: bool = False) -> bytes:
    """A 64-bit Mach-O file for x86-64 with one segment that is never loaded."""
    size = 32 + 72
    segment = struct.pack("<II16sQQQQIIII", 0x19, 72, b"__DATA", 0, 0, size, len(content), 0, 0, 0, 0)
    return struct.pack("<IIIIIIII", 0xFEEDFACF, 0x01000007, 3, 6 if library else 2, 1, 72, 0, 0) + segment + content


def linux_program(content: bytes = b"") -> bytes:
    """A 64-bit ELF shared object for x86-64 without segments and sections."""
    head = b"\x7fELF\x02\x01\x01" + bytes(9)
    return head + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 0, 0, 0, 64, 56, 0, 64, 0, 0) + content


def installer(content: bytes = b"") -> bytes:
    """The first sector of a compound file, as an MSI is one, and the content behind it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9) + bytes(480) + content


def icon(tail: bytes = b"") -> bytes:
    """An icon that holds the last chunk of a picture, and what stands behind it."""
    end = b"IE" + b"ND\xaeB`\x82"
    picture = b"\x89PNG\r\n\x1a\n" + bytes(4) + end
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 16, 16, 0, 0, 1, 32, len(picture), 22) + picture + tail


def xz_stream(content: bytes = b"") -> bytes:
    """The first bytes of an xz file and the content, unpacked."""
    return b"\xfd7zXZ\x00\x00\x04" + content


def wide(text: str) -> bytes:
    """UTF-16 as Windows programs hold it, with its end."""
    return text.encode("utf-16-le") + b"\0\0"


def hidden(text: str, key: int) -> bytes:
    """The text under one byte of exclusive-or."""
    return bytes(byte ^ key for byte in text.encode())
