"""What stands on the paper: every line, amount and mention, and what to pay."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from facturdesk.domain.document import Document, DocumentReference
from facturdesk.domain.parties import Address, Bank
from facturdesk.domain.sale import Discount, DocumentKind, LineKind, Receipt
from facturdesk.domain.vat import VatGroup
from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource
from tests.documents import paper_samples as samples
from tests.documents.agreement import paper_text
from tests.documents.paper_samples import charge, credit_note, invoice, item, paper, section, text

SAMPLES = {
    "several rates, discounts and a charge": samples.full_invoice(),
    "prices with VAT, paid": samples.shop_invoice(),
    "no VAT": samples.franchise_invoice(),
    "three pages": samples.long_invoice(85),
    "credit note": credit_note([item("Applique murale", 2, 74.5)]),
}


def read(document: Document) -> str:
    """Give the text of the paper, its spaces all alike."""
    return re.sub(r"\s+", " ", paper_text(paper(document)))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_amount_is_on_the_paper(name: str) -> None:
    document = SAMPLES[name]
    catalogue = load_catalogue("fr", resource("locale"))
    shown = read(document).replace(" ", "")
    priced = [line for line in document.lines if line.kind is LineKind.PRICED]
    wanted = [
        *(line.amount_minor for line in document.lines if line.group is not None),
        *(tax.base_minor for tax in document.taxes),
        *(tax.vat_minor for tax in document.taxes if tax.vat_minor),
        document.net_minor,
        document.gross_minor,
    ]

    missing = [
        written
        for written in (re.sub(r"\s", "", catalogue.amount(minor)) for minor in wanted)
        if written not in shown
    ]

    assert missing == []
    assert all(line.name.split()[0] in shown for line in priced)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_mention_is_on_the_paper(name: str) -> None:
    document = SAMPLES[name]
    shown = read(document).replace(" ", "")

    missing = [m.text for m in document.mentions if re.sub(r"\s", "", m.text) not in shown]

    assert missing == []


def test_the_title_and_the_facts_stand_at_the_top() -> None:
    shown = read(samples.full_invoice())

    for words in (
        "Facture",
        "n° F2026-0457",
        "du 24/11/2026",
        "Échéance",
        "24/12/2026",
        "Date de livraison",
        "20/11/2026",
        "Votre commande BC-7781",
        "SIREN client 403 123 458",
        "Annexe du Port",
    ):
        assert words in shown


def test_the_last_lines_of_the_address_are_in_capitals() -> None:
    shown = read(samples.full_invoice())

    assert "8 QUAI DES MARINIERS" in shown
    assert "71000 MÂCON" in shown


def test_an_address_abroad_ends_with_its_country() -> None:
    address = Address("Hauptstraße 5", "", "50667", "Köln", country="DE")
    customer = replace(samples.HOTEL, address=address)

    assert "50667 KÖLN ALLEMAGNE" in read(invoice([item("Lampe", 1, 10)], customer=customer))


def test_a_sole_trader_is_followed_by_ei() -> None:
    assert "Yanis Benali EI" in read(samples.franchise_invoice())


def test_franchise_has_neither_rate_nor_the_words_of_vat() -> None:
    shown = read(samples.franchise_invoice())

    assert "HT" not in shown.split("Désignation")[1].split("Conditions")[0]
    assert "TTC" not in shown
    assert "20 %" not in shown


def test_prices_with_vat_show_the_unit_price_without_it() -> None:
    shown = read(samples.shop_invoice())

    assert "Qté P.U. HT TVA P.U. TTC Remise Montant TTC" in shown
    assert "290,8333 20 % 349,00 10 % 314,10" in shown


def test_prices_and_quantities_keep_all_their_decimals() -> None:
    shown = read(invoice([item("Résistance", 1234.5678, 0.012345)]))

    assert "1 234,5678" in shown
    assert "0,012345" in shown


def test_sections_texts_and_subtotals_stand_among_the_lines() -> None:
    lines = [section("Salon"), item("Lampe", 2, 10), samples.subtotal(), text("Pose comprise")]
    shown = read(invoice(lines))

    assert "Salon Lampe 2 pièce 10,00 20 % 20,00 Sous-total 20,00 Pose comprise" in shown


def test_a_discount_as_an_amount_is_shown_as_taken_off() -> None:
    line = replace(item("Lampe", 1, 10), discount=Discount(amount_minor=150))

    assert "−1,50" in read(invoice([line], discount=Discount(amount_minor=100)))
    assert "Remise sur le total −1,00" in read(invoice([line], discount=Discount(amount_minor=100)))


def test_many_rates_stand_in_rows() -> None:
    groups = [VatGroup("S", rate) for rate in (2000, 1000, 850, 550, 210)]
    lines = [item(f"Article {group.rate_bp}", 1, 100, group) for group in groups]
    shown = read(invoice([*lines, charge("Port", 12)]))

    assert "20 % 112,00 22,40 134,40" in shown
    assert "2,1 % 100,00 2,10 102,10" in shown


def test_what_is_already_paid_is_taken_off() -> None:
    document = samples.full_invoice()
    part = replace(document, receipts=(Receipt("cash", 10_000, samples.DAY),))
    shown = read(part)

    assert "Déjà réglé en espèces le 24/11/2026 −100,00" in shown
    assert "Reste à payer 4 050,17" in shown
    assert "Net à payer 4 050,17 €" in shown


def test_a_paid_invoice_asks_for_nothing() -> None:
    shown = read(samples.shop_invoice())

    assert "Total payé 511,25 €" in shown
    assert "Net à payer" not in shown
    assert "IBAN" not in shown


def test_a_credit_note_asks_for_nothing_and_says_what_it_corrects() -> None:
    shown = read(credit_note([item("Applique murale", 2, 74.5)]))

    assert shown.count("la facture n° F2026-0457 du 24/11/2026") == 1
    assert "En votre faveur 178,80 €" in shown
    assert "Motif Retour de marchandise" in shown
    assert "Net à payer" not in shown


def test_a_corrective_invoice_cancels_and_replaces() -> None:
    document = replace(
        samples.full_invoice(),
        kind=DocumentKind.CORRECTIVE_INVOICE,
        number="F2026-0458",
        references=(DocumentReference("replaces", "F2026-0457", samples.DAY),),
    )
    shown = read(document)

    assert "Facture rectificative" in shown
    assert "Annule et remplace la facture n° F2026-0457 du 24/11/2026" in shown


def test_an_english_customer_reads_french_and_english() -> None:
    customer = replace(samples.HOTEL, language="en")
    shown = read(replace(samples.full_invoice(), customer=customer))

    assert "Facture / Invoice" in shown
    assert "Échéance / Due date 24/12/2026" in shown
    assert "Total TTC / Total incl. VAT" in shown
    assert "€4,150.17" in shown
    assert "Pénalités de retard exigibles sans rappel" in shown


def test_demonstration_papers_say_so_on_each_page() -> None:
    seller = replace(samples.SHOP, demonstration=True)
    shown = read(replace(samples.long_invoice(85), seller=seller))

    assert shown.count("FACTICE") == 3


def test_a_long_note_joins_the_table() -> None:
    note = "\n".join(f"Consigne numéro {index}." for index in range(1, 200))
    shown = read(invoice([item("Lampe", 1, 10)], note=note))

    assert all(f"Consigne numéro {index}." in shown for index in range(1, 200))


def test_without_an_account_there_is_no_code_but_a_name_to_pay(tmp_path: Path) -> None:
    seller = replace(samples.SHOP, bank=Bank())
    document = invoice([item("Lampe", 1, 10)], seller=seller)

    assert "À régler à l’ordre de Atelier Lumen" in read(document)
    assert codes_on(paper(document), tmp_path) == []


@pytest.mark.parametrize("lines", [1, 6, 11, 14, 60])
def test_a_banking_application_reads_the_payment_code(lines: int, tmp_path: Path) -> None:
    document = samples.long_invoice(lines)
    amount = f"{document.due_minor // 100}.{document.due_minor % 100:02}"

    account = "AGRIFRPPXXX\nATELIER LUMEN SARL\nFR7630006000011234567890189"
    wanted = f"BCD\n002\n1\nSCT\n{account}\nEUR{amount}\n\nRF18F20260457"
    assert codes_on(paper(document), tmp_path) == [wanted]


def test_no_code_asks_for_what_a_transfer_cannot_pay(tmp_path: Path) -> None:
    dollars = invoice([item("Lampe", 1, 10)], currency="USD")
    billions = invoice([item("Lampe", 1_000_000, 2000)])

    assert codes_on(paper(dollars), tmp_path) == []
    assert codes_on(paper(billions), tmp_path) == []


def test_a_name_of_two_hundred_characters_stays_in_the_window() -> None:
    name = "Société coopérative de très long nom " * 5
    document = invoice([item("Lampe", 1, 10)], customer=replace(samples.HOTEL, name=name))

    assert name.strip() in read(document)


def codes_on(pdf: bytes, folder: Path) -> list[str]:
    """Print at 200 dpi in grey and read the codes on every page."""
    command = ["pdftoppm", "-r", "200", "-gray", "-png", "-", str(folder / "page")]
    subprocess.run(command, input=pdf, check=True)
    pages = sorted(folder.glob("page*.png"))
    return [code.text for page in pages for code in zxingcpp.read_barcodes(Image.open(page))]


def test_the_bundled_fonts_keep_their_licences() -> None:
    fonts = Path(resource("fonts"))

    for font in fonts.glob("*.ttf"):
        assert (fonts / f"{font.name.split('-')[0]}-OFL.txt").is_file()
