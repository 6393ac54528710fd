"""What the program is made of, with the licence of each part, as `resources/help` lists it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

FILE: Final = "components.toml"


@dataclass(frozen=True, slots=True)
class Component:
    """A library, a font or a table that comes with the program."""

    name: str
    licence: str
    version: str  # empty where it has none, or it cannot be told


def components(help_folder: Path) -> list[Component]:
    """Read the list; versions are those at work."""
    with (help_folder / FILE).open("rb") as file:
        rows = tomllib.load(file)["component"]
    return [
        Component(row["name"], row["licence"], _version(row.get("package", ""))) for row in rows
    ]


def _version(package: str) -> str:
    try:
        return metadata.version(package) if package else ""
    except metadata.PackageNotFoundError:  # the frozen program carries no metadata
        return ""
