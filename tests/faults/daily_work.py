"""What a shop does all day, at random: issues, pays, takes back, credits, corrects."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from facturdesk.domain.errors import InputRefused
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import pay, unpay
from facturdesk.usecases.refusals import DocumentCredited, DocumentPartlyCredited
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import show

_WARES: Final = (
    ("Thé vert", "8.90", "5.5"),
    ("Théière", "49.00", "20"),
    ("Pose d’étagères", "45.00", "10"),
    ("Livre", "12.40", "5.5"),
)
_CUSTOMERS: Final = (
    {
        "code": "C0001",
        "kind": "firm",
        "name": "Atelier Lumière",
        "siren": "552100554",
        "address": {"line1": "1 rue Haute", "postcode": "69001", "city": "Lyon"},
    },
    {
        "code": "C0002",
        "kind": "consumer",
        "name": "Zoé Lefèvre",
        "address": {"line1": "2 rue Basse", "postcode": "69001", "city": "Lyon"},
    },
)
_MEANT: Final = (InputRefused, DocumentCredited, DocumentPartlyCredited)


@dataclass(frozen=True, slots=True)
class Told:
    """What the caller was told once an action was done: it must be there for ever."""

    action: str
    number: str = ""
    sha256: str = ""  # of the original
    payment: int = 0


@dataclass(slots=True)
class Worker:
    """Acts at random on one shop; the same seed on the same file acts the same way."""

    shop: Shop
    chance: random.Random
    invoices: list[str] = field(default_factory=list)  # open or part paid, as far as we know
    payments: list[int] = field(default_factory=list)

    def act(self) -> Told:
        """Do one thing, and say what we were told about it."""
        actions: list[Callable[[], Told | None]] = [self._issue]
        if self.invoices:
            actions += [self._pay, self._pay, self._credit, self._credit_a_line, self._correct]
        if self.payments:
            actions += [self._unpay]
        return self.chance.choice(actions)() or self._issue()

    def _issue(self) -> Told:
        return self._issued("issue", save_sale(self.shop, self._sale(), issue=True))

    def _correct(self) -> Told | None:
        number = self._some_invoice()
        values = self._sale(paid=False)
        values["customer"] = {"code": show(self.shop, number).result.customer}
        return self._attempt("correct", lambda: correct(self.shop, number, values))

    def _credit(self) -> Told | None:
        number = self._some_invoice()
        return self._attempt("credit", lambda: credit(self.shop, number, reason="Retour"))

    def _credit_a_line(self) -> Told | None:
        number = self.chance.choice(self.invoices)
        requests = [{"line": 1, "quantity": "1"}]
        return self._attempt("credit", lambda: credit(self.shop, number, requests=requests))

    def _pay(self) -> Told | None:
        number = self.chance.choice(self.invoices)
        balance = show(self.shop, number).result.balance_minor
        if balance <= 0:
            self.invoices.remove(number)
            return None
        amount = self.chance.randint(1, balance)
        result = pay(self.shop, number, amount_minor=amount, method="transfer")
        self.payments.append(result.payment)
        return Told("pay", payment=result.payment)

    def _unpay(self) -> Told:
        payment = self.payments.pop(self.chance.randrange(len(self.payments)))
        unpay(self.shop, payment, reason="Erreur de saisie")
        return Told("unpay", payment=payment)

    def _attempt(self, action: str, work: Callable[[], Any]) -> Told | None:
        """Try what the rules may refuse: the whole was credited already, say."""
        try:
            return self._issued(action, work())
        except _MEANT:
            return None

    def _issued(self, action: str, result: Any) -> Told:
        if action != "credit":
            self.invoices.append(result.number)
        return Told(action, result.number, result.sha256)

    def _some_invoice(self) -> str:
        return self.invoices.pop(self.chance.randrange(len(self.invoices)))

    def _sale(self, *, paid: bool = True) -> dict[str, object]:
        lines = [self._line() for _ in range(self.chance.randint(1, 4))]
        sale: dict[str, object] = {"customer": self.chance.choice(_CUSTOMERS), "lines": lines}
        if paid and self.chance.random() < 0.3:
            sale["paid"] = [{"method": "card", "amount": "5.00"}]
        return sale

    def _line(self) -> dict[str, object]:
        name, price, rate = self.chance.choice(_WARES)
        return {
            "description": name,
            "nature": "service" if rate == "10" else "goods",
            "quantity": str(self.chance.randint(1, 9)),
            "unit_price": price,
            "vat_rate": rate,
        }
