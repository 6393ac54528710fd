"""Every word, amount and date that people read, in French or English, from one gettext catalogue.

A catalogue is an object that is passed to whoever writes something: the language of a
document is its customer's, that of the screen its user's, so there is no global one.
The `.po` files are read as they are; there is nothing to compile.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from facturdesk.domain.money import (
    AMOUNT_PLACES,
    PRICE_PLACES,
    QUANTITY_PLACES,
    RATE_PLACES,
    Money,
    parse_scaled,
)

LANGUAGES: Final = ("fr", "en")
Context: TypeAlias = Literal["check", "cli", "document", "error", "ui", "unit"]
CONTEXTS: Final = frozenset(get_args(Context))
ERROR_CONTEXT: Final = "error"
_Entry: TypeAlias = tuple[tuple[str, str], str, tuple[str, str]]  # key, text, plural forms
CODED: Final = frozenset({ERROR_CONTEXT, "unit"})  # contexts whose msgids are codes, not English

NO_BREAK: Final = "\u00a0"
NARROW_NO_BREAK: Final = "\u202f"
MINUS: Final = "\u2212"

_PO_LINE: Final = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?"(.*)"')
# an entry of one line each, as nearly all are: its flags, context, msgid, and translations
_PLAIN: Final = re.compile(
    r'^(?:#,(.*)\n)?(?:msgctxt "(.*)"\n)?msgid "(.+)"\n(?:msgstr "(.*)"|msgid_plural ".*"\n'
    r'msgstr\[0\] "(.*)"\nmsgstr\[1\] "(.*)")$(?!\n")',
    re.MULTILINE,
)
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r"}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_NOT_SORTED: Final = re.compile(r"[\W_]+")


def load_catalogue(language: str, folder: Path) -> Catalogue:
    """Give the catalogue of a language; `folder` is `resource("locale")`.

    Raises:
        ValueError: it is not one of LANGUAGES.
        OSError: the catalogue file is missing or unreadable.
    """
    if language not in LANGUAGES:
        raise ValueError(f"not a language of the program: {language!r}")
    return _loaded(language, folder)


def pick_language(*wishes: str | None) -> str:
    """Give the first language of the program among wishes such as `en_GB.UTF-8`; else French."""
    for wish in wishes:
        language = (wish or "").partition(".")[0].partition("_")[0].partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]


def marked(context: Context, msgid: str) -> str:
    """Give the msgid back: marks for the catalogue a text that is looked up later."""
    return msgid


@lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """Give the key of alphabetical order: no case, no accents, ligatures spelt out.

    Punctuation counts as a space, so that « L’Épi » stands beside « L'épi ».
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    return _NOT_SORTED.sub(" ", letters).strip()


class Catalogue:
    """The words of one language, and how it writes amounts, quantities, rates and dates.

    Numbers arrive as scaled integers (see `facturdesk.domain.money`) and are written
    exactly. Make it with `load_catalogue`.
    """

    def __init__(
        self,
        language: str,
        texts: Mapping[tuple[str, str], str],
        plurals: Mapping[tuple[str, str], tuple[str, ...]],
    ) -> None:
        self.language = language
        self._texts = texts
        self._plurals = plurals
        self._french = language == "fr"
        self._group = NARROW_NO_BREAK if self._french else ","
        self._point = "," if self._french else "."

    def text(self, context: Context, msgid: str, /, **params: object) -> str:
        """Give a text in this language; the msgid itself where it has none.

        Params fill the `{blanks}`: dates and Money as this language writes them, other
        values as they are. A fact that is a decimal or a date as the program writes it
        (`1200.00`, `2026-11-24`) is rewritten where the blank says so: `{gross:money}`,
        `{left:number}`, `{rates:percents}`, `{day:date}`.
        """
        found = self._texts.get((context, msgid), msgid)
        return self._filled(found, params) if params else found

    def plural(
        self, context: Context, singular: str, plural: str, /, count: int, **params: object
    ) -> str:
        """Give a text that depends on a number, which also fills the blank `{count}`."""
        many = abs(count) > 1 if self._french else count != 1
        forms = self._plurals.get((context, singular), (singular, plural))
        shown = self.number(count)
        return self._filled(forms[many], {"count": shown, **params})

    def has(self, context: Context, msgid: str) -> bool:
        """Tell whether the catalogue itself holds a text."""
        return (context, msgid) in self._texts

    def error_sentence(self, code: str, params: Mapping[str, object]) -> str:
        """Give the sentence of an error or problem code; the bare code where it has none.

        A fact that was not given stays visible as its `{blank}`: a refusal must reach the user.
        """
        return self._filled(self._texts.get((ERROR_CONTEXT, code), code), params)

    def number(self, value: int, places: int = 0, *, minimum: int = 0) -> str:
        """Write a scaled integer, without needless zeros beyond `minimum` decimals.

        123450, 2 → `1 234,5` in French, `1,234.5` in English.
        """
        whole, fraction = divmod(abs(value), 10**places)
        decimals = f"{fraction:0{places}}".rstrip("0") if fraction else ""
        decimals = decimals.ljust(minimum, "0")
        written = f"{whole:,}".replace(",", self._group)
        sign = MINUS if value < 0 else ""
        return f"{sign}{written}{self._point}{decimals}" if decimals else f"{sign}{written}"

    def amount(self, minor: int) -> str:
        """Write minor units with two decimals and no currency: `1 234,56`."""
        return self.number(minor, AMOUNT_PLACES, minimum=AMOUNT_PLACES)

    def money(self, minor: int, currency: str = "EUR") -> str:
        """Write an amount with its currency: `1 234,56 €` in French, `€1,234.56` in English."""
        return self._with_currency(self.amount(minor), currency)

    def unit_price(self, price_e6: int) -> str:
        """Write a unit price with two to six decimals and no currency."""
        return self.number(price_e6, PRICE_PLACES, minimum=AMOUNT_PLACES)

    def quantity(self, quantity_e4: int) -> str:
        """Write a quantity with as many decimals as it has, at most four."""
        return self.number(quantity_e4, QUANTITY_PLACES)

    def percent(self, rate_bp: int) -> str:
        """Write basis points as a percentage: `5,5 %` in French, `5.5%` in English."""
        written = self.number(rate_bp, RATE_PLACES)
        return f"{written}{NO_BREAK}%" if self._french else f"{written}%"

    def date(self, day: dt.date) -> str:
        """Write a date, day first in both languages: `24/11/2026`."""
        return f"{day.day:02}/{day.month:02}/{day.year:04}"

    def _with_currency(self, amount: str, currency: str) -> str:
        if self._french:
            return f"{amount}{NO_BREAK}{'€' if currency == 'EUR' else currency}"
        sign, digits = (MINUS, amount[1:]) if amount[0] == MINUS else ("", amount)
        return f"{sign}€{digits}" if currency == "EUR" else f"{sign}{currency}{NO_BREAK}{digits}"

    def _filled(self, template: str, params: Mapping[str, object]) -> str:
        facts = {name: _Fact(self, value) for name, value in params.items()}
        return template.format_map(_Blanks(facts))


