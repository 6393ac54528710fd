"""Messages prepared for the user's own mail program."""

from __future__ import annotations

import datetime as dt
import os
import stat
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from facturdesk.mail.draft_message import Attachment, Draft, write_draft
from facturdesk.storage.events import MAILED, events_of
from facturdesk.system import mail_programs
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.finding import issued_document
from facturdesk.usecases.mailing import (
    opens_messages,
    prepare_message,
    put_aside,
    record_mailed,
    save_message,
)
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import original
from tests.usecases.shops import FIRM, TODAY, sold

NOW = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
PAID = {"method": "card", "amount": "120.00", "date": TODAY.isoformat()}


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_message_carries_the_original_to_the_customer(shop: Shop) -> None:
    number = sold(shop, customer={**FIRM, "email": "compta@client.example"})
    prepared = prepare_message(shop, number)
    message = read(prepared.content)
    (attached,) = message.iter_attachments()

    assert prepared.to == "compta@client.example"
    assert prepared.file_name == f"{number}.eml"
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Client SA <compta@client.example>"
    assert message["Subject"] == f"Facture {number} – Martin et fils"
    assert "au plus tard le 24/12/2026" in text_of(message)
    assert attached.get_filename() == f"{number}.pdf"
    assert attached.get_content() == original(shop, number)
    assert b"\n" not in prepared.content.replace(b"\r\n", b"")


def test_what_is_paid_is_not_asked_for_again(shop: Shop) -> None:
    text = text_of(read(prepare_message(shop, sold(shop, paid=[PAID])).content))

    assert "reste rien à régler" in text
    assert "au plus tard" not in text


def test_the_message_is_in_the_language_of_the_customer(shop: Shop) -> None:
    message = read(prepare_message(shop, sold(shop, customer={**FIRM, "language": "en"})).content)

    assert str(message["Subject"]).startswith("Invoice ")
    assert "to be paid by 24/12/2026" in text_of(message)


def test_a_credit_note_says_what_it_is(shop: Shop) -> None:
    number = credit(shop, sold(shop)).number
    assert number
    message = read(prepare_message(shop, number).content)

    assert message["Subject"] == f"Avoir {number} – Martin et fils"
    assert "notre avoir" in text_of(message)


def test_the_address_is_the_one_on_the_card_now(shop: Shop) -> None:
    number = sold(shop, customer={**FIRM, "email": "old@client.example"})
    put_customer(shop, {**FIRM, "email": "new@client.example"})

    assert prepare_message(shop, number).to == "new@client.example"


def test_an_address_that_is_none_is_left_to_the_user(shop: Shop) -> None:
    for address in ("", "not an address", "a@b@c", "a@b.example\r\nBcc: x@y.example"):
        message = read(written(to_address=address))
        assert message["To"] is None
        assert message["Bcc"] is None


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_nobody_adds_a_header_by_what_they_are_called(end: str) -> None:
    name = f"Dupont{end}Bcc: spy@example.org{end}{end}<html>"
    message = read(written(to_name=name, from_name=name, subject=name, file=f"{name}.pdf"))

    assert {key.lower() for key in message} <= {
        "x-unsent", "x-uniform-type-identifier", "date", "from", "to", "subject",
        "mime-version", "content-type",
    }  # fmt: skip
    assert str(message["Subject"]) == "Dupont Bcc: spy@example.org <html>"
    assert text_of(message) == "Bonjour\n"


def test_a_name_with_accents_and_quotes_comes_whole() -> None:
    message = read(written(to_name='Société "L’Été", Cie', subject="Facture été"))

    assert message["To"].addresses[0].display_name == 'Société "L’Été", Cie'
    assert message["Subject"] == "Facture été"


def test_a_message_waits_in_a_folder_of_the_user_alone(shop: Shop) -> None:
    file = put_aside(shop, prepare_message(shop, sold(shop)))

    assert file.suffix == ".eml"
    if os.name == "posix":
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    file.unlink()
    file.parent.rmdir()


def test_what_was_prepared_days_ago_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old = mail_programs.private_folder(now=NOW)
    (old / "F1.eml").write_bytes(b"x")
    os.utime(old, (NOW.timestamp(), NOW.timestamp()))
    mail_programs.private_folder(now=NOW + dt.timedelta(days=1))
    assert old.exists()
    mail_programs.private_folder(now=NOW + dt.timedelta(days=3))

    assert not old.exists()


def test_it_is_recorded_that_a_message_was_prepared(shop: Shop, tmp_path: Path) -> None:
    number = sold(shop, customer={**FIRM, "email": "compta@client.example"})
    prepared = prepare_message(shop, number)
    record_mailed(shop, prepared)
    save_message(shop, prepared, tmp_path / "message.eml")

    with shop.store.read() as connection:
        filed = issued_document(connection, number)
        found = events_of(connection, filed.id)
    assert [event.kind for event in found] == [MAILED, MAILED]
    assert [event.detail["to"] for event in found] == ["compta@client.example"] * 2
    assert (tmp_path / "message.eml").read_bytes() == prepared.content


@pytest.mark.skipif(os.name != "posix", reason="Windows says so when it opens the message")
def test_a_system_without_a_mail_program_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not opens_messages()

    asked = tmp_path / "xdg-mime"
    asked.write_text("#!/bin/sh\necho thunderbird.desktop\n")
    asked.chmod(0o755)
    assert opens_messages()


def written(
    *,
    to_name: str = "Dupont",
    to_address: str = "dupont@example.org",
    from_name: str = "Martin",
    subject: str = "Facture",
    file: str = "F1.pdf",
) -> bytes:
    draft = Draft(to_name, to_address, from_name, "shop@example.org", subject, "Bonjour\n")
    return write_draft(draft, Attachment(file, b"%PDF"), now=NOW)
