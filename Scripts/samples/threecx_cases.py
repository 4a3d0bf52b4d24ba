"""Samples of the rules for the 2023 case."""

from . import threecx
from .rule_sample import SampleList, joined
from .shells import hidden, icon, installer, linux_program, mac_program, wide, windows_program


def add(samples: SampleList) -> None:
    """Adds them in the order of the pack."""
    _windows(samples)
    _stages(samples)
    _mac(samples)
    _actor(samples)


def _windows(samples: SampleList) -> None:
    event = wide(threecx.EVENT)[:-2]
    samples.program("cordon-3cx-loader", "ffmpeg.dll", threecx.loader(), threecx.KEY, event, near={
        "clean library": threecx.clean_loader(),
        "key alone": windows_program(threecx.EXPORTS + threecx.KEY, library=True),
        "no library": windows_program(threecx.KEY + event),
    })
    samples.program("cordon-3cx-installer", "3CXDesktopApp-18.12.416.msi", threecx.msi(True), threecx.KEY, near={
        "clean installer": threecx.msi(False),
    })
    samples.program("cordon-3cx-payload-container", "d3dcompiler_47.dll", threecx.container(), threecx.MARKER, near={
        "clean library": threecx.clean_container(),
        "marker before the signature": windows_program(threecx.PDB + threecx.MARKER, library=True, behind_signature=bytes(64)),
        "no signature": windows_program(threecx.PDB + threecx.MARKER, library=True),
    })
    samples.program("cordon-3cx-padded-library", "d3dcompiler_47.dll", threecx.container(), threecx.PDB[:-1], near={
        "clean library": threecx.clean_container(),
        "other library": windows_program(b"other.pdb", library=True, behind_signature=bytes(0x14000)),
    })


def _stages(samples: SampleList) -> None:
    place = wide(joined("https://raw.githubusercontent.com/Icon", "Storages/images/main/icon%d.ico"))[:-2]
    cookie = joined("__tu", "tma").encode()
    samples.program("cordon-3cx-downloader", "samcli.dll", windows_program(place + b"\0\0" + cookie, library=True), place, cookie)
    text = b"$" + b"QUJD" * 20
    samples.add("cordon-3cx-icon", "icon1.ico", icon(text), {
        "clean icon": icon(), "other text": icon(b"# " + text[1:]), "short text": icon(text[:40]),
        "as quoted.txt": b"The text behind IEND" + text,
    })
    query = wide(joined("SELECT url, title FROM urls ORDER", " BY id DESC LIMIT 500"))[:-2]
    config = wide("\\3CXDesktopApp\\config.json")[:-2]
    samples.program("cordon-3cx-stealer", "stealer.dll", windows_program(query + b"\0\0" + config, library=True), query, near={
        "browser": windows_program(query), "app": windows_program(config),
    })


def _mac(samples: SampleList) -> None:
    agent, cookie = hidden(threecx.AGENT, 0x7A), hidden(threecx.COOKIE, 0x7A)
    samples.program("cordon-3cx-macos-loader", "libffmpeg.dylib", threecx.mac_library(True), agent, cookie, near={
        "clean library": threecx.mac_library(False),
        "other key": mac_program(hidden(threecx.AGENT, 0x7B) + hidden(threecx.COOKIE, 0x7B), library=True),
        "plain texts": mac_program(threecx.AGENT.encode(), library=True),
    })
    samples.program("cordon-3cx-macos-agent", "UpdateAgent", threecx.mac_agent(), threecx.COOKIE.encode(), b"main_storage", near={
        "app": mac_program(b"/Library/Application Support/3CX Desktop App/config.json"),
    })


def _actor(samples: SampleList) -> None:
    path = joined("%s\\config\\TxR\\%s.TxR.0", ".regtrans-ms").encode()
    samples.program("cordon-3cx-gopuram", "wlbsctrl.dll", windows_program(path, library=True), path[16:], near={
        "system program": windows_program(wide("%wZ.TxR.0.regtrans-ms")),
    })
    name, border = b"/private/etc/apdl" + b".cf", joined("--N9dLfqxHNUUw8qa", "UPqggVTpX-").encode()
    samples.program("cordon-3cx-poolrat", "Quartz", mac_program(name), name, near={"as Linux program": linux_program(b"/etc/apdl")})
    samples.program("cordon-3cx-poolrat", "guiconfigd", linux_program(border), border)
    hosts = [joined(*pieces) for pieces in (("pbxphone", "network.com"), ("akamai", "container.com"), ("ms", "storageboxes.com"))]
    program = windows_program(hosts[0].encode() + b"\0" + wide(hosts[1]), library=True)
    samples.program("cordon-3cx-c2", "module.dll", program, hosts[0].encode(), near={
        "one alone": windows_program(hosts[2].encode()),
        "as hosts": "\n".join("0.0.0.0 " + host for host in hosts).encode(),
    })