class _Fact:
    """A value that a blank of a text shows, in the language of a catalogue."""

    __slots__ = ("_catalogue", "_value")

    def __init__(self, catalogue: Catalogue, value: object) -> None:
        self._catalogue = catalogue
        self._value = value

    def __format__(self, spec: str) -> str:
        value = self._value
        if isinstance(value, Money):
            return self._catalogue.money(value.minor, value.currency)
        if isinstance(value, dt.date):
            return self._catalogue.date(value)
        try:
            return self._rewritten(str(value), spec)
        except ValueError:
            return str(value)  # what the user typed may be anything

    def _rewritten(self, text: str, spec: str) -> str:
        if spec == "money":
            return self._catalogue.money(parse_scaled(text, AMOUNT_PLACES))
        if spec == "number":
            return self._catalogue.number(parse_scaled(text, PRICE_PLACES), PRICE_PLACES)
        if spec == "percents":
            rates = [parse_scaled(part, RATE_PLACES) for part in text.split(", ")]
            return ", ".join(map(self._catalogue.percent, rates))
        if spec == "date":
            return self._catalogue.date(dt.date.fromisoformat(text))
        return text


class _NotTold(str):
    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return "{" + self + "}"


class _Blanks(dict[str, "_Fact | _NotTold"]):
    def __missing__(self, name: str) -> _NotTold:
        return _NotTold(name)


@cache
def _loaded(language: str, folder: Path) -> Catalogue:
    path = folder / language / "LC_MESSAGES" / "facturdesk.po"
    text = path.read_text(encoding="utf-8")
    texts: dict[tuple[str, str], str] = {}
    plurals: dict[tuple[str, str], tuple[str, ...]] = {}
    for key, translated, forms in chain(_plain_entries(text), _long_entries(text)):
        if all(forms):
            plurals[key] = forms
        elif translated:
            texts[key] = translated
    return Catalogue(language, texts, plurals)


def _plain_entries(text: str) -> Iterator[_Entry]:
    """Read the entries whose texts are of one line each: nearly all, found at once."""
    for flags, context, msgid, translated, one, many in _PLAIN.findall(text):
        if "fuzzy" not in flags:
            forms = _unescaped(one), _unescaped(many)
            yield (context, _unescaped(msgid)), _unescaped(translated), forms


def _long_entries(text: str) -> Iterator[_Entry]:
    for entry in _entries(text):
        forms = entry.get("msgstr[0]", ""), entry.get("msgstr[1]", "")
        yield (entry.get("msgctxt", ""), entry["msgid"]), entry.get("msgstr", ""), forms


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Read the entries of several lines of a .po file; fuzzy and obsolete ones are left out."""
    for block in text.split("\n\n"):
        if '\n"' not in block:
            continue
        entry: dict[str, str] = {}
        keyword = ""
        fuzzy = False
        for line in block.split("\n"):
            if line.startswith("#"):
                fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            elif found := _PO_LINE.fullmatch(line):
                keyword = found[1] or keyword
                entry[keyword] = entry.get(keyword, "") + _unescaped(found[2])
        if entry.get("msgid") and not fuzzy:
            yield entry


def _unescaped(body: str) -> str:
    if "\\" not in body:
        return body
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), body)
