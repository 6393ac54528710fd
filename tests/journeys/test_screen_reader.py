"""Somebody who sees nothing reads the window, and issues and prints with what is read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from tests.cli.conftest import COMPANY, CUSTOMER, SALE
from tests.journeys.screen_reader import ScreenReader, Thing, readable
from tests.journeys.screens import Outside, own_screen
from tests.system.print_service import PrintService

EMPTY: Final = ("table cell", "label")  # what may be empty has nothing to read
PLACES: Final = (
    "Accueil",
    "Factures",
    "Avoirs",
    "Clients",
    "Articles",
    "Encaissements",
    "Réglages",
)
BUTTONS: Final = {  # on a page: what it opens has this title
    "Clients": ("Nouveau client", "Nouveau client"),
    "Articles": ("Nouvel article", "Nouvel article"),
    "Encaissements": ("Encaisser un règlement", "Encaisser un règlement"),
}


@dataclass(frozen=True, slots=True)
class Shop:
    """A data file, and programs that read it in a profile of their own."""

    path: Path
    there: dict[str, str]

    def run(self, *arguments: str) -> str:
        """Run one command."""
        command = [sys.executable, "-m", "facturdesk", *arguments]
        done = subprocess.run(
            command, env=self.there, check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout

    @contextmanager
    def window(self) -> Iterator[ScreenReader]:
        """Open the window on the file; it ends well."""
        command = [sys.executable, "-m", "facturdesk", str(self.path)]
        outside, reader = Outside(self.there), ScreenReader(self.there)
        with subprocess.Popen(command, env=self.there) as program:
            try:
                outside.wait_for_window("Accueil")
                reader.find("push button", "Nouvelle facture")
                yield reader
                outside.press("ctrl+q")
                assert program.wait(30) == 0
            finally:
                program.kill()


@pytest.fixture
def shop(tmp_path: Path, print_service: PrintService) -> Iterator[Shop]:
    """A shop with one draft, on a display that can be read."""
    company, sale = tmp_path / "company.toml", tmp_path / "sale.json"
    company.write_text(COMPANY, encoding="utf-8")
    sale.write_text(json.dumps({**SALE, "customer": CUSTOMER}), encoding="utf-8")
    with own_screen() as screen, readable(screen) as there:
        there["FACTURDESK_HOME"] = str(tmp_path / "home")
        there["LANG"] = "fr_FR.UTF-8"
        made = Shop(tmp_path / "Boutique.facturdesk", there)
        made.run("new", str(made.path), "--company", str(company))
        made.run("sale", str(made.path), str(sale))
        yield made


def test_a_draft_is_issued_and_printed_by_what_is_read(
    shop: Shop, print_service: PrintService
) -> None:
    with shop.window() as reader:
        reader.press("push button", "1 brouillon à émettre, 159,56\u00a0€")
        reader.find("table cell", "Café du Port")
        Outside(shop.there).press("Home", "Return")
        reader.press("push button", "Émettre et imprimer")
        reader.press("push button", "Émettre la facture")
        reader.press("push button", "Imprimer")
        (job,) = print_service.jobs(1)
        reader.wait_for("print", lambda thing: thing.name.endswith("imprimé sur Bureau"))

    (document,) = json.loads(shop.run("list", str(shop.path), "--json"))
    assert (document["number"], document["gross"]) == (number_of(job.title), "159.56")
    assert json.loads(shop.run("verify", str(shop.path), "--json"))["clean"] is True


def test_whatever_takes_the_keyboard_has_a_name(shop: Shop) -> None:
    with shop.window() as reader:
        nameless, outside = {}, Outside(shop.there)
        for place in PLACES:
            reader.press("push button", place)
            outside.wait_for_window(place)
            nameless[place] = without_name(reader.things())
        for place, (button, title) in BUTTONS.items():
            reader.press("push button", place)
            reader.press("push button", button)
            outside.wait_for_window(title)
            nameless[title] = without_name(reader.things())
            outside.press("Escape")
        reader.press("push button", "Nouvelle facture")
        reader.press("push button", "Plus d’options")
        reader.find("text", "Client")
        nameless["Nouvelle facture"] = without_name(reader.things())

    assert {place: found for place, found in nameless.items() if found} == {}


def without_name(things: list[Thing]) -> list[Any]:
    assert any(thing.focusable for thing in things)
    return [
        (thing.role, thing.text)
        for thing in things
        if thing.focusable and not thing.name and thing.role not in EMPTY
    ]


def number_of(title: str) -> str:
    """Take the number out of the name of a printed job."""
    return title.rpartition(" ")[2]
