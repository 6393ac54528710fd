"""A data file in a temporary folder, and who writes in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from facturdesk.domain.cards import Company
from facturdesk.storage.company import insert_company
from facturdesk.storage.engine import Stamp, Store, create_store
from tests.domain.samples import seller

NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
KEY = bytes(range(32))


@pytest.fixture
def stamp() -> Stamp:
    return Stamp(NOW, "marie", "caisse-1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Boutique.facturdesk"


@pytest.fixture(params=["plain", "encrypted"])
def store(path: Path, stamp: Stamp, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty shop; every test that takes it runs on a plain and on an encrypted file."""
    key = KEY if request.param == "encrypted" else None
    with create_store(path, key=key) as made:
        with made.write(stamp) as tx:
            insert_company(tx, Company(seller()))
        yield made
