"""What is typed is never lost nor kept twice, whatever happens to the file meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from facturdesk.ui.requests import DraftRequest
from facturdesk.usecases import drafting
from facturdesk.usecases.viewing import DRAFT, ISSUED, ListQuery, list_documents, show
from tests.ui.editor.hands import CTRL, OFFSCREEN, SHIFT, Hands, Key

pytestmark = OFFSCREEN


@pytest.fixture
def told(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """What the user is shown."""
    shown: list[Exception] = []
    monkeypatch.setattr(hands.workspace.feedback, "show", shown.append)
    for lane in hands.workspace.lanes:
        lane.unhandled.connect(shown.append)
    return shown


@contextmanager
def _out_of_reach(hands: Hands) -> Iterator[None]:
    """Take the data file away, as a stick that is pulled out, and bring it back."""
    path = hands.workspace.shop.store.path
    away = path.with_suffix(".away")
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


@contextmanager
def _held_up(hands: Hands) -> Iterator[None]:
    """Let the writer's lane wait, as behind a long write."""
    free = Event()
    hands.workspace.writer.run(free.wait)
    try:
        yield
    finally:
        free.set()


def _settle(hands: Hands) -> None:
    hands.qtbot.waitUntil(lambda: not hands.workspace.writer.busy, timeout=10_000)


def _drafts(hands: Hands) -> list[int]:
    return [each.id for each in list_documents(hands.workspace.shop, ListQuery(state=DRAFT))]


def _write_line(hands: Hands, name: str = "Pose") -> None:
    hands.enter("client")
    hands.page.view.lines.open_new()
    hands.free_line(name, "1", "10")


def test_what_could_not_be_saved_is_kept_when_one_leaves(
    hands: Hands, told: list[Exception]
) -> None:
    _write_line(hands)
    with _out_of_reach(hands):
        hands.press(Key.Key_S, CTRL)
        hands.qtbot.waitUntil(lambda: bool(told))
    hands.page.may_leave()
    _settle(hands)

    (draft,) = _drafts(hands)
    assert drafting.load(hands.workspace.shop, draft) == hands.sale


def test_what_could_not_be_saved_is_tried_again(hands: Hands, told: list[Exception]) -> None:
    _write_line(hands)
    with _out_of_reach(hands):
        hands.press(Key.Key_Return, CTRL | SHIFT)
        hands.qtbot.waitUntil(lambda: bool(told))
    hands.qtbot.waitUntil(lambda: bool(_drafts(hands)), timeout=10_000)


def test_what_is_typed_while_it_is_issued_makes_no_noise(
    hands: Hands, told: list[Exception]
) -> None:
    _write_line(hands)
    with _held_up(hands):
        hands.press(Key.Key_Return, CTRL | SHIFT)
        hands.free_line("Trop tard", "1", "5")
        hands.qtbot.wait(600)
    hands.qtbot.waitUntil(lambda: bool(hands.routes))
    _settle(hands)
    hands.qtbot.wait(600)

    assert told == []
    assert _drafts(hands) == []
    (issued,) = list_documents(hands.workspace.shop, ListQuery(state=ISSUED))
    document = show(hands.workspace.shop, issued.number or "").document
    assert document is not None
    assert [line.name for line in document.lines] == ["Pose"]  # as it was when it was asked for


