"""The disks of the 2023 case: a Windows and a macOS machine and a Linux server, with and without the affected builds."""

import io
import os
import plistlib
import zipfile
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional

from . import registry, threecx
from .shells import mac_program, windows_program

#: When the affected files were installed: 2023-03-24 08:15:00 UTC; the clean ones: 2023-04-12 08:15:00 UTC.
BAD_TIME, GOOD_TIME = 1_679_645_700, 1_681_287_300
BAD, GOOD = "18.12.416", "18.12.422"
APP = "AppData/Local/Programs/3CXDesktopApp"
SUPPORT = "Library/Application Support/3CX Desktop App"
SERVED = "var/lib/3cxpbx/Instance1/Data/Http/electron"
MAC_APP = "Applications/3CX Desktop App.app/Contents"
MAC_LIBRARY = "Frameworks/Electron Framework.framework/Versions/A/Libraries/libffmpeg.dylib"


class Disk:
    """A folder that is filled with files of one time each."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, content: bytes, time: int = GOOD_TIME) -> None:
        place = self.root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        os.utime(place, (time, time))

    def text(self, name: str, text: str) -> None:
        self.write(name, text.encode())


def archive(files: Dict[str, bytes]) -> bytes:
    """A zip with these files, the same every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2023, 3, 13, 6, 33, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, content)
    return buffer.getvalue()


def update_package(version: str, is_affected: bool) -> bytes:
    """The package from which the app updates itself."""
    about = (
        '<?xml version="1.0"?>\n<package xmlns="http://schemas.microsoft.com/packaging/2010/07/nuspec.xsd"><metadata>'
        f"<id>3CXDesktopApp</id><version>{version}</version><authors>3CX Ltd</authors></metadata></package>\n"
    )
    return archive({
        "3CXDesktopApp.nuspec": about.encode(),
        "lib/net45/3CXDesktopApp.exe": threecx.app(version),
        "lib/net45/ffmpeg.dll": threecx.loader() if is_affected else threecx.clean_loader(),
        "lib/net45/d3dcompiler_47.dll": threecx.container() if is_affected else threecx.clean_container(),
    })


def windows_user(disk: Disk, user: str, version: Optional[str]) -> None:
    """A user with this version of the app, or without it."""
    home = f"Users/{user}"
    programs = []
    if version:
        is_affected = version == BAD
        time = BAD_TIME if is_affected else GOOD_TIME
        date = "20230324" if is_affected else "20230412"
        programs = [registry.uninstall("3CXDesktopApp", "3CX Desktop App", version + ".0", "3CX Ltd", date)]
        app = f"{home}/{APP}/app"
        disk.write(f"{app}/3CXDesktopApp.exe", threecx.app(version), time)
        disk.write(f"{app}/ffmpeg.dll", threecx.loader() if is_affected else threecx.clean_loader(), time)
        disk.write(f"{app}/d3dcompiler_47.dll", threecx.container() if is_affected else threecx.clean_container(), time)
        disk.write(f"{app}/update.exe", windows_program(b"updater"), time)
        if is_affected:
            # A time in the future of the installation, seven days on.
            disk.write(f"{app}/manifest", (BAD_TIME + 7 * 86_400).to_bytes(8, "little"), time)
        disk.write(f"{home}/{APP}/packages/3CXDesktopApp-{version}-full.nupkg", update_package(version, is_affected), time)
        disk.text(f"{home}/AppData/Roaming/3CXDesktopApp/config.json", "{}\n")
    disk.write(f"{home}/NTUSER.DAT", registry.user_hive(programs))
    disk.text(f"{home}/Documents/notes.txt", "The advisory on 3CX names ffmpeg.dll and d3dcompiler_47.dll.\n")


def windows(disk: Disk, users: Dict[str, Optional[str]]) -> None:
    """A Windows 10 machine; the version of the app for each user."""
    disk.write("Windows/System32/config/SOFTWARE", registry.machine_hive([f"C:\\Users\\{user}" for user in users]))
    disk.write("Windows/System32/d3dcompiler_47.dll", threecx.clean_container())
    disk.write("Program Files/Editor/ffmpeg.dll", threecx.clean_loader())
    for user, version in users.items():
        windows_user(disk, user, version)


def macos(disk: Disk, version: str, users: List[str]) -> None:
    """A macOS machine with this version of the app for all; `users` have what its second stage leaves."""
    is_affected = version == BAD
    time = BAD_TIME if is_affected else GOOD_TIME
    system = {"ProductName": "macOS", "ProductVersion": "13.2.1", "ProductBuildVersion": "22D68"}
    disk.write("System/Library/CoreServices/SystemVersion.plist", plistlib.dumps(system))
    receipt = {"PackageIdentifier": "com.example.editor", "PackageVersion": "1.0"}
    disk.write("private/var/db/receipts/com.example.editor.plist", plistlib.dumps(receipt))
    info = {
        "CFBundleName": "3CX Desktop App", "CFBundleIdentifier": "com.electron.3cx-desktop-app",
        "CFBundleShortVersionString": version, "CFBundleVersion": version,
    }
    disk.write(f"{MAC_APP}/Info.plist", plistlib.dumps(info), time)
    disk.write(f"{MAC_APP}/MacOS/3CX Desktop App", mac_program(b"main"), time)
    disk.write(f"{MAC_APP}/{MAC_LIBRARY}", threecx.mac_library(is_affected), time)
    for user in ("anna", "bernd"):
        disk.text(f"Users/{user}/{SUPPORT}/config.json", "{}\n")
        if user in users:
            disk.write(f"Users/{user}/{SUPPORT}/UpdateAgent", threecx.mac_agent(), time)
            disk.write(f"Users/{user}/{SUPPORT}/.main_storage", bytes(byte ^ 0x7A for byte in b"state"), time)
            disk.write(f"Users/{user}/{SUPPORT}/.session-lock", b"", time)


