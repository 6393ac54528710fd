"""The parties of the e-invoice: who they are, and which rules follow from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lxml import etree

from facturdesk.documents.cii.invoice import build_cii
from facturdesk.domain.document import (
    Mention,
    MentionPlace,
)
from facturdesk.domain.parties import Address, Customer, CustomerKind
from tests.documents.cii_reading import EXEMPT, FIRST, INTRA, OUTSIDE, found, schemes
from tests.documents.made import (
    CONSUMER,
    FIRM,
    SELLER,
    made,
    to_a_consumer,
)


def test_a_firm_in_france_has_the_french_notes_once() -> None:
    document = made()
    document = replace(
        document,
        mentions=(*document.mentions, Mention("late-2", "Encore.", MentionPlace.TERMS, "PMD")),
        note="Merci",
    )

    assert found(document, "/IncludedNote/SubjectCode") == ["PMT", "PMD", "AAB", "ABL", "BAR"]
    assert found(document, "/IncludedNote/Content") == [
        "Indemnité forfaitaire : 40 €",
        "Pénalités de retard : 12,40 %\nEncore.",
        "Escompte : néant.",
        "SIREN 732 829 320 RCS Lyon",
        "B2B",
        "Merci",
    ]


def test_a_consumer_has_no_french_note_nor_electronic_address() -> None:
    document = to_a_consumer(made())

    assert found(document, "/IncludedNote") == []
    assert found(document, "/BuyerTradeParty/URIUniversalCommunication") == []
    assert found(document, "/BuyerTradeParty//CountryID") == ["FR"]


def test_the_parties_have_their_numbers_under_their_schemes() -> None:
    document = made()

    assert schemes(document, "GlobalID") == [
        ("0009", "73282932000074"),
        ("0009", "20000000800017"),
    ]
    assert found(document, "/SpecifiedLegalOrganization/ID") == ["732829320", "200000008"]
    assert found(document, "/TradingBusinessName") == ["Épicerie Martin"]
    assert schemes(document, "URIID")[1:] == [("0225", "732829320"), ("0225", "200000008")]
    assert found(document, "/SpecifiedTaxRegistration/ID") == ["FR44732829320", "FR37200000008"]
    assert found(document, "/BuyerTradeParty/PostalTradeAddress/LineTwo") == ["Bâtiment B"]


def test_another_electronic_address_replaces_the_siren() -> None:
    customer = replace(FIRM, electronic_address="0225:200000008_20000000800017_ACHATS")
    document = replace(made(), customer=customer)

    assert schemes(document, "URIID")[-1] == ("0225", "200000008_20000000800017_ACHATS")


def test_a_seller_without_a_vat_number_gives_the_siren_as_tax_number() -> None:
    document = made(("Cours", 10_000, 50_000_000, EXEMPT))
    document = replace(
        document,
        seller=replace(SELLER, vat_number=""),
        taxes=(replace(document.taxes[0], reason="TVA non applicable, article 293 B du CGI"),),
    )

    assert found(document, "/SellerTradeParty/SpecifiedTaxRegistration") == ["732829320"]
    assert schemes(document, "ID")[-3] == ("FC", "732829320")
    assert found(document, "/ExemptionReason") == ["TVA non applicable, article 293 B du CGI"]
    assert found(document, "/ExemptionReasonCode") == ["VATEX-FR-FRANCHISE"]
    assert found(document, "/DueDateTypeCode") == []


def test_outside_the_scope_of_vat_there_is_no_vat_number_and_no_rate() -> None:
    document = made(("Conseil", 10_000, 50_000_000, OUTSIDE))

    assert found(document, "/SpecifiedTaxRegistration") == []
    assert found(document, "/RateApplicablePercent") == []
    assert found(document, "/CategoryCode") == ["O", "O"]


def test_an_intra_community_supply_says_where_and_when_it_was_delivered() -> None:
    customer = replace(
        FIRM,
        siren="",
        siret="",
        vat_number="DE123456789",
        address=Address("Hauptstr. 1", "", "10115", "Berlin", "DE"),
    )
    document = replace(made(("Vin", 60_000, 8_000_000, INTRA)), customer=customer)

    assert found(document, "/ShipToTradeParty//CountryID") == ["DE"]
    assert found(document, "/OccurrenceDateTime") == ["20261124"]
    assert found(document, "/SubjectCode") == ["PMT", "PMD", "AAB", "ABL"]


def test_the_delivery_address_and_date_are_given() -> None:
    place = Address("3 quai", "", "69001", "Lyon", name="Chantier")
    document = replace(
        made(),
        customer=replace(FIRM, delivery_address=place),
        supplied_on=dt.date(2026, 11, 20),
    )

    assert found(document, "/ShipToTradeParty/Name") == ["Chantier"]
    assert found(document, "/OccurrenceDateTime") == ["20261120"]


def test_a_scheme_cannot_add_an_attribute() -> None:
    customer = replace(FIRM, electronic_address='0225" evil="1:2000')
    root = etree.fromstring(build_cii(replace(made(), customer=customer)))
    address = list(root.iter("{*}URIID"))[-1]

    assert dict(address.attrib) == {"schemeID": '0225" evil="1'}


def test_a_public_body_is_a_french_firm_and_a_consumer_with_a_siren_is_not() -> None:
    public = replace(FIRM, kind=CustomerKind.PUBLIC)
    odd = Customer(CustomerKind.CONSUMER, "Anne", siren="200000008")

    assert "BAR" in found(replace(made(), customer=public), "/SubjectCode")
    assert "BAR" not in found(replace(made(), customer=odd), "/SubjectCode")
    assert found(replace(made(), customer=CONSUMER), "/BuyerTradeParty/Name") == ["Anne Dupont"]


def test_a_date_of_supply_that_is_not_stated_is_that_of_the_first_invoice() -> None:
    assert found(made(), "/OccurrenceDateTime") == ["20261124"]
    assert found(replace(made(), references=(FIRST,)), "/OccurrenceDateTime") == ["20261012"]


def test_a_firm_that_is_reported_rather_than_sent_an_e_invoice_says_so() -> None:
    address = Address("1 place Mariage", "", "97600", "Mamoudzou", "YT")
    document = replace(made(), customer=replace(FIRM, address=address))

    assert found(document, "/IncludedNote/Content")[-1] == "B2BINT"
    assert found(document, "/BuyerTradeParty/URIUniversalCommunication") == []


def test_what_else_is_printed_is_noted_too() -> None:
    document = to_a_consumer(made())
    document = replace(
        document,
        seller=replace(SELLER, website="https://martin.example"),
        mentions=(
            Mention("mediator", "Médiateur : CM2C", MentionPlace.CONSUMER),
            Mention("vat_on_debits", "Option pour les débits.", MentionPlace.VAT),
            Mention("seller_seat", "Siège : Lyon", MentionPlace.FOOTER),
        ),
    )

    assert found(document, "/IncludedNote") == ["https://martin.exampleAAI", "Médiateur : CM2C"]
