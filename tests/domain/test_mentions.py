"""The legal texts of a document: exact words, by seller, customer, VAT and kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facturdesk.domain.crediting import credit
from facturdesk.domain.document import Document, MentionPlace
from facturdesk.domain.freezing import freeze_credit
from facturdesk.domain.mentions import check_penalty_rate, is_platform_customer
from facturdesk.domain.parties import Address, Insurance, LegalForm, Seller
from facturdesk.domain.rulebook import MENTIONS, Rulebook
from facturdesk.domain.sale import DocumentKind, Nature, Sale
from facturdesk.system.tables import program_rows
from tests.domain.samples import (
    ISSUED_ON,
    customer,
    issue,
    issued,
    line,
    problems,
    reference,
    rulebook,
    sale,
    seller,
    small_seller,
)
from tests.domain.strategies import GERMAN, SWISS

CONSUMER = customer("consumer")
SERVICE = line(nature=Nature.SERVICE)


def plain(text: str) -> str:
    """Give a text with ordinary spaces, as the law writes it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def texts(of: Sale | None = None, by: Seller | None = None, **changes: Any) -> dict[str, str]:
    """Give the texts of a document by code."""
    return by_code(issued(of, by, **changes))


def by_code(document: Document) -> dict[str, str]:
    return {mention.code: plain(mention.text) for mention in document.mentions}


def subjects(document: Document) -> dict[str, str]:
    return {mention.code: mention.subject for mention in document.mentions if mention.subject}


def test_a_firm_reads_the_terms_of_the_commercial_code() -> None:
    found = texts()

    assert found["early_payment_none"] == "Escompte pour paiement anticipé : néant."
    assert found["penalties_ecb"] == (
        "Pénalités de retard exigibles sans rappel : taux BCE majoré de 10 points "
        "(art. L441-10 du code de commerce)."
    )
    assert found["recovery"] == (
        "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €."
    )


def test_a_public_body_reads_the_terms_of_public_procurement() -> None:
    found = texts(sale(customer=customer("public")))

    assert found["penalties_public"] == "Intérêts moratoires : taux BCE + 8 points."
    assert found["recovery_public"] == "Indemnité forfaitaire de recouvrement : 40 €."
    assert "penalties_ecb" not in found
    assert "recovery" not in found


def test_a_consumer_is_threatened_with_nothing() -> None:
    found = texts(sale(customer=CONSUMER))

    assert not {code for code in found if code.startswith(("penalties", "recovery", "early"))}
    assert found["mediator"] == (
        "Médiateur de la consommation : CM2C, 14 rue Saint-Jean, 75017 Paris, www.cm2c.net"
    )


def test_only_consumers_have_a_mediator() -> None:
    assert "mediator" not in texts()
    assert "mediator" not in texts(sale(customer=CONSUMER), seller(mediator=None))


def test_an_early_payment_discount_is_offered_to_everyone() -> None:
    shop = seller(early_payment="1 % sous 8 jours.")
    wanted = (
        "Escompte pour paiement anticipé : 1 % sous 8 jours ; en cas d’escompte, seule la taxe "
        "correspondant au prix effectivement payé est déductible."
    )

    assert texts(by=shop)["early_payment_taxed"] == wanted
    assert texts(sale(customer=CONSUMER), shop)["early_payment_taxed"] == wanted
    small = small_seller(early_payment="1 % sous 8 jours")
    assert texts(by=small)["early_payment"] == "Escompte pour paiement anticipé : 1 % sous 8 jours."


def test_a_stipulated_penalty_rate_is_printed() -> None:
    assert texts(by=seller(penalty_rate="12.5"))["penalties_rate"] == (
        "Pénalités de retard exigibles sans rappel : taux annuel de 12,5 % "
        "(art. L441-10 du code de commerce)."
    )


@pytest.mark.parametrize(
    ("rate", "on", "code"),
    [
        ("8.25", ISSUED_ON, ""),
        ("8.24", ISSUED_ON, "penalty-rate-below-floor"),
        ("7.86", dt.date(2026, 6, 30), ""),
        ("15.20", dt.date(2024, 1, 1), "penalty-rate-below-floor"),
        ("ecb+10", dt.date(2024, 1, 1), ""),
        ("0", dt.date(2022, 12, 31), ""),
    ],
)
def test_a_penalty_rate_is_at_least_three_times_the_legal_rate(
    rate: str, on: dt.date, code: str
) -> None:
    problem = check_penalty_rate(rate, on, rulebook())

    assert (problem.code if problem else "") == code


