"""Every VAT situation of the law: random documents pass the complete judge, and agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.documents.agreement import disagreements
from tests.documents.frozen import documents, is_judged_french, original_of
from tests.domain.strategies import SITUATIONS

SALES = 4  # of each situation; `dev.py soak` judges 500


@pytest.mark.judge
@pytest.mark.parametrize("situation", SITUATIONS)
def test_random_invoices_pass_the_complete_judge(
    situation: str, judge: Callable[..., list[str]]
) -> None:
    for seed in range(SALES):
        invoice = next(documents(situation, seed))
        problems = judge(original_of(invoice), french=is_judged_french(invoice))

        assert problems == [], (situation, seed)


@pytest.mark.judge
@pytest.mark.parametrize("situation", SITUATIONS)
def test_credit_notes_and_corrective_invoices_pass_the_complete_judge(
    situation: str, judge: Callable[..., list[str]]
) -> None:
    _, *others = documents(situation, seed=7)
    for document in others:
        problems = judge(original_of(document), french=is_judged_french(document))

        assert problems == [], (situation, document.type_code)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_paper_xml_and_document_agree(situation: str) -> None:
    for seed in range(100, 100 + SALES):
        for document in documents(situation, seed):
            wrong = disagreements(document, original_of(document))

            assert wrong == [], (situation, seed, document.type_code)
