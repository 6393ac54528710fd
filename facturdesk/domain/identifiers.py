"""Identifiers of businesses, banks and payments: how they are written, and their check digits.

Only the form is judged: a right key does not prove that a number was attributed.
"""

from __future__ import annotations

import re
from typing import Final

_LA_POSTE: Final = "356000000"  # its SIRET follow a rule of their own, but for the head office
_LA_POSTE_HEAD: Final = "35600000000048"
_SEPARATORS: Final = re.compile(r"[\s.\-/\u00a0\u202f]+")
_KEY_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # of a French VAT number: no I, no O
_LONGEST_REFERENCE: Final = 21  # ISO 11649: 25 characters with RF and the two check digits
_REFERENCE: Final = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}")
_BIC: Final = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_FOREIGN_VAT: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{2,13}")

# the part after the prefix; EL is Greece, XI Northern Ireland (goods)
_EU_VAT: Final = {
    prefix: re.compile(form)
    for prefix, form in {
        "AT": r"U\d{8}",
        "BE": r"[01]\d{9}",
        "BG": r"\d{9,10}",
        "CY": r"\d{8}[A-Z]",
        "CZ": r"\d{8,10}",
        "DE": r"\d{9}",
        "DK": r"\d{8}",
        "EE": r"\d{9}",
        "EL": r"\d{9}",
        "ES": r"[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z]",
        "FI": r"\d{8}",
        "FR": r"[0-9A-HJ-NP-Z]{2}\d{9}",
        "HR": r"\d{11}",
        "HU": r"\d{8}",
        "IE": r"\d[0-9A-Z+*]\d{5}[A-W][A-I]?",
        "IT": r"\d{11}",
        "LT": r"\d{9}|\d{12}",
        "LU": r"\d{8}",
        "LV": r"\d{11}",
        "MT": r"\d{8}",
        "NL": r"[0-9A-Z+*]{10}\d{2}",
        "PL": r"\d{10}",
        "PT": r"\d{9}",
        "RO": r"\d{2,10}",
        "SE": r"\d{10}01",
        "SI": r"\d{8}",
        "SK": r"\d{10}",
        "XI": r"\d{9}|\d{12}|GD\d{3}|HA\d{3}",
    }.items()
}
# ISO 13616 registry: characters of an IBAN by country
_IBAN_LENGTHS: Final = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FO GL NL SD FK",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ OM SO TL YE",
        24: "AD CZ ES MD PK RO SA SE SK TN VG HN",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HU LB NI PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU",
        31: "MT SC",
        32: "LC",
        33: "RU",
    }.items()
    for country in countries.split()
}


def is_siren(text: str) -> bool:
    """Tell whether it is nine digits with a right Luhn key."""
    return len(text) == 9 and _is_number(text) and _luhn(text) == 0


def is_siret(text: str) -> bool:
    """Tell whether it is fourteen digits with right keys.

    The establishments of La Poste have a sum of digits divisible by five instead;
    its head office follows the ordinary rule.
    """
    if len(text) != 14 or not _is_number(text) or not is_siren(text[:9]):
        return False
    if text.startswith(_LA_POSTE) and text != _LA_POSTE_HEAD:
        return sum(map(int, text)) % 5 == 0
    return _luhn(text) == 0


def is_vat_number(text: str) -> bool:
    """Tell whether a VAT number has the form of its country.

    French and Monegasque keys are computed; the other member states are judged by
    form; numbers of other countries need their two letters and are not judged further.
    """
    form = _EU_VAT.get(text[:2])
    if form is None:
        return text[:2] != "GR" and _FOREIGN_VAT.fullmatch(text) is not None
    if not text.isascii() or not form.fullmatch(text[2:]):
        return False
    return text[:2] != "FR" or _is_french_vat(text[2:4], text[4:])


def vat_number_country(text: str) -> str:
    """Give the ISO country of a VAT number: GR for EL, GB for XI; "" where there is none."""
    return {"EL": "GR", "XI": "GB"}.get(text[:2], text[:2])


def french_vat_key(siren: str) -> str:
    """Compute the two digits of a French VAT number: 732829320 → 44.

    Raises:
        ValueError: it is not a number.
    """
    return f"{(12 + 3 * (int(siren) % 97)) % 97:02}"


def is_iban(text: str) -> bool:
    """Tell whether an IBAN has its country's length and a right key (ISO 13616, mod 97)."""
    if not _IBAN.fullmatch(text) or len(text) != _IBAN_LENGTHS.get(text[:2], 0):
        return False
    return _mod_97(text) == 1


def is_bic(text: str) -> bool:
    """Tell whether it has the form of a BIC (ISO 9362): 8 or 11 characters."""
    return _BIC.fullmatch(text) is not None


def payment_reference(number: str) -> str:
    """Make the ISO 11649 reference of a document: F2026-000123 → RF86F2026000123.

    Empty where the number has no usable character, or too many.
    """
    body = "".join(char for char in number.upper() if char.isascii() and char.isalnum())
    if not 1 <= len(body) <= _LONGEST_REFERENCE:
        return ""
    return f"RF{98 - _mod_97(f'RF00{body}'):02}{body}"


def is_payment_reference(text: str) -> bool:
    """Tell whether it is an ISO 11649 reference with a right key."""
    return _REFERENCE.fullmatch(text) is not None and _mod_97(text) == 1


def normalise_siren(text: str) -> str:
    """Write a SIREN without spaces or dots."""
    return _joined(text)


def normalise_siret(text: str) -> str:
    """Write a SIRET without spaces or dots."""
    return _joined(text)


def normalise_vat_number(text: str) -> str:
    """Write a VAT number in capitals without separators."""
    return _joined(text).upper()


def normalise_iban(text: str) -> str:
    """Write an IBAN in capitals without separators."""
    return _joined(text).upper()


def normalise_bic(text: str) -> str:
    """Write a BIC in capitals without spaces."""
    return _joined(text).upper()


def _joined(text: str) -> str:
    return _SEPARATORS.sub("", text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _luhn(digits: str) -> int:
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + rank % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10


def _mod_97(text: str) -> int:
    """Return the remainder of an ISO 7064 string whose first four characters go last."""
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97


def _is_french_vat(key: str, siren: str) -> bool:
    """Check the key of a French VAT number, old (digits) or new (with letters).

    Source: python-stdnum, fr.tva; Monaco has numbers of its own that begin with 000.
    """
    if not siren.startswith("000") and not is_siren(siren):
        return False
    if key.isdigit():
        return int(siren + "12") % 97 == int(key)
    first, second = _KEY_LETTERS.index(key[0]), _KEY_LETTERS.index(key[1])
    check = first * 24 + second - 10 if key[0].isdigit() else first * 34 + second - 100
    return (int(siren) + 1 + check // 11) % 11 == check % 11
