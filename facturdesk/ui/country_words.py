"""The names of countries for an address: France first, then in alphabetical order."""

from __future__ import annotations

from typing import Final

from facturdesk.domain.places import COUNTRIES
from facturdesk.i18n import Catalogue, marked, sort_key

_FRANCE: Final = "FR"
_NAMES: Final = {
    "AD": marked("ui", "Andorra"),
    "AE": marked("ui", "United Arab Emirates"),
    "AT": marked("ui", "Austria"),
    "AU": marked("ui", "Australia"),
    "BE": marked("ui", "Belgium"),
    "BG": marked("ui", "Bulgaria"),
    "BL": marked("ui", "Saint Barthélemy"),
    "BR": marked("ui", "Brazil"),
    "CA": marked("ui", "Canada"),
    "CH": marked("ui", "Switzerland"),
    "CI": marked("ui", "Côte d’Ivoire"),
    "CM": marked("ui", "Cameroon"),
    "CN": marked("ui", "China"),
    "CY": marked("ui", "Cyprus"),
    "CZ": marked("ui", "Czechia"),
    "DE": marked("ui", "Germany"),
    "DK": marked("ui", "Denmark"),
    "DZ": marked("ui", "Algeria"),
    "EE": marked("ui", "Estonia"),
    "ES": marked("ui", "Spain"),
    "FI": marked("ui", "Finland"),
    "FR": marked("ui", "France"),
    "GB": marked("ui", "United Kingdom"),
    "GF": marked("ui", "French Guiana"),
    "GP": marked("ui", "Guadeloupe"),
    "GR": marked("ui", "Greece"),
    "HR": marked("ui", "Croatia"),
    "HU": marked("ui", "Hungary"),
    "IE": marked("ui", "Ireland"),
    "IL": marked("ui", "Israel"),
    "IN": marked("ui", "India"),
    "IS": marked("ui", "Iceland"),
    "IT": marked("ui", "Italy"),
    "JP": marked("ui", "Japan"),
    "LB": marked("ui", "Lebanon"),
    "LI": marked("ui", "Liechtenstein"),
    "LT": marked("ui", "Lithuania"),
    "LU": marked("ui", "Luxembourg"),
    "LV": marked("ui", "Latvia"),
    "MA": marked("ui", "Morocco"),
    "MC": marked("ui", "Monaco"),
    "MF": marked("ui", "Saint Martin"),
    "MG": marked("ui", "Madagascar"),
    "MQ": marked("ui", "Martinique"),
    "MT": marked("ui", "Malta"),
    "MU": marked("ui", "Mauritius"),
    "MX": marked("ui", "Mexico"),
    "NC": marked("ui", "New Caledonia"),
    "NL": marked("ui", "Netherlands"),
    "NO": marked("ui", "Norway"),
    "NZ": marked("ui", "New Zealand"),
    "PF": marked("ui", "French Polynesia"),
    "PL": marked("ui", "Poland"),
    "PM": marked("ui", "Saint Pierre and Miquelon"),
    "PT": marked("ui", "Portugal"),
    "RE": marked("ui", "Réunion"),
    "RO": marked("ui", "Romania"),
    "RS": marked("ui", "Serbia"),
    "SA": marked("ui", "Saudi Arabia"),
    "SE": marked("ui", "Sweden"),
    "SI": marked("ui", "Slovenia"),
    "SK": marked("ui", "Slovakia"),
    "SM": marked("ui", "San Marino"),
    "SN": marked("ui", "Senegal"),
    "TN": marked("ui", "Tunisia"),
    "TR": marked("ui", "Türkiye"),
    "UA": marked("ui", "Ukraine"),
    "US": marked("ui", "United States"),
    "VA": marked("ui", "Vatican City"),
    "WF": marked("ui", "Wallis and Futuna"),
    "YT": marked("ui", "Mayotte"),
    "ZA": marked("ui", "South Africa"),
}


def country_choices(words: Catalogue) -> list[tuple[object, str]]:
    """Give every country as (code, name); those seldom met by their code alone, at the end."""
    named = [(code, words.text("ui", name)) for code, name in _NAMES.items() if code != _FRANCE]
    named.sort(key=lambda each: sort_key(each[1]))
    others = [(code, code) for code in sorted(COUNTRIES - _NAMES.keys())]
    return [(_FRANCE, words.text("ui", _NAMES[_FRANCE])), *named, *others]
