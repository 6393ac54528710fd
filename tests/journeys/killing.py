"""Kills the window at random moments of real work, and looks at what is left.

`python -m tests.journeys.killing FOLDER --seed S PLAN…`: this process loads the program,
then forks one child for each plan. The child opens the window and works in it; through a
pipe it says what it does. SIGKILL ends it in the midst; then the data file is examined.
Exit 1 with a sentence at the first fault.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facturdesk.domain.cards import CustomerCard
from facturdesk.storage.parties import save_party
from facturdesk.ui import session
from facturdesk.ui.pages import document, draft, home, invoices
from facturdesk.ui.preferences import Preferences
from facturdesk.ui.printing.setup import PrintSetup, keep_setup
from tests.faults.examination import Wrong
from tests.journeys.clerk import Clerk
from tests.journeys.counter import FOR_DUPONT
from tests.journeys.examined import Left, left_in
from tests.journeys.programs import DAY, Calendar, pause, running, wait_for
from tests.system.print_service import OFFICE
from tests.usecases.shops import new_file, opened, stamped

LOADED: Final = (session, document, draft, home, invoices)  # once, before the first child
TEXT: Final = "Restauration d un fauteuil ancien, dorure comprise, livraison a domicile"
_LAST_SECOND_MS: Final = 1_000  # what was typed before that is never lost
_KEY_MS: Final = 25  # a quick hand
_WITHIN: Final = {"typing": (0.8, 1.8), "issuing": (0.0, 0.15), "printing": (0.0, 0.4)}
_PATIENCE: Final = 60  # seconds; a child that hangs says where
_PRICE: Final = 3


@dataclass(slots=True)
class Heard:
    """What a child said, and when, on a clock that all processes share."""

    typed: list[tuple[float, str]] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    failure: str = ""


def main(arguments: list[str]) -> int:
    """Kill once for each plan, and at last let somebody close the program quietly."""
    parser = argparse.ArgumentParser(prog="python -m tests.journeys.killing")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("plans", nargs="+", choices=[*_WITHIN])
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    shop = _Shop(options.folder)
    for rank, plan in enumerate([*options.plans, "closing"]):
        try:
            shop.work(plan, chance)
        except Wrong as wrong:
            print(f"{plan}, kill {rank + 1} of seed {options.seed}: {wrong}", file=sys.stderr)
            return 1
    print(f"{len(shop.before.documents)} documents, {len(shop.before.drafts)} drafts")
    return 0


class _Shop:
    """A data file with a customer, a profile that knows its printer, and what was in it last."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.path = new_file(folder)
        with opened(self.path) as shop, shop.store.write(stamped(shop.today)) as tx:
            save_party(tx, CustomerCard(FOR_DUPONT.customer))
        preferences = Preferences(self.home / "settings" / "window.ini")
        preferences.put("editor/issue_explained", True)
        keep_setup(preferences, PrintSetup(OFFICE))
        preferences.sync()
        self.before = self._look()

    def work(self, plan: str, chance: random.Random) -> None:
        """Let somebody work, kill the program in the midst, and examine what is left."""
        heard = self._killed(plan, chance)
        if heard.failure:
            raise Wrong(f"the window failed: {heard.failure}")
        before, left = self.before, self._look()
        for number, original in before.originals.items():
            if left.originals.get(number) != original:
                raise Wrong(f"{number} was there before and is not the same")
        known = {*before.documents, *heard.numbers}
        _compare(plan, heard, left, sorted(left.documents.keys() - known))
        self.before = left

    def _look(self) -> Left:
        return left_in(self.path, state=self.home / "state")

    def _killed(self, plan: str, chance: random.Random) -> Heard:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _be_a_child(self, plan, writing)
        os.close(writing)
        heard = Heard()
        with os.fdopen(reading, encoding="utf-8") as pipe:
            lines = iter(pipe.readline, "")
            if _listen(lines, heard) == plan:
                time.sleep(chance.uniform(*_WITHIN[plan]))
                os.kill(child, signal.SIGKILL)
            killed_at = time.monotonic()
            os.waitpid(child, 0)
            _listen(lines, heard)  # what it still said before it died
        heard.typed = [
            (at, text) for at, text in heard.typed if at < killed_at - _LAST_SECOND_MS / 1000
        ]
        return heard