def test_the_notes_of_the_platforms_are_for_french_firms_with_a_siren() -> None:
    wanted = {"early_payment_none": "AAB", "penalties_ecb": "PMD", "recovery": "PMT"}
    identity = {"company": "REG", "seller_rcs": "ABL"}

    assert subjects(issued()) == wanted | identity
    assert subjects(issued(sale(customer=customer(siren="")))) == identity
    assert "recovery" in texts(sale(customer=customer(siren="")))
    assert subjects(issued(sale(customer=CONSUMER))) == identity


@pytest.mark.parametrize(
    ("address", "platform"),
    [
        (Address("1 rue", "", "69002", "Lyon"), True),
        (Address("1 rue", "", "97400", "Saint-Denis"), True),
        (Address("1 rue", "", "97400", "Saint-Denis", "RE"), True),
        (Address("1 rue", "", "97300", "Cayenne"), False),
        (Address("1 rue", "", "97600", "Mamoudzou", "YT"), False),
        (Address("1 rue", "", "975 00", "Saint-Pierre"), False),
        (Address("1 rue", "", "97133", "Gustavia"), False),
        (Address("1 rue", "", "98800", "Nouméa"), False),
        (Address("1 rue", "", "1204", "Genève", "CH"), False),
    ],
)
def test_a_platform_serves_france_but_where_vat_does_not_apply(
    address: Address, platform: bool
) -> None:
    assert is_platform_customer(customer(address=address)) == platform
    assert not is_platform_customer(customer(address=address, siren=""))
    assert not is_platform_customer(customer("consumer", address=address))


def test_a_company_tells_its_form_capital_and_register() -> None:
    found = texts()

    assert found["company"] == "Martin et fils, SARL au capital de 15 000 €"
    assert found["seller_seat"] == "Siège : 12 rue des Halles, 69002 Lyon"
    assert found["seller_rcs"] == "SIREN 732 829 320 RCS Lyon"
    assert found["seller_vat_number"] == "TVA FR44732829320"


@pytest.mark.parametrize(
    ("capital", "written"),
    [(100, "1"), (1_550, "15,50"), (123_456_789, "1 234 567,89"), (10_000_000_00, "10 000 000")],
)
def test_a_capital_is_written_as_french_does(capital: int, written: str) -> None:
    shop = seller(share_capital_minor=capital)

    assert texts(by=shop)["company"] == f"Martin et fils, SARL au capital de {written} €"


@pytest.mark.parametrize("form", [LegalForm.EI, LegalForm.MICRO])
def test_a_sole_trader_says_so(form: LegalForm) -> None:
    found = texts(by=small_seller(legal_form=form))

    assert found["sole_trader"] == "Claire Morel, Entrepreneur individuel (EI)"
    assert found["seller_siren"] == "SIREN 732 829 320"
    assert "seller_vat_number" not in found


def test_an_association_and_other_forms_have_their_name() -> None:
    club = seller(legal_form=LegalForm.ASSOCIATION, share_capital_minor=None, rcs_city="")
    other = seller(legal_form=LegalForm.OTHER, share_capital_minor=None, rcs_city="")

    assert texts(by=club)["association"] == ("Martin et fils, association")
    assert texts(by=other)["seller_name"] == "Martin et fils"


def test_a_company_of_another_form_states_its_capital() -> None:
    other = seller(legal_name="SELARL Martin", legal_form=LegalForm.OTHER)

    assert texts(by=other)["company_other"] == "SELARL Martin, au capital de 15 000 €"


def test_a_decennial_insurance_is_named_with_its_cover() -> None:
    insurance = Insurance("MAAF Pro", "79000 Niort", "7712-B", "France entière")

    assert texts(by=seller(insurance=insurance))["insurance"] == (
        "Assurance décennale : MAAF Pro, 79000 Niort, contrat n° 7712-B, "
        "couverture géographique : France entière"
    )
    bare = Insurance("MAAF Pro")
    assert texts(by=seller(insurance=bare))["insurance_mainland"] == (
        "Assurance décennale : MAAF Pro, couverture géographique : France métropolitaine"
    )


def test_names_are_never_read_as_blanks() -> None:
    insurance = Insurance("{coverage} {0}", "", "", "{insurer}")

    assert (
        "Assurance décennale : {coverage} {0}, couverture géographique : {insurer}"
        in texts(by=seller(insurance=insurance)).values()
    )


def test_franchise_is_told_by_the_words_of_the_law() -> None:
    found = texts(by=small_seller())

    assert found["vat_franchise"] == "TVA non applicable, article 293 B du CGI."
    assert issued(by=small_seller()).taxes[0].reason == "TVA non applicable, article 293 B du CGI"


def test_construction_is_told_by_the_word_of_the_law() -> None:
    of = sale(
        line(nature=Nature.SERVICE, vat_case="reverse_charge_construction"),
        line(nature=Nature.SERVICE, vat_case="reverse_charge_construction"),
        line(vat_rate_bp=2_000),
    )
    found = [mention for mention in issued(of).mentions if mention.place is MentionPlace.VAT]

    assert [plain(mention.text) for mention in found] == [
        "Autoliquidation. TVA due par le preneur assujetti – article 283-2 nonies du CGI."
    ]


