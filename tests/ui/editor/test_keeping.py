"""A draft is kept as one types; an untouched one leaves nothing."""

from __future__ import annotations

import pytest

from facturdesk.ui.editor.cells import Column
from facturdesk.ui.requests import DraftRequest
from facturdesk.usecases import drafting
from facturdesk.usecases.viewing import DRAFT, ListQuery, list_documents
from tests.ui.editor.hands import CTRL, OFFSCREEN, Hands, Key
from tests.usecases.shops import sold

pytestmark = OFFSCREEN


def _drafts(hands: Hands) -> list[int]:
    found = list_documents(hands.workspace.shop, ListQuery(state=DRAFT))
    return [draft.id for draft in found]


def test_what_is_typed_is_kept_within_a_second(hands: Hands) -> None:
    hands.page.view.lines.open_new()
    hands.type("Pose d’étagères")
    hands.qtbot.waitUntil(lambda: bool(_drafts(hands)), timeout=1_000)

    kept = drafting.load(hands.workspace.shop, _drafts(hands)[0])
    assert kept.lines[0].name.startswith("Pose")


def test_an_untouched_draft_leaves_nothing(hands: Hands) -> None:
    hands.page.may_leave()
    hands.open(DraftRequest(customer_code="C0001"))
    hands.page.may_leave()
    hands.qtbot.waitUntil(lambda: not hands.workspace.writer.busy)

    assert _drafts(hands) == []


def test_a_draft_emptied_again_leaves_nothing(hands: Hands) -> None:
    hands.enter("client")
    hands.wait_kept()
    assert len(_drafts(hands)) == 1
    hands.press(Key.Key_Z, CTRL)
    hands.page.may_leave()
    hands.qtbot.waitUntil(lambda: not hands.workspace.writer.busy)

    assert _drafts(hands) == []


def test_leaving_keeps_at_once(hands: Hands) -> None:
    hands.enter("client")
    hands.page.may_leave()
    hands.qtbot.waitUntil(lambda: not hands.workspace.writer.busy)

    assert len(_drafts(hands)) == 1


def test_it_opens_again_as_it_was(hands: Hands) -> None:
    hands.enter("client")
    hands.page.view.lines.open_new()
    hands.free_line("Pose", "2,5", "45,5")
    draft_id, before = hands.wait_kept(), hands.sale
    hands.open(None)
    assert hands.lines == ()
    hands.open(draft_id)

    assert hands.sale == before
    assert hands.page.view.head.customer.text() == "Client SA"
    assert hands.page.view.lines.lines.text(0, Column.TOTAL) == "113,75"


def test_the_way_back_leads_to_a_draft_that_had_no_id_yet(hands: Hands) -> None:
    hands.enter("client")
    hands.page.may_leave()
    bookmark = hands.page.bookmark(None)
    hands.open(None)
    hands.qtbot.waitUntil(lambda: not hands.workspace.writer.busy)
    hands.open(bookmark)

    assert hands.sale.customer.code == "C0001"


def test_saving_says_that_it_is_kept(hands: Hands) -> None:
    hands.enter("client")
    hands.press(Key.Key_S, CTRL)
    hands.qtbot.waitUntil(lambda: bool(hands.toasts))

    assert len(_drafts(hands)) == 1


def test_a_copy_is_a_draft_of_its_own(hands: Hands) -> None:
    hands.enter("client")
    hands.page.view.lines.open_new()
    hands.free_line("Pose", "1", "10")
    first = hands.wait_kept()
    hands.press(Key.Key_D, CTRL)
    second = hands.wait_kept()

    assert first != second and sorted(_drafts(hands)) == [first, second]
    assert drafting.load(hands.workspace.shop, first) == drafting.load(hands.workspace.shop, second)


def test_an_issued_document_is_copied_without_its_days(hands: Hands) -> None:
    number = sold(hands.workspace.shop, supply_date="2026-11-20")
    hands.open(DraftRequest(copy_of=number))
    hands.wait_kept()

    assert [line.name for line in hands.lines] == ["Thé vert"]
    assert (hands.sale.supplied_on, hands.sale.customer.code) == (None, "C0001")


def test_a_draft_taken_away_elsewhere_is_said_and_left(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    monkeypatch.setattr(hands.workspace.feedback, "show", told.append)
    hands.enter("client")
    drafting.discard(hands.workspace.shop, hands.wait_kept())
    hands.page.view.lines.open_new()
    hands.type("P")
    hands.qtbot.waitUntil(lambda: bool(told) and bool(hands.routes))

    assert hands.routes == [("invoices", None)]
    assert hands.page.is_finished


def test_deleting_asks_first(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    hands.enter("client")
    hands.wait_kept()

    def refuse(question: str, **_: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(hands.workspace.feedback, "confirm", refuse)
    hands.page.actions_by_name["delete"].trigger()
    assert len(_drafts(hands)) == 1
    hands.page.actions_by_name["delete"].trigger()
    hands.qtbot.waitUntil(lambda: hands.routes == [("invoices", None)])

    assert _drafts(hands) == []