def _listen(lines: Iterator[str], heard: Heard) -> str:
    """Read until the child comes to the point of a plan, or to its end."""
    for line in lines:
        kind, _, rest = line.rstrip("\n").partition(" ")
        if kind == "typed":
            at, _, text = rest.partition(" ")
            heard.typed.append((float(at), text))
        elif kind == "number":
            heard.numbers.add(rest)
        elif kind == "failure":
            heard.failure = rest
        elif kind in _WITHIN:
            return kind
    return ""


def _compare(plan: str, heard: Heard, left: Left, unheard: list[str]) -> None:
    """Say what is lost or doubled: it is a draft, or it is issued, and never both or neither."""
    if plan == "typing":
        if unheard or len(left.drafts) != 1:
            raise Wrong(f"{len(left.drafts)} drafts, and issued were {unheard}")
        kept = left.drafts[0].lines[0].name if left.drafts[0].lines else ""
        safe = heard.typed[-1][1] if heard.typed else ""
        if not (TEXT.startswith(kept) and kept.startswith(safe)):
            raise Wrong(f"« {safe} » was typed a second before, kept is « {kept} »")
    elif len(unheard) + len(left.drafts) != (1 if plan == "issuing" else 0):
        raise Wrong(f"{len(left.drafts)} drafts, and issued were {unheard}")
    for number in unheard:
        if left.documents[number].document.gross_minor != 14_400:
            raise Wrong(f"{number} is not what was typed")


def _be_a_child(shop: _Shop, plan: str, writing: int) -> None:
    """Open the window in this process, work in it, and end without a trace of the parent."""
    with os.fdopen(writing, "w", encoding="utf-8", buffering=1) as pipe:
        faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        try:
            app = QApplication(["facturdesk", "-style", "fusion"])
            with running(shop.home, Calendar(DAY), shop.path) as program:
                _Worker(Clerk(program), pipe.write).work(plan)
            del app
        except BaseException:  # noqa: BLE001 - the parent is told, whatever it is
            pipe.write("failure " + traceback.format_exc().replace("\n", " | ") + "\n")
    os._exit(0)


class _Worker:
    """Somebody at the window who says aloud what they do."""

    def __init__(self, clerk: Clerk, say: Callable[[str], object]) -> None:
        self._clerk = clerk
        self._say = say
        self._last = ""  # the title of the document that was shown before

    def work(self, plan: str) -> None:
        """Bring to its end what was left behind, then follow a plan."""
        if self._clerk.is_seen("todo.drafts"):
            self._finish()
        if plan in _WITHIN:
            self._clerk.chord("Ctrl+N")
            self._clerk.choose_customer(FOR_DUPONT.customer.name)
            self._clerk.click_cell(0, 0)
            self._clerk.arrive("line.name")
            self._type(aloud=plan == "typing")
        if plan in ("issuing", "printing"):
            self._type_price()
            pause(_LAST_SECOND_MS)
            self._issue(plan)

    def _type(self, *, aloud: bool) -> None:
        for end in range(1, len(TEXT) + 1):
            QTest.keyClicks(self._clerk.focus(), TEXT[end - 1])
            if aloud:
                self._say(f"typed {time.monotonic()} {TEXT[:end]}\n")
                pause(_KEY_MS)
            if aloud and end == 20:
                self._say("typing\n")
        if aloud:
            pause(_PATIENCE * 1000)  # it is killed before that

    def _type_price(self) -> None:
        self._clerk.click_cell(0, _PRICE)
        self._clerk.arrive("line.price")
        self._clerk.go_on("Ctrl+A")
        self._clerk.type("120")

    def _issue(self, plan: str) -> None:
        if plan == "issuing":
            self._say("issuing\n")
            self._clerk.go_on("Ctrl+Shift+Return")
        else:
            self._clerk.go_on("Ctrl+Return")
            wait_for(lambda: self._clerk.said("document.title") not in ("", self._last))
            self._say(f"number {self._clerk.number}\n")
            self._say("printing\n")
        pause(_PATIENCE * 1000)

    def _finish(self) -> None:
        """Go on with the draft that was left, as it is, and issue it."""
        self._clerk.open_draft()
        self._type_price()
        self._clerk.issue()
        self._last = self._clerk.said("document.title")
        self._say(f"number {self._clerk.number}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
