"""Killed while typing or while issuing: a second is lost at most, and nothing is there twice."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from facturdesk.usecases import drafting
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.viewing import DRAFT, ISSUED, ListQuery, list_documents, show
from tests.usecases.shops import FIRM, new_file, opened

_LOST_S = 1.0


@pytest.mark.parametrize("after", [1.3, 2.0])
def test_killed_while_typing_a_second_is_lost_at_most(tmp_path: Path, after: float) -> None:
    path = _file(tmp_path)
    told: list[dict[str, Any]] = []
    with _typist(path, tmp_path, "type") as process:
        assert process.stdout is not None
        for text in process.stdout:
            told.append(json.loads(text))
            if told[-1]["at"] - told[0]["at"] > after:
                break
        killed = time.monotonic()

    with opened(path) as shop:
        (draft,) = list_documents(shop, ListQuery(state=DRAFT))
        kept = drafting.load(shop, draft.id).lines[0].name
    a_second_before = [each["typed"] for each in told if each["at"] < killed - _LOST_S]
    assert a_second_before
    assert kept.startswith(a_second_before[-1])


def test_killed_while_issuing_a_sale_is_a_draft_or_a_document(tmp_path: Path) -> None:
    path = _file(tmp_path)
    chance = random.Random(5)
    for _ in range(4):
        asked, issued = _kill_one(path, tmp_path, chance)
        _examine(path, asked, issued)


def _kill_one(path: Path, folder: Path, chance: random.Random) -> tuple[int, int]:
    """Let some sales be issued, and kill within the next; gives the last asked for and told."""
    wanted = chance.randint(1, 4)
    asked = issued = -1
    with _typist(path, folder, "issue") as process:
        assert process.stdout is not None
        for text in process.stdout:
            told = json.loads(text)
            asked, issued = told.get("asked", asked), told.get("issued", issued)
            if asked == wanted:
                break
        time.sleep(chance.uniform(0, 0.12))
    return asked, issued


def _examine(path: Path, asked: int, issued: int) -> None:
    with opened(path) as shop:
        drafts = list_documents(shop, ListQuery(state=DRAFT))
        written = [drafting.load(shop, draft.id).lines[0].name for draft in drafts]
        numbers = [each.number for each in list_documents(shop, ListQuery(state=ISSUED))]
        documents = [show(shop, number).document for number in numbers if number]
        sold = [document.lines[0].name for document in documents if document]
        for draft in drafts:
            drafting.discard(shop, draft.id)
    _rename(path)
    names = [f"N{turn}" for turn in range(asked)]
    assert sorted(written + sold)[: len(names)] == names
    assert set(sold) >= {f"N{turn}" for turn in range(issued + 1)}
    assert len(written + sold) == len(set(written + sold))
    assert sorted(number for number in numbers if number) == [
        f"F2026-{rank:05}" for rank in range(1, len(numbers) + 1)
    ]


def _rename(path: Path) -> None:
    """Begin the next turn on a new file."""
    for part in path.parent.glob(path.name + "*"):
        part.unlink()
    _file(path.parent)


def _file(folder: Path) -> Path:
    path = new_file(folder)
    with opened(path) as shop:
        put_customer(shop, FIRM)
    return path


@contextmanager
def _typist(path: Path, folder: Path, job: str) -> Iterator[subprocess.Popen[str]]:
    """Let the typist work, and kill it at the end."""
    command = [sys.executable, "-m", "tests.ui.editor.typist", str(path), str(folder), job]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