@pytest.mark.parametrize(
    ("case", "nature", "to", "words"),
    [
        ("intra_eu_goods", "goods", GERMAN, "Exonération de TVA, article 262 ter, I du CGI."),
        ("export", "goods", SWISS, "Exonération de TVA, article 262, I du CGI."),
        (
            "intra_eu_services",
            "service",
            GERMAN,
            (
                "Autoliquidation – TVA due par le preneur, art. 283-2 du CGI, "
                "art. 44 et 196 de la directive 2006/112/CE."
            ),
        ),
        (
            "services_outside_eu",
            "service",
            SWISS,
            "TVA non applicable – article 259, 1° du CGI.",
        ),
        (
            "margin_second_hand",
            "goods",
            CONSUMER,
            "Régime particulier – Biens d’occasion (article 297 A du CGI).",
        ),
        (
            "margin_art",
            "goods",
            CONSUMER,
            "Régime particulier – Objets d’art (article 297 A du CGI).",
        ),
        (
            "margin_antiques",
            "goods",
            CONSUMER,
            "Régime particulier – Objets de collection et d’antiquité (article 297 A du CGI).",
        ),
        (
            "margin_travel",
            "service",
            CONSUMER,
            "Régime particulier – Agences de voyages (article 266, 1, e du CGI).",
        ),
        ("exempt_training", "service", CONSUMER, "Exonération de TVA, article 261-4-4° du CGI."),
    ],
)
def test_each_case_has_its_words(case: str, nature: str, to: Any, words: str) -> None:
    of = sale(line(nature=Nature(nature), vat_case=case), customer=to)

    assert texts(of)[f"vat_{case}"] == words


def test_the_debits_option_is_told_where_there_are_taxed_services() -> None:
    shop = seller(vat_on_debits=True)
    words = "Option pour le paiement de la taxe d’après les débits."

    assert texts(sale(SERVICE), shop)["vat_on_debits"] == words
    assert "vat_on_debits" not in texts(sale(line()), shop)
    assert "vat_on_debits" not in texts(sale(SERVICE))
    training = line(nature=Nature.SERVICE, vat_case="exempt_training")
    assert "vat_on_debits" not in texts(sale(training), shop)


def test_mentions_asked_for_by_code_are_printed_once() -> None:
    found = issued(sale(customer=CONSUMER, extra_mentions=("warranty", "works_10", "warranty")))
    codes = [mention.code for mention in found.mentions]

    assert codes.count("warranty") == 1
    assert by_code(found)["warranty"] == (
        "Ce bien bénéficie auprès du vendeur d’une garantie légale de conformité d’une durée "
        "minimale de deux ans à compter de sa remise au consommateur."
    )
    assert "279-0 bis" in by_code(found)["works_10"]


def test_a_mention_nobody_knows_is_refused() -> None:
    found = problems(sale(extra_mentions=("oga", "recovery", "exotic")))

    assert found == {"mentions[1]": "mention-unknown", "mentions[2]": "mention-unknown"}


def test_a_credit_note_names_its_invoice() -> None:
    invoice = issued()
    note = freeze_credit(
        invoice, credit(invoice, [], None), issue(references=(reference(),)), "A2026-00001"
    )

    assert by_code(note)["credit_note"] == "Relatif à la facture n° F2026-00012 du 24/11/2026"
    assert note.mentions[0].place is MentionPlace.REFERENCE
    assert set(subjects(note).values()) == {"PMT", "PMD", "AAB", "REG", "ABL"}


def test_a_consumers_credit_note_has_no_terms() -> None:
    invoice = issued(sale(customer=CONSUMER), seller(early_payment="1 % sous 8 jours"))
    note = freeze_credit(
        invoice, credit(invoice, [], None), issue(references=(reference(),)), "A2026-00001"
    )

    assert MentionPlace.TERMS not in {mention.place for mention in note.mentions}


def test_a_corrective_invoice_cancels_and_replaces() -> None:
    of = sale(kind=DocumentKind.CORRECTIVE_INVOICE)

    assert texts(of, references=(reference("replaces"),))["corrective_invoice"] == (
        "Annule et remplace la facture n° F2026-00012 du 24/11/2026"
    )


def test_an_invoice_that_follows_another_has_no_such_text() -> None:
    assert "credit_note" not in texts(references=(reference("follows"),))


def test_words_that_are_missing_are_a_defect() -> None:
    rows = [row for row in program_rows() if (row.table, row.code) != (MENTIONS, "company")]

    with pytest.raises(LookupError, match="no words for company"):
        issued(rulebook=Rulebook(rows))
