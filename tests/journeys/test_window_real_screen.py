"""The program itself on a real display, keys from outside: second start, kill, start again."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facturdesk.domain.cards import CustomerCard
from facturdesk.storage.engine import Stamp, open_store
from facturdesk.storage.parties import save_party
from facturdesk.usecases.companies import create_shop_file
from tests.domain.samples import customer
from tests.journeys.examined import left_in
from tests.journeys.screens import Outside, own_screen
from tests.usecases.shops import COMPANY

TYPED = "Pose de rideaux sur mesure"
DRAFT = "Anne Dupont"
PATIENCE = 30


def test_a_killed_program_finds_its_draft_and_a_second_one_raises_the_first(tmp_path: Path) -> None:
    path = shop_of_today(tmp_path / "Boutique.facturdesk")
    home = {"FACTURDESK_HOME": str(tmp_path / "home"), "LANG": "fr_FR.UTF-8"}
    with own_screen() as there:
        environment, outside = {**there, **home}, Outside(there)
        with started(path, environment) as first:
            window = outside.wait_for_window("Accueil")
            begin_a_draft(outside)
            outside.ask("windowminimize", "--sync", window)
            with started(path, environment) as second:
                assert second.wait(PATIENCE) == 0
            outside.wait_for_active(DRAFT)
            outside.type(", en velours")
            first.kill()
        kept = left_in(path, day=dt.date.today(), state=tmp_path / "home/state").drafts
        assert [each.lines[0].name.startswith(TYPED) for each in kept] == [True]

        with started(path, environment) as again:
            outside.wait_for_active("Accueil")
            outside.press("ctrl+2")
            outside.wait_for_active("Factures")
            outside.press_until("Return", DRAFT)  # drafts are on top, once they are read
            outside.press("ctrl+q")
            assert again.wait(PATIENCE) == 0
    assert left_in(path, day=dt.date.today(), state=tmp_path / "home/state").drafts == kept


def begin_a_draft(outside: Outside) -> None:
    """Type the customer and a line; more than a second passes."""
    outside.press("ctrl+n")
    outside.wait_for_active("Nouvelle facture")
    outside.type("Anne Dupont")
    outside.press("Return")
    outside.wait_for_active(DRAFT)
    outside.press("F3")
    outside.type(TYPED, pause_ms=60)
    outside.wait(1.2)


@contextmanager
def started(path: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program; at the end it is gone, whatever happened."""
    command = [sys.executable, "-m", "facturdesk", str(path)]
    with subprocess.Popen(command, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def shop_of_today(path: Path) -> Path:
    """Make a data file on the day of the computer's clock, which the program goes by."""
    stamp = Stamp(dt.datetime.now().astimezone(), actor="anne", device="till")
    create_shop_file(path, COMPANY, stamp=stamp, state=None)
    with open_store(path, state=None) as store, store.write(stamp) as tx:
        save_party(tx, CustomerCard(customer("consumer")))
    return path
