"""Looks into the data file once the program is closed: what the window left there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from facturdesk.domain.document import Document
from facturdesk.domain.sale import Sale
from facturdesk.storage.drafts import list_drafts
from facturdesk.usecases.examining import Examined, examine
from facturdesk.usecases.viewing import original
from tests.documents.agreement import disagreements
from tests.faults.examination import examine as verified
from tests.journeys.programs import DAY
from tests.usecases.shops import opened


@dataclass(frozen=True, slots=True)
class Left:
    """What a data file holds."""

    documents: dict[str, Examined]  # by number
    originals: dict[str, bytes]
    drafts: list[Sale]

    @property
    def only(self) -> Document:
        """Give the one document there is."""
        (found,) = self.documents.values()
        return found.document


def left_in(path: Path, *, day: dt.date = DAY, state: Path | None = None) -> Left:
    """Verify a data file and read it; numbers are continuous, paper and XML say the same."""
    numbers = verified(path, state).documents
    with opened(path, today=day) as shop:
        found = {number: examine(shop, number) for number in sorted(numbers)}
        originals = {number: original(shop, number) for number in found}
        with shop.store.read() as connection:
            drafts = [row.sale for row in list_drafts(connection)]
    for number, pdf in originals.items():
        assert disagreements(found[number].document, pdf) == []
    return Left(found, originals, drafts)
