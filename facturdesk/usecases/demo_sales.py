"""What the demonstration shop sells, and what becomes of each invoice.

Everything about an invoice follows from the seed and its rank alone, so that any process
can make any invoice, in any order.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from facturdesk.domain.cards import CustomerCard, Item
from facturdesk.domain.money import FULL_RATE_BP, ONE_QUANTITY, divide_rounded, line_amount
from facturdesk.domain.parties import CustomerKind
from facturdesk.domain.sale import (
    NO_DISCOUNT,
    Charge,
    Discount,
    LineKind,
    Nature,
    Receipt,
    Sale,
    SaleLine,
)
from facturdesk.usecases.demo_world import EU, World

WHOLE: Final = 1_000  # per mille: a payment of all that is left

_FIVE_CENTS_E6: Final = 50_000
_CARRIAGE_MINOR: Final = 1_200
_CASH_LIMIT_MINOR: Final = 60_000  # well below the ceiling of the law
_RECENT: Final = 30  # invoices
_STREAMS: Final = 2  # kinds of dice for one invoice: its lines, its fate


class Action(StrEnum):
    """What may happen to an invoice after it was issued."""

    PAY = "pay"
    BOUNCE = "bounce"  # the last payment is cancelled by a counter-entry
    CREDIT = "credit"
    CREDIT_PART = "credit_part"
    CORRECT = "correct"


class Step(NamedTuple):
    """Something that happens to an invoice, so many days after its issue."""

    days: int
    action: Action
    per_mille: int = WHOLE  # of a payment; beyond 1,000: more than was owed


Fate: TypeAlias = tuple[Step, ...]


def counter_sale(world: World, rank: int) -> bool:
    """Tell whether an invoice is paid at the counter when it is issued."""
    return _paid_at_counter(world, rank, _dice(world, rank, 1))


def fate_of(world: World, rank: int) -> Fate:
    """Say what becomes of an invoice; nothing more when it was paid at the counter."""
    dice = _dice(world, rank, 1)
    if _paid_at_counter(world, rank, dice):
        return ()
    if rank >= world.invoices - _RECENT and rank % 3 == 0:
        return (Step(1, Action.PAY, 400),)  # some are part paid before they are due
    throw, prompt, late = dice.random(), dice.randint(3, 29), dice.randint(34, 110)
    if throw < 0.66:
        return (Step(prompt, Action.PAY),)
    if throw < 0.80:
        return (Step(late, Action.PAY),)
    return _odd_fate(throw, prompt, late)


def _odd_fate(throw: float, prompt: int, late: int) -> Fate:
    paid, paid_late = Step(prompt, Action.PAY), Step(late, Action.PAY)
    for limit, fate in (
        (0.83, (Step(prompt, Action.PAY, 400), paid_late)),
        (0.86, (Step(prompt, Action.PAY, 300),)),
        (0.88, (Step(prompt // 2, Action.CREDIT),)),
        (0.91, (Step(prompt // 3, Action.CREDIT_PART), paid_late)),
        (0.925, (Step(prompt // 3, Action.CORRECT), paid_late)),
        (0.935, (paid, Step(prompt + 6, Action.BOUNCE), paid_late)),
        (0.94, (Step(late, Action.PAY, 1_050),)),
    ):
        if throw < limit:
            return fate
    return ()  # never paid


def sale_of(world: World, rank: int, day: dt.date) -> Sale:
    """Make the sale behind an invoice, issued on a day."""
    dice = _dice(world, rank, 0)
    card = _customer(world, rank)
    sale = Sale(
        customer=card.customer,
        lines=tuple(_lines(world, dice, card)),
        issued_on=day,
        terms=card.terms,
        prices_include_vat=card.customer.kind is CustomerKind.CONSUMER,
    )
    if card.customer.kind is CustomerKind.CONSUMER:
        paid = counter_sale(world, rank)
        return replace(sale, receipts=_receipts(dice, sale.lines, day)) if paid else sale
    if card.customer.address.country != "FR":
        return replace(sale, supplied_on=day - dt.timedelta(days=dice.randint(0, 4)))
    return _dressed(world, dice, sale)


def corrected(sale: Sale) -> Sale:
    """Make the sale as it should have been: one more of what stands first."""
    first, *others = sale.lines
    return replace(
        sale, lines=(replace(first, quantity_e4=first.quantity_e4 + ONE_QUANTITY), *others)
    )


def method_of(world: World, rank: int, step: int) -> str:
    """Say how a payment was made."""
    dice = _dice(world, rank * 8 + step, 1)
    methods = ("transfer", "cheque", "card", "direct_debit", "other")
    return dice.choices(methods, (62, 17, 10, 6, 5))[0]


def _paid_at_counter(world: World, rank: int, dice: random.Random) -> bool:
    throw = dice.random()
    return throw < 0.8 and _customer(world, rank).customer.kind is CustomerKind.CONSUMER


def _dice(world: World, rank: int, stream: int) -> random.Random:
    return random.Random((world.seed << 40) + rank * _STREAMS + stream)


def _customer(world: World, rank: int) -> CustomerCard:
    """Choose a customer: a few come often, most seldom."""
    share = ((rank * 2_654_435_761 + world.seed * 97) % 1_000_003) / 1_000_003
    return world.customers[int(share * share * len(world.customers))]


def _lines(world: World, dice: random.Random, card: CustomerCard) -> Sequence[SaleLine]:
    consumer = card.customer.kind is CustomerKind.CONSUMER
    case = "" if consumer else _case(card)
    choice = [item for item in world.items if item.nature is Nature.GOODS] if case else world.items
    most = 4 if consumer else 7
    items = dice.sample(choice, min(1 + int(dice.expovariate(0.75)), most))
    return [_line(dice, item, case=case, consumer=consumer) for item in items]


def _case(card: CustomerCard) -> str:
    country = card.customer.address.country
    if country == "FR":
        return ""
    return "intra_eu_goods" if country in EU else "export"


def _line(dice: random.Random, item: Item, *, case: str, consumer: bool) -> SaleLine:
    discounted = not consumer and dice.random() < 0.06
    return SaleLine(
        LineKind.PRICED,
        name=item.name,
        item_code=item.code,
        nature=item.nature,
        quantity_e4=_quantity(dice, item, consumer=consumer),
        unit=item.unit,
        unit_price_e6=_shelf_price(item) if consumer else item.price_e6,
        vat_rate_bp=None if case else item.vat_rate_bp,
        vat_case=case,
        discount=Discount(percent_bp=dice.choice((500, 1_000))) if discounted else NO_DISCOUNT,
    )


def _quantity(dice: random.Random, item: Item, *, consumer: bool) -> int:
    if item.unit == "KGM":
        return dice.randint(15, 160) * 200  # steps of 20 g
    if item.unit == "HUR":
        return dice.randint(1, 16) * (ONE_QUANTITY // 2)
    return ONE_QUANTITY * (
        dice.randint(1, 3) if consumer else dice.choice((1, 2, 3, 4, 6, 6, 12, 24))
    )


def _shelf_price(item: Item) -> int:
    """Give the price with VAT, to five cents, as on a shelf."""
    with_vat = item.price_e6 * (FULL_RATE_BP + (item.vat_rate_bp or 0))
    return divide_rounded(with_vat, FULL_RATE_BP * _FIVE_CENTS_E6) * _FIVE_CENTS_E6


def _receipts(dice: random.Random, lines: Sequence[SaleLine], day: dt.date) -> tuple[Receipt, ...]:
    """Pay the shelf sum at the counter, at times in two parts."""
    gross = sum(line_amount(line.quantity_e4, line.unit_price_e6) for line in lines)
    method = dice.choices(("card", "cash", "cheque"), (62, 26, 12))[0]
    if gross > _CASH_LIMIT_MINOR and method == "cash":
        method = "card"
    if method == "card" and gross > 4_000 and dice.random() < 0.03:
        note = gross // 2_000 * 1_000
        return Receipt("cash", note, day), Receipt("card", gross - note, day)
    return (Receipt(method, gross, day),)


def _dressed(world: World, dice: random.Random, sale: Sale) -> Sale:
    """Add what firms ask for: an order number, carriage, a discount, a heading, a word."""
    throw = dice.random()
    order = f"BC-{dice.randint(100, 9999)}" if dice.random() < 0.4 else ""
    carriage = Charge(world.texts["carriage"], _CARRIAGE_MINOR, vat_rate_bp=2_000)
    lines = sale.lines
    if throw > 0.97:
        lines = (*lines, SaleLine(LineKind.TEXT, name=world.texts["delivery"]))
    return replace(
        sale,
        lines=lines,
        order_reference=order,
        charges=(carriage,) if throw < 0.08 else (),
        discount=Discount(percent_bp=200) if 0.08 < throw < 0.12 else NO_DISCOUNT,
        note=world.texts["note"] if throw > 0.95 else "",
    )
