"""Uses an installed program as somebody does: nothing but its command, a display, a printer."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.journeys.screen_reader import ScreenReader, Thing, readable
from tests.journeys.screens import Outside, own_screen
from tests.package.saying import step
from tests.system.print_service import OFFICE, PrintService, running_service

PATIENCE: Final = 30.0  # seconds
DEMO: Final = "Démo du comptoir.facturdesk"
SCREEN: Final = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON")
MAIL_PROGRAM: Final = """#!/bin/sh
printf '%s\\n' "$LD_LIBRARY_PATH" "$@" > "$HOME/mailed.tmp"
mv "$HOME/mailed.tmp" "$HOME/mailed"
"""


class User:
    """Somebody with a new account: a home, a display, and no variable of ours."""

    def __init__(self, program: str, home: Path, screen: dict[str, str], cups: Path) -> None:
        self.program = program
        self.home = home
        self.shop = home / DEMO
        self.there = {name: screen[name] for name in SCREEN}
        self.there |= {"HOME": str(home), "PATH": f"{home}/bin:/usr/bin:/bin"}
        self.there |= {"LANG": "C.UTF-8", "LANGUAGE": "fr", "CUPS_SERVER": str(cups)}
        self.outside = Outside({**os.environ, **self.there})
        self.reader = ScreenReader({**os.environ, **self.there})

    def run(self, *arguments: str) -> str:
        """Run a command of the program, which must succeed."""
        done = subprocess.run(
            [self.program, *arguments],
            cwd=self.home,
            env=self.there,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def ask(self, *arguments: str) -> Any:
        """Run a command and read its JSON."""
        return json.loads(self.run(*arguments, "--json"))

    def documents(self) -> list[dict[str, Any]]:
        """List what is issued, newest first."""
        return [row for row in self.ask("list", DEMO) if "number" in row]

    def click(self, role: str, name: str) -> None:
        """Click something with the mouse, where it is seen."""
        self.click_at(self.reader.find(role, name))

    def click_at(self, thing: Thing) -> None:
        """Click in the middle of something."""
        left, top = (str(part) for part in thing.middle)
        self.outside.ask("mousemove", left, top, "click", "1")


def try_program(program: str) -> None:
    """Use the program of this name from end to end."""
    with (
        tempfile.TemporaryDirectory(prefix="facturdesk-user-") as folder,
        running_service() as service,
        own_screen() as screen,
        readable(screen) as seen,
    ):
        user = User(program, Path(folder), seen, service.socket)
        put_mail_program(user.home)
        with step("The command line: a demonstration shop, a document, its check"):
            try_commands(user)
        with step("A double-click on the data file"):
            try_double_click(user)
        with step("The window: sell, issue, print, send, quit"), window(user) as started:
            number = sell(user)
            it_is_printed(user, service, number)
            it_is_sent(user)
            assert helpers_of(started.pid), "the paper is drawn by a helper process"
        with step("Help and licences"), window(user):
            help_is_there(user)
            licences_are_there(user)
        with step("What is left"):
            it_is_kept(user, service, number)


def put_mail_program(home: Path) -> None:
    """Give the user a mail program, which writes down how it was started."""
    folder = home / "bin"
    folder.mkdir()
    (folder / "xdg-open").write_text(MAIL_PROGRAM)
    (folder / "xdg-mime").write_text("#!/bin/sh\necho mail.desktop\n")
    for file in folder.iterdir():
        file.chmod(0o755)


def try_commands(user: User) -> None:
    """Make a shop; write and check a document, for which the helper and the rules are needed."""
    user.run("demo", DEMO, "--invoices", "60", "--years", "1", "--seed", "3")
    number = user.documents()[0]["number"]
    user.run("pdf", DEMO, number, "-o", "facture.pdf")
    judged = user.ask("check", "facture.pdf")
    assert judged["accepted"], judged
    assert user.ask("verify", DEMO)["clean"]


def try_double_click(user: User) -> None:
    """Open the data file as a file manager does, by its type."""
    double_click = ["gio", "open", str(user.shop)]
    subprocess.run(double_click, env=user.there, check=True, timeout=30, stderr=subprocess.DEVNULL)
    user.outside.wait_for_window("Accueil")
    user.reader.wait_for("name of the data file", lambda thing: thing.name == DEMO)
    pid = int(user.outside.ask("getactivewindow", "getwindowpid"))
    user.outside.press("ctrl+q")
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), "it did not quit")


@contextmanager
def window(user: User) -> Iterator[subprocess.Popen[str]]:
    """Start the window on the shop; it ends with Ctrl+Q, its exit code is 0, it said nothing."""
    with subprocess.Popen(
        [user.program, str(user.shop)],
        env=user.there,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            user.outside.wait_for_window("Accueil")
            user.reader.find("push button", "Nouvelle facture")
            yield process
            user.outside.press("ctrl+q")
            code = process.wait(PATIENCE)
            assert code == 0, f"exit code {code}"
        except BaseException:
            picture = Path(tempfile.gettempdir()) / "facturdesk-package.png"
            subprocess.run(["import", "-window", "root", str(picture)], env=user.there, check=False)
            print(f"  the screen as it was: {picture}")
            raise
        finally:
            process.kill()
        assert process.stdout is not None
        said = [line for line in process.stdout if "atspi" not in line]  # that is of Qt
        assert not said, "".join(said)


def sell(user: User) -> str:
    """Sell with mouse and keys, issue and print; give the number."""
    outside, reader = user.outside, user.reader
    before = {row["number"] for row in user.documents()}
    user.click("push button", "Nouvelle facture")
    outside.wait_for_window("Nouvelle facture")
    user.click("text", "Client")
    outside.type(user.documents()[0]["customer"])  # the code
    reader.wait_for("proposal", lambda thing: thing.role == "list item")
    outside.press("Return")
    user.click_at(reader.wait_for("cell", lambda thing: thing.role == "table cell"))
    outside.type("Confiture")
    reader.wait_for("proposal", lambda thing: thing.role == "list item")
    outside.press("Return")
    outside.type("2")
    outside.press("Return")
    reader.wait_for("line number 2", lambda thing: thing.text == "" and thing.focused)
    outside.press("ctrl+Return")
    user.click("push button", "Émettre la facture")
    reader.wait_for("printer", lambda thing: OFFICE in (thing.name, thing.text))
    user.click("push button", "Imprimer")
    outside.wait_for_window("Facture F")
    (number,) = {row["number"] for row in user.documents()} - before
    return str(number)


def it_is_printed(user: User, service: PrintService, number: str) -> None:
    """Check that the printer was given the original, and that the window says so."""
    (job,) = service.jobs(1)
    user.run("pdf", DEMO, number, "-o", "printed.pdf")
    assert job.title == f"Facture {number}"
    assert service.sent(job.number) == (user.home / "printed.pdf").read_bytes()
    user.reader.wait_for("print", lambda thing: thing.name.endswith(f"imprimé sur {OFFICE}"))


def it_is_sent(user: User) -> None:
    """Check that the mail program starts with the libraries of the system."""
    user.outside.press("ctrl+e")
    mailed = user.home / "mailed"
    wait_until(mailed.exists, "no mail program was started")
    libraries, message = mailed.read_text().splitlines()
    assert libraries == ""
    assert message.endswith(".eml")


def help_is_there(user: User) -> None:
    """Read the help of the page that is shown."""
    user.outside.press("F1")
    user.outside.wait_for_window("Aide")
    user.reader.wait_for("page of help", lambda thing: len(thing.text) > 200)
    user.outside.press("Escape")


def licences_are_there(user: User) -> None:
    """Read « À propos », with the versions at work."""
    user.click("menu item", "Aide")
    user.click("menu item", "À propos de FacturDesk")
    about = user.reader.wait_for("licences", lambda thing: "LGPL" in thing.text)
    for part in ("SQLAlchemy 2.", "Qt for Python (PySide6 Essentials) 6.", "SaxonC"):
        assert part in about.text, about.text
    user.outside.press("Escape")


def it_is_kept(user: User, service: PrintService, number: str) -> None:
    """Check the data file, and that nothing lies beside it."""
    verified = user.ask("verify", DEMO)
    assert verified["clean"], verified
    assert number in {row["number"] for row in user.documents()}
    assert len(service.sent_numbers()) == 1
    assert [path.name for path in user.home.glob("*.facturdesk*")] == [DEMO]
    assert not list(user.home.rglob("*.log")), "a defect was logged"


def helpers_of(pid: int) -> list[int]:
    """Give the helper processes of a process."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = " ".join(thread.read_text() for thread in threads).split()
    return [
        int(child)
        for child in children
        if b"--helper" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def wait_until(happened: Callable[[], bool], complaint: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, complaint
        time.sleep(0.05)
