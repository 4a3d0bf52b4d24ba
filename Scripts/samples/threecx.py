"""Inert stand-ins for the files of the 2023 case: shells with the markers of the public reports, and clean ones."""

from .rule_sample import joined
from .shells import hidden, installer, mac_program, wide, windows_program

#: The key of the loader, from its halves.
KEY = joined("3jB(2b", "sG#@c7").encode()
EVENT = joined("AVMonitor", "RefreshEvent")
#: Compares a byte and leaves when it is another, four times: the shape of the loader's search, without the loader.
COMPARE = bytes.fromhex("8078fd fe7510 8078fe ed7510 8078ff fa7510 8038 ce".replace(" ", ""))
MARKER = bytes.fromhex("feedface" * 2)
PDB = b"D3DCompiler_47" + b".pdb\0"
AGENT = joined("Chrome/108.0.5359", ".128 Safari/537.36")
COOKIE = joined("3cx_auth_id=%s;3cx_auth_", "token_content=%s;__tut", "ma=true")
#: What a clean library of the same name has: the same exports, no marker.
EXPORTS = b"ffmpeg.dll\0av_buffer_alloc\0avcodec_open2\0avformat_open_input\0"
MAC_EXPORTS = b"@rpath/libffmpeg.dylib\0_av_buffer_alloc\0_avcodec_open2\0"


def loader() -> bytes:
    """ffmpeg.dll with key, event and search."""
    return windows_program(EXPORTS + KEY + b"\0" + wide(EVENT) + COMPARE, library=True)


def clean_loader() -> bytes:
    return windows_program(EXPORTS + wide("A monitor was refreshed"), library=True)


def container(size: int = 0x14000) -> bytes:
    """d3dcompiler_47.dll with `size` bytes behind its signature; they are a plain pattern, not a program."""
    pattern = bytes((7 * index + 3) & 0xFF for index in range(size))
    return windows_program(PDB, library=True, built=1_400_000_000, behind_signature=bytes(64) + MARKER + pattern)


def clean_container() -> bytes:
    return windows_program(PDB, library=True, built=1_400_000_000, behind_signature=bytes(0x1800))


def app(version: str) -> bytes:
    """3CXDesktopApp.exe, of which only the version resource counts."""
    return windows_program(version={
        "CompanyName": "3CX Ltd", "FileDescription": "3CX Desktop App", "FileVersion": version,
        "ProductName": "3CX Desktop App", "ProductVersion": version, "OriginalFilename": "3CXDesktopApp.exe",
    })


def msi(is_affected: bool) -> bytes:
    """The installer: the loader's markers stand in it as they are."""
    return installer(KEY + b"\0" + wide(EVENT) if is_affected else EXPORTS)


def mac_library(is_affected: bool) -> bytes:
    """libffmpeg.dylib, whose texts are hidden with one byte."""
    texts = hidden(AGENT, 0x7A) + b"\0" + hidden(COOKIE, 0x7A) + b"%s/.main_storage\0" if is_affected else b""
    return mac_program(MAC_EXPORTS + texts, library=True)


def mac_agent() -> bytes:
    """UpdateAgent, the second stage."""
    return mac_program(b"/3CX Desktop App/.main_storage\0" + COOKIE.encode() + b"\0\"AccountName\": \"%s\"\0")
