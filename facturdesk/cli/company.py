"""Reads `company.toml` and the logo that it names, from a folder beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from facturdesk.cli.inputs import LONGEST_LOGO, STANDARD_INPUT, read_bytes, read_toml
from facturdesk.domain.cards import Company
from facturdesk.domain.errors import ActionableError, InputRefused, Problem


def read_company_file(path: Path) -> Company:
    """Read the profile of a shop.

    Raises:
        ActionableError: a file cannot be read, or a field is wrong.
    """
    from facturdesk.usecases.company_input import read_company

    company, logo = read_company(read_toml(path))
    if not logo:
        return company
    folder = Path() if path == STANDARD_INPUT else path.parent
    return replace(company, logo=_read_logo(folder / logo))


def _read_logo(path: Path) -> bytes:
    """Read the picture; what is wrong with it is told by the field that names it."""
    place = path.absolute() if path == STANDARD_INPUT else path  # a file may be called so
    try:
        logo = read_bytes(place, longest=LONGEST_LOGO)
    except ActionableError as error:
        raise InputRefused([Problem(error.code, "logo", error.params)]) from None
    if not logo:
        raise InputRefused([Problem("logo-not-a-picture", "logo")])
    return logo
