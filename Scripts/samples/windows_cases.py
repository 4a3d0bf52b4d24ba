"""Samples of the rules for Windows programs, other than those of the 2023 case."""

from .rule_sample import SampleList, joined
from .shells import wide, windows_program


def add(samples: SampleList) -> None:
    """Adds them in the order of the packs."""
    _shadowhammer(samples)
    _ccleaner(samples)
    _javs(samples)
    _kaseya(samples)
    _medoc(samples)
    _notepadpp(samples)
    _solarwinds(samples)
    _xtrader(samples)


def _shadowhammer(samples: SampleList) -> None:
    path = joined("D:\\C++\\Asus", "ShellCode\\Release\\Asus", "ShellCode.pdb").encode()
    samples.program("cordon-shadowhammer-setup", "Setup.exe", windows_program(path, wide=False), path[7:29])
    host = joined("asushot", "fix.com").encode()
    samples.program("cordon-shadowhammer-server", "Setup.exe", windows_program(b"https://" + host + b"/logo2.jpg"), host)


def _ccleaner(samples: SampleList) -> None:
    path = joined("s:\\workspace\\ccleaner\\branches\\", "v5.33\\bin\\CCleaner\\", "ReleaseTV\\CCleaner.pdb").encode()
    samples.program(
        "cordon-ccleaner-build", "CCleaner.exe", windows_program(path, wide=False), path,
        near={"64 bit": windows_program(path), "next version": windows_program(path.replace(b"5.33", b"5.34"), wide=False)},
    )
    host = joined("ab6d54", "340c1a", ".com").encode()
    samples.program("cordon-ccleaner-server", "CCleaner.exe", windows_program(host, wide=False), host)


def _javs(samples: SampleList) -> None:
    signer = joined("Vanguard", " Tech", " Limited").encode()
    program = windows_program(wide("JAVS Viewer Setup"), behind_signature=signer)
    samples.program("cordon-javs-installer", "JAVS.Viewer8.Setup_8.3.7.250-1.exe", program, signer, near={
        "own signature": windows_program(wide("JAVS Viewer Setup"), behind_signature=b"Justice AV Solutions Inc"),
        "other program": windows_program(wide("Other Viewer"), behind_signature=signer),
    })
    name = joined("fff", "mpeg.exe").encode()
    samples.program("cordon-javs-dropped", "setup.exe", windows_program(name), name, near={
        "two letters": windows_program(b"ffmpeg.exe"),
    })


def _kaseya(samples: SampleList) -> None:
    names = [wide(joined("SOFT", "IS"))[:-2], wide(joined("MOD", "LIS"))[:-2]]
    program = windows_program(b"\0".join(names) + b"\0mpsvc.dll\0MsMp" + b"Eng.exe\0", wide=False)
    samples.program("cordon-kaseya-dropper", "agent.exe", program, names[0])
    head = joined("-----BEGIN ", "CERTIFICATE-----\r\nTV")
    # Base64 of "MZ" and zero bytes, which is no program.
    covered = head + "qQ" + "A" * 60 + "\r\n-----END CERTIFICATE-----\r\n"
    real = covered.replace("TVqQ", "MIID")
    for rule, name, other in (
        ("cordon-kaseya-encoded", "agent.crt", {"as other.crt": covered.encode()}),
        ("cordon-kaseya-covered-program", "anything.crt", {}),
    ):
        samples.add(rule, name, covered.encode(), {
            "certificate": real.encode(), "as report.txt": ("The dropper begins so:\n" + covered).encode(), **other,
        })


def _medoc(samples: SampleList) -> None:
    names = [joined(*pieces) for pieces in (("Me", "Com"), ("Min", "Info"), ("Run", "Cmd"), ("Dump", "Data"), ("Auto", "Payload"))]
    heap = ("\0" + "\0".join(names) + "\0").encode()
    samples.program(
        "cordon-medoc-library", "ZvitPublishedObjects.dll", windows_program(heap, library=True, wide=False, dotnet=True),
        names[1].encode(), names[2].encode(), names[3].encode(),
        near={"clean library": windows_program(b"\0MinInfo\0ZvitService\0", library=True, wide=False, dotnet=True)},
    )
    texts = [joined("wowsmith", "123456@", "posteo.net").encode(), joined("1Mz7153HMux", "XTuR2R1t78mGSdzaAtNbBWX").encode()]
    program = windows_program(b"\0".join(texts) + b"\0" + wide(joined("dllhost", ".dat")), library=True, wide=False)
    samples.program("cordon-notpetya-library", "perfc.dat", program, *texts, near={"vaccine": b""})