def test_a_draft_that_could_not_be_deleted_goes_on(
    hands: Hands, told: list[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands.workspace.feedback, "confirm", lambda *_, **__: True)
    _write_line(hands)
    draft = hands.wait_kept()
    with _out_of_reach(hands):
        hands.page.actions_by_name["delete"].trigger()
        hands.qtbot.waitUntil(lambda: bool(told))
    hands.page.view.lines.open_new()
    hands.free_line("Encore", "1", "5")
    hands.page.may_leave()
    _settle(hands)

    assert len(drafting.load(hands.workspace.shop, draft).lines) == 2


def test_a_draft_deleted_in_the_list_is_not_missed_by_the_next(
    hands: Hands, told: list[Exception]
) -> None:
    _write_line(hands)
    draft = hands.wait_kept()
    hands.page.may_leave()
    _settle(hands)
    drafting.discard(hands.workspace.shop, draft)
    hands.open(None)
    _settle(hands)

    assert told == []
    assert _drafts(hands) == []


def test_looking_at_a_draft_does_not_change_it(hands: Hands) -> None:
    _write_line(hands)
    draft = hands.wait_kept()
    hands.open(None)
    _settle(hands)
    changes: list[object] = []
    hands.workspace.hub.changed.connect(changes.append)
    hands.open(draft)
    hands.page.may_leave()
    hands.open(None)
    _settle(hands)
    hands.qtbot.wait(50)

    assert changes == []


def test_a_draft_opened_again_at_once_has_what_was_typed_last(hands: Hands) -> None:
    _write_line(hands)
    draft = hands.wait_kept()
    with _held_up(hands):
        hands.free_line("Encore", "1", "5")
        hands.page.may_leave()
        hands.open(draft)
        typed = [line.name for line in hands.lines]
    assert typed == ["Pose", "Encore"]
    hands.free_line("Enfin", "1", "5")
    hands.wait_kept()
    names = [line.name for line in drafting.load(hands.workspace.shop, draft).lines]
    assert names == ["Pose", "Encore", "Enfin"]


def test_a_late_keep_does_not_bring_an_issued_draft_back(
    hands: Hands, told: list[Exception]
) -> None:
    _write_line(hands)
    draft = hands.wait_kept()
    drafting.issue_draft(hands.workspace.shop, draft)  # by another program
    hands.free_line("Encore", "1", "5")
    hands.qtbot.waitUntil(lambda: bool(told))
    _settle(hands)

    assert _drafts(hands) == []
    assert hands.page.is_finished


def test_a_correction_whose_invoice_was_credited_meanwhile_stays_a_draft(
    hands: Hands, told: list[Exception]
) -> None:
    from facturdesk.usecases.crediting import credit
    from tests.usecases.shops import sold

    shop = hands.workspace.shop
    number = sold(shop)
    hands.open(DraftRequest(corrects=number))
    draft = hands.wait_kept()
    credit(shop, number)
    hands.press(Key.Key_Return, CTRL | SHIFT)
    hands.qtbot.waitUntil(lambda: bool(told))
    _settle(hands)

    assert _drafts(hands) == [draft]
    assert len(list_documents(shop, ListQuery(state=ISSUED))) == 2


def test_what_could_not_be_kept_is_kept_later_under_another_draft(
    hands: Hands, told: list[Exception]
) -> None:
    _write_line(hands)
    with _out_of_reach(hands):
        hands.page.may_leave()
        hands.open(None)
        hands.qtbot.waitUntil(lambda: bool(told))
        assert not hands.page.is_kept
    hands.qtbot.waitUntil(lambda: bool(_drafts(hands)), timeout=10_000)
    hands.qtbot.waitUntil(lambda: hands.page.is_kept)

    assert hands.session.is_blank
    assert len(told) == 1


def test_a_draft_with_what_could_not_be_kept_is_gone_back_to(
    hands: Hands, told: list[Exception]
) -> None:
    _write_line(hands)
    draft = hands.wait_kept()
    hands.free_line("Encore", "1", "5")
    with _out_of_reach(hands):
        hands.page.may_leave()
        hands.open(None)
        hands.qtbot.waitUntil(lambda: bool(told))
    hands.open(draft)
    assert [line.name for line in hands.lines] == ["Pose", "Encore"]
    hands.page.view.lines.open_new()
    hands.free_line("Enfin", "1", "5")
    hands.page.may_leave()
    _settle(hands)

    names = [line.name for line in drafting.load(hands.workspace.shop, draft).lines]
    assert names == ["Pose", "Encore", "Enfin"]


def test_a_draft_issued_by_another_program_is_not_issued_again(
    hands: Hands, told: list[Exception]
) -> None:
    _write_line(hands)
    drafting.issue_draft(hands.workspace.shop, hands.wait_kept())
    hands.press(Key.Key_Return, CTRL | SHIFT)
    hands.qtbot.waitUntil(lambda: bool(hands.routes))
    _settle(hands)

    assert hands.routes == [("invoices", None)]
    assert len(told) == 1
    assert hands.page.is_finished
    assert len(list_documents(hands.workspace.shop, ListQuery(state=ISSUED))) == 1
