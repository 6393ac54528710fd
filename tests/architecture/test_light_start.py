"""What a command does not need, it does not load: the start of the program stays quick."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"PySide6", "alembic", "babel", "keyring", "lxml", "pikepdf", "PIL", "reportlab"}
HEAVY |= {"saxonche", "uharfbuzz"}
COMPANY = """
legal_name = "Martin et fils"
legal_form = "EI"
siren = "732829320"
siret = "73282932000074"
vat_number = "FR44732829320"
vat_regime = "normal"
[address]
line1 = "12 rue des Halles"
postcode = "69002"
city = "Lyon"
country = "FR"
"""


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    company = tmp_path / "company.toml"
    company.write_text(COMPANY, encoding="utf-8")
    path = tmp_path / "Boutique.facturdesk"
    loaded_by("new", str(path), "--company", str(company), home=tmp_path)
    return path


def test_help_loads_nothing_heavy_and_no_data_layer(tmp_path: Path) -> None:
    assert loaded_by("--help", home=tmp_path) & (HEAVY | {"sqlalchemy", "sqlcipher3"}) == set()


def test_a_list_loads_the_data_layer_alone(data_file: Path, tmp_path: Path) -> None:
    loaded = loaded_by("list", str(data_file), "--limit", "20", home=tmp_path)

    assert "sqlalchemy" in loaded
    assert loaded & HEAVY == set()


def loaded_by(*arguments: str, home: Path) -> set[str]:
    """Run the program and name the top packages that it imported."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "facturdesk", *arguments],
        env={**os.environ, "FACTURDESK_HOME": str(home), "LANG": "fr_FR.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    lines = run.stderr.splitlines()
    imported = {line.rpartition("|")[2].strip() for line in lines if "import time:" in line}
    said = [line for line in lines if not line.startswith("import time:")]
    assert run.returncode == 0, said
    return {name.partition(".")[0] for name in imported}
