"""A print service of the tests' own: a real cupsd with its own folders, socket and printers.

`Bureau` is a printer that takes PDF, through the filters of CUPS; what comes out of it lies
in a folder. `Papier` is cups-pdf, which needs root.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

OFFICE = "Bureau"
PAPER = "Papier"
CUPSD = Path("/usr/sbin/cupsd")
CUPS_PDF_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")

_PATIENCE = 10.0  # seconds in which it ends
_PROGRAMS = Path("/usr/lib/cups")
_CONFIGURATION = """
LogLevel info
Listen {folder}/cups.sock
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}/root
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/tmp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
ServerBin {folder}/programs
"""
_BACKEND = """#!/bin/sh
# job user title copies options [file]
[ $# -eq 0 ] && { echo 'direct keep "Unknown" "Keeps"'; exit 0; }
folder=${DEVICE_URI#keep:}
cat "${6:--}" > "$folder/$1.tmp"
printf '%s\\n%s\\n' "$3" "$5" > "$folder/$1.txt"
mv "$folder/$1.tmp" "$folder/$1.pdf"
"""
_PRINTER = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "OFFICE.PPD"
*Manufacturer: "FacturDesk"
*Product: "(Office)"
*ModelName: "Office"
*ShortNickName: "Office"
*NickName: "Office"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsManualCopies: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: Letter
*PageSize Letter: ""
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: Letter
*PageRegion Letter: ""
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter: "12 12 600 780"
*ImageableArea A4: "12 12 583 830"
*DefaultPaperDimension: Letter
*PaperDimension Letter: "612 792"
*PaperDimension A4: "595 842"
*OpenUI *Duplex/Two-Sided: PickOne
*DefaultDuplex: None
*Duplex None: ""
*Duplex DuplexNoTumble: ""
*CloseUI: *Duplex
"""


@dataclass(frozen=True)
class PrintedJob:
    """What came out of `Bureau` for one job."""

    number: int
    title: str
    options: str
    pdf: bytes


class PrintService:
    """A running cupsd."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out"
        self.socket = folder / "cups.sock"

    def admin(self, *command: str) -> str:
        """Run a command of CUPS on this service."""
        run = subprocess.run(
            command,
            env={**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout

    def jobs(self, count: int, *, within: float = 20.0) -> list[PrintedJob]:
        """Wait until so many jobs came out of `Bureau`, and give them in their order."""
        end = time.monotonic() + within
        while len(found := self._came_out()) < count:
            assert time.monotonic() < end, f"{len(found)} jobs came out: {self._log()}"
            time.sleep(0.05)
        return [self._job(number) for number in found]

    def sent(self, number: int) -> bytes:
        """Give the very bytes that the service was given for a job."""
        return (self.folder / "spool" / f"d{number:05}-001").read_bytes()

    def sent_numbers(self) -> list[int]:
        """Give the numbers of all jobs the service was given, in their order."""
        return sorted(int(file.name[1:6]) for file in (self.folder / "spool").glob("d*-001"))

    def clear(self) -> None:
        """Put the printers as they were, forget all jobs."""
        subprocess.run(
            ["cancel", "-a", "-x"],
            env={**os.environ, "CUPS_SERVER": str(self.socket)},
            check=False,
            capture_output=True,
        )
        printer = self.folder / "office.ppd"
        self.admin("lpadmin", "-p", OFFICE, "-E", "-v", f"keep:{self.out}", "-P", str(printer))
        self.admin("cupsenable", OFFICE)
        self.admin("cupsaccept", OFFICE)
        for file in self.out.iterdir():
            file.unlink()

    def _came_out(self) -> list[int]:
        return sorted(int(file.stem) for file in self.out.glob("*.pdf"))

    def _job(self, number: int) -> PrintedJob:
        title, options = (self.out / f"{number}.txt").read_text("utf-8").splitlines()[:2]
        return PrintedJob(number, title, options, (self.out / f"{number}.pdf").read_bytes())

    def _log(self) -> str:
        return (self.folder / "log/error").read_text("utf-8", "replace")[-2000:]


@contextmanager
def running_service() -> Iterator[PrintService]:
    """Start a service in a folder that its filters, who may be another user, can reach."""
    with tempfile.TemporaryDirectory(prefix="facturdesk-cups-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        _prepare(folder)
        arguments = ["-f", "-c", str(folder / "root/cupsd.conf")]
        arguments += ["-s", str(folder / "root/cups-files.conf")]
        with subprocess.Popen([CUPSD, *arguments]) as process:
            service = PrintService(folder)
            try:
                _wait_for(service)
                service.clear()
                yield service
            finally:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it politely, then not: it may still hold a job."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def _prepare(folder: Path) -> None:
    for part in ("root", "state/certs", "cache", "spool", "tmp", "log", "out"):
        (folder / part).mkdir(parents=True)
    for open_to_all in ("tmp", "out"):
        (folder / open_to_all).chmod(0o1777)
    programs = folder / "programs"
    programs.mkdir()
    for program in _PROGRAMS.iterdir():
        if program.name != "backend":
            (programs / program.name).symlink_to(program)
    backends = programs / "backend"
    backends.mkdir()
    shutil.copy2(_PROGRAMS / "backend/cups-pdf", backends)
    keep = backends / "keep"
    keep.write_text(_BACKEND)
    keep.chmod(stat.S_IRWXU)
    (folder / "office.ppd").write_text(_PRINTER)
    (folder / "root/cupsd.conf").write_text(_CONFIGURATION.format(folder=folder))
    (folder / "root/cups-files.conf").write_text(_FILES.format(folder=folder))


def _wait_for(service: PrintService) -> None:
    end = time.monotonic() + 10
    while not service.socket.exists() or "is running" not in service.admin("lpstat", "-r"):
        assert time.monotonic() < end, "cupsd did not start"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def running_print_service() -> Iterator[PrintService]:
    """One service for all tests of a process."""
    if not CUPSD.exists():
        assert not os.environ.get("CI"), "CI has to print: CUPS is missing"
        pytest.skip("CUPS is not installed")
    with running_service() as service:
        yield service


@pytest.fixture
def print_service(
    running_print_service: PrintService, monkeypatch: pytest.MonkeyPatch
) -> PrintService:
    """The service as new; programs started by the test print there."""
    running_print_service.clear()
    monkeypatch.setenv("CUPS_SERVER", str(running_print_service.socket))
    return running_print_service