def linux(disk: Disk, version: str) -> None:
    """A telephone server that hands out the app in this version."""
    is_affected = version == BAD
    time = BAD_TIME if is_affected else GOOD_TIME
    disk.text("etc/os-release", 'PRETTY_NAME="Debian GNU/Linux 10 (buster)"\nID=debian\nVERSION_ID="10"\n')
    disk.text("var/lib/dpkg/status", "".join(
        f"Package: {name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: {number}\n"
        "Maintainer: x <x@example.org>\nDescription: x\n\n"
        for name, number in (("3cxpbx", "18.0.7.312"), ("libc6", "2.28-10+deb10u2"))
    ))
    named = f"{SERVED}/windows/3CXDesktopApp-{version}"
    disk.write(f"{named}.msi", threecx.msi(is_affected), time)
    disk.write(f"{named}-full.nupkg", update_package(version, is_affected), time)
    library = threecx.mac_library(is_affected)
    bundle = archive({f"3CX Desktop App.app/Contents/{MAC_LIBRARY}": library})
    disk.write(f"{SERVED}/osx/3CXDesktopApp-{version}.zip", bundle, time)
    # Only the end of a disk image, without what it holds.
    disk.write(f"{SERVED}/osx/3CXDesktopApp-{version}.dmg", bytes(512) + b"koly" + bytes(508), time)


class Expected(NamedTuple):
    """What a deep check has to find."""

    root: str
    #: The user whose profile it lies in, or `-`.
    user: str
    path: str
    version: str
    verdict: str
    #: The rule or kind of evidence.
    by: str


def expected() -> List[Expected]:
    """Everything that must be found in the affected tree; in the clean one there is nothing."""
    rows: List[Expected] = []

    def add(root: str, user: str, path: str, version: str, verdict: str, *by: str) -> None:
        rows.extend(Expected(root, user, path, version, verdict, one) for one in by)

    home = f"Users/anna/{APP}"
    package = f"{home}/packages/3CXDesktopApp-{BAD}-full.nupkg"
    container = ("cordon_3cx_payload_container", "cordon_3cx_padded_library")
    add("windows", "anna", "Users/anna/NTUSER.DAT", BAD + ".0", "affected", "version")
    add("windows", "anna", f"{home}/app/3CXDesktopApp.exe", BAD, "affected", "version")
    for place in (f"{home}/app/", package + "!/lib/net45/"):
        add("windows", "anna", place + "ffmpeg.dll", "-", "affected", "cordon_3cx_loader")
        add("windows", "anna", place + "d3dcompiler_47.dll", "-", "affected", container[0])
        add("windows", "anna", place + "d3dcompiler_47.dll", "-", "suspected", container[1])
    add("windows", "anna", f"{home}/app/manifest", "-", "suspected", "path")
    add("macos", "-", "Applications/3CX Desktop App.app", BAD, "affected", "version")
    add("macos", "-", f"{MAC_APP}/{MAC_LIBRARY}", "-", "affected", "cordon_3cx_macos_loader")
    add("macos", "anna", f"Users/anna/{SUPPORT}/UpdateAgent", "-", "affected", "cordon_3cx_macos_agent")
    for name in ("UpdateAgent", ".main_storage", ".session-lock"):
        add("macos", "anna", f"Users/anna/{SUPPORT}/{name}", "-", "suspected", "path")
    served = f"{SERVED}/windows/3CXDesktopApp-{BAD}"
    add("linux", "-", f"{served}.msi", "-", "affected", "cordon_3cx_installer")
    add("linux", "-", f"{served}-full.nupkg!/lib/net45/ffmpeg.dll", "-", "affected", "cordon_3cx_loader")
    add("linux", "-", f"{served}-full.nupkg!/lib/net45/d3dcompiler_47.dll", "-", "affected", container[0])
    add("linux", "-", f"{served}-full.nupkg!/lib/net45/d3dcompiler_47.dll", "-", "suspected", container[1])
    bundle = f"{SERVED}/osx/3CXDesktopApp-{BAD}.zip!/3CX Desktop App.app/Contents/{MAC_LIBRARY}"
    add("linux", "-", bundle, "-", "affected", "cordon_3cx_macos_loader")
    return rows


def build(folder: Path) -> None:
    """Writes `affected`, `clean` and the table of what must be found."""
    bad, good = folder / "affected", folder / "clean"
    windows(Disk(bad / "windows"), {"anna": BAD, "bernd": GOOD, "carla": None})
    windows(Disk(good / "windows"), {"anna": GOOD, "bernd": GOOD, "carla": None})
    macos(Disk(bad / "macos"), BAD, ["anna"])
    macos(Disk(good / "macos"), GOOD, [])
    linux(Disk(bad / "linux"), BAD)
    linux(Disk(good / "linux"), GOOD)
    lines = ["\t".join(Expected._fields)] + ["\t".join(row) for row in expected()]
    (folder / "expected.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
