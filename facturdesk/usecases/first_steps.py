"""The first steps of a shop, ticked by what is really there."""

from __future__ import annotations

from dataclasses import dataclass

from facturdesk.domain.checks import check_seller
from facturdesk.storage.company import load_company
from facturdesk.storage.firsts import firsts
from facturdesk.usecases.shop import Shop


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Which of the first steps are done."""

    company: bool
    customer: bool
    item: bool
    invoice: bool
    printed: bool
    payment: bool
    backup: bool

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(self.as_dict().values())

    def as_dict(self) -> dict[str, bool]:
        """Give them by name, in their order."""
        return {name: getattr(self, name) for name in self.__slots__}


def first_steps(shop: Shop, *, backup_chosen: bool) -> FirstSteps:
    """Look which steps are done; `backup_chosen`: copies go to a folder of the user's choice."""
    with shop.store.read() as connection:
        seller = load_company(connection).seller
        there = firsts(connection)
    return FirstSteps(
        company=not any(check_seller(seller)),
        customer=there["customer"],
        item=there["item"],
        invoice=there["document"],
        printed=there["print"],
        payment=there["payment"],
        backup=backup_chosen,
    )