def _notepadpp(samples: SampleList) -> None:
    lock = joined("Global\\Jdh", "fv_1.0.1").encode()
    samples.program("cordon-notepadpp-chrysalis", "BluetoothService", windows_program(lock), lock)
    host = joined("api.wires", "guard.com")
    samples.program(
        "cordon-notepadpp-server", "log.dll", windows_program(wide(host), library=True), wide(host)[:-2],
        near={"list of a scanner": windows_program("\0".join(_notepadpp_hosts()).encode())},
    )


def _notepadpp_hosts() -> "list[str]":
    return [
        joined("skycloud", "center.com"), joined("wires", "guard.com"), joined("cdncheck", ".it.com"),
        joined("safe-dns", ".it.com"), joined("self-dns", ".it.com"), joined("cloudtraffic", "service.com"),
    ]


def _solarwinds(samples: SampleList) -> None:
    owner = joined("OrionImprovement", "BusinessLayer").encode()
    constant = (0x5BAC_903B_A7D8_1967).to_bytes(8, "little")
    domain = wide(joined("SywrLstNzsk", "vTdFLzs8FAA=="))[:-2]
    clean = windows_program(b"\0SolarWinds.Orion.Core.BusinessLayer\0InventoryManager\0", library=True, wide=False, dotnet=True)
    samples.program(
        "cordon-sunburst-library", "SolarWinds.Orion.Core.BusinessLayer.dll",
        windows_program(b"\0" + owner + b"\0" + constant + domain, library=True, wide=False, dotnet=True),
        owner, constant, domain, near={"clean library": clean},
    )
    texts = [joined("Dynamic", "Run").encode(), wide(joined("cla", "zz"))[:-2]]
    samples.program(
        "cordon-supernova-handler", "App_Web_logoimagehandler.ashx.b6031896.dll",
        windows_program(b"\0LogoImageHandler\0" + b"\0".join(texts), library=True, wide=False, dotnet=True), *texts,
        near={"clean handler": windows_program(b"\0LogoImageHandler\0ProcessRequest\0", library=True, wide=False, dotnet=True)},
    )
    name = joined("gracious", "_truth.jpg").encode()
    samples.program("cordon-sunburst-teardrop", "netsetupsvc.dll", windows_program(name, library=True), name)


def _xtrader(samples: SampleList) -> None:
    pipe = joined("\\\\.\\pipe\\gecko", ".nativeMessaging").encode()
    page = joined("www.tradingtechnologies.com", "/trading/order-management").encode()
    agent = joined("Chrome/95.0.4638.54 Safari", "/537.36 Edg/95.0.1020.40").encode()
    samples.program("cordon-xtrader-veiledsignal", "module.dll", windows_program(b"\0".join([pipe, page, agent]), library=True), pipe, page, agent)
    samples.program("cordon-xtrader-address", "module.dll", windows_program(page, library=True), page)
    names = [wide(text) for text in ("C:\\Programdata\\", joined("TpmVsc", "MgrSvr.exe"), "devobj.dll", "\\Microsoft\\Windows\\TPM")]
    samples.program("cordon-xtrader-installer", "Setup.exe", windows_program(b"".join(names), wide=False), names[1], near={
        "64 bit": windows_program(b"".join(names)),
    })
    signature = bytes.fromhex("020900 8538a6c5018f50fc".replace(" ", "")) + b"Trading Technologies International, Inc"
    samples.program(
        "cordon-xtrader-signature", "X_TRADER.exe", windows_program(built=1_660_000_000, behind_signature=signature),
        signature[2:11], near={"built before": windows_program(built=1_600_000_000, behind_signature=signature)},
    )
