"""Exact amounts: whole minor units, scaled integers, one rounding function, fair splitting.

Scales used everywhere: amounts in minor units (cents, `_minor`), unit prices in
millionths (`_e6`), quantities in ten-thousandths (`_e4`), rates in basis points (`_bp`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facturdesk.domain.errors import CurrencyMismatch

PRICE_PLACES = 6
QUANTITY_PLACES = 4
AMOUNT_PLACES = 2
RATE_PLACES = 2  # of a percentage: 5.5 % is 550 basis points

ONE_QUANTITY: int = 10**QUANTITY_PLACES
ONE_PRICE: int = 10**PRICE_PLACES
FULL_RATE_BP = 10_000

# quantity_e4 * price_e6 is in 1e-10 of a currency unit, a minor unit is 1e-2 of it
LINE_SCALE = 10 ** (QUANTITY_PLACES + PRICE_PLACES - AMOUNT_PLACES)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in minor units (cents for EUR) of one currency."""

    minor: int
    currency: str = "EUR"

    def __post_init__(self) -> None:
        if type(self.minor) is not int:  # bool, float and Decimal are refused on purpose
            raise TypeError(f"minor must be an int, not {type(self.minor).__name__}")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise CurrencyMismatch(left=self.currency, right=other.currency)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return self + -other

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)


def divide_rounded(numerator: int, denominator: int) -> int:
    """Divide and round to the nearest whole number, half away from zero.

    The one rounding function of the program.

    Raises:
        ZeroDivisionError: the denominator is zero.

    Source: CIBS, art. L131-2 (nearest, half counts as one).
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def line_amount(quantity_e4: int, unit_price_e6: int, *, price_units: int = 1) -> int:
    """Return quantity × unit price in minor units, rounded once.

    The price is for `price_units` units (EN 16931 BT-149).
    """
    return divide_rounded(quantity_e4 * unit_price_e6, LINE_SCALE * price_units)


def apply_rate(amount_minor: int, rate_bp: int) -> int:
    """Return a rate of an amount, rounded (VAT of a base, a discount of a line).

    Source: EN 16931-1, BR-CO-17.
    """
    return divide_rounded(amount_minor * rate_bp, FULL_RATE_BP)


def included_vat(gross_minor: int, rate_bp: int) -> int:
    """Return the VAT inside an amount that includes it: gross × r / (1 + r), rounded."""
    return divide_rounded(gross_minor * rate_bp, FULL_RATE_BP + rate_bp)


def distribute(target: int, numerators: Sequence[int], denominator: int) -> list[int]:
    """Round exact shares to whole units whose sum is `target`, by largest remainder.

    The exact shares are numerators[i] / denominator; each result lies within one
    unit of its share as long as the shares add up to about the target. Shares that
    are all zero leave everything to the last one.

    Raises:
        ValueError: there is nothing to share among.
    """
    if not numerators:
        raise ValueError("nothing to distribute among")
    if denominator == 0 or not any(numerators):
        return [0] * (len(numerators) - 1) + [target]
    if denominator < 0:
        numerators, denominator = [-n for n in numerators], -denominator
    shares = [abs(n) // denominator * (1 if n >= 0 else -1) for n in numerators]
    missing = target - sum(shares)
    step = 1 if missing > 0 else -1
    remainders = [n - s * denominator for n, s in zip(numerators, shares, strict=True)]
    order = sorted(range(len(shares)), key=lambda i: (-step * remainders[i], i))
    for turn in range(abs(missing)):
        shares[order[turn % len(order)]] += step
    return shares


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Split a total by absolute weights, to the unit, by largest remainder.

    Weights that are all zero leave everything to the last one.
    """
    absolute = [abs(weight) for weight in weights]
    return distribute(total, [total * weight for weight in absolute], sum(absolute))


def parse_scaled(text: str, places: int) -> int:
    """Read a decimal string with a dot into a scaled integer: `"2.5"`, 4 → 25000.

    Raises:
        ValueError: it is not a plain decimal, or has more decimals than `places`.
    """
    body = text[1:] if text[:1] in "+-" else text
    whole, dot, fraction = body.partition(".")
    digits = whole + fraction
    if not (digits.isascii() and digits.isdigit()) or not whole or (dot and not fraction):
        raise ValueError(f"not a decimal number: {text[:40]!r}")
    significant = fraction.rstrip("0")
    if len(significant) > places or len(whole) > 18:
        raise ValueError(f"too many digits: {text[:40]!r}")
    value = int(whole + significant.ljust(places, "0"))
    return -value if text[0] == "-" else value


def format_scaled(value: int, places: int, *, minimum: int = 0) -> str:
    """Write a scaled integer as a plain decimal string with a dot, no trailing zeros.

    `minimum` keeps that many decimals: 1200, places 2, minimum 2 → `"12.00"`.
    """
    digits = str(abs(value)).rjust(places + 1, "0")
    whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :]
    fraction = fraction.rstrip("0").ljust(minimum, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def format_amount(minor: int) -> str:
    """Write minor units as a decimal string with two decimals: 120000 → `"1200.00"`."""
    return format_scaled(minor, AMOUNT_PLACES, minimum=AMOUNT_PLACES)


def format_rate(rate_bp: int) -> str:
    """Write basis points as a percentage without trailing zeros: 550 → `"5.5"`."""
    return format_scaled(rate_bp, RATE_PLACES)
