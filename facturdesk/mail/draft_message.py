"""Writes a message as a file that mail programs open as a draft, ready to be sent."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes along, and its file name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to write; an address that is none is left for the user to fill in."""

    to_name: str
    to_address: str
    from_name: str
    from_address: str
    subject: str
    text: str


def write_draft(draft: Draft, attachment: Attachment, *, now: dt.datetime) -> bytes:
    """Write the message (RFC 5322): `X-Unsent` makes programs open it for editing.

    Line feeds in names and subjects are spaces: nobody adds a header by what they are called.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"  # Outlook, Windows Mail, Thunderbird
    message["X-Uniform-Type-Identifier"] = "com.apple.mail-draft"  # Apple Mail
    message["Date"] = format_datetime(now)
    for header, name, address in (
        ("From", draft.from_name, draft.from_address),
        ("To", draft.to_name, draft.to_address),
    ):
        if written := read_address(name, address):
            message[header] = written
    message["Subject"] = one_line(draft.subject)
    message.set_content(draft.text, cte="quoted-printable")
    message.add_attachment(
        attachment.content,
        maintype="application",
        subtype="pdf",
        filename=one_line(attachment.name),
    )
    return message.as_bytes()


def read_address(name: str, address: str) -> Address | None:
    """Give an address with the name of its owner; None where it cannot be one."""
    bare = address.strip()
    if not bare.isascii() or _SPACES.search(bare) or bare.count("@") != 1:
        return None
    try:
        found = Address(addr_spec=bare)
        return Address(one_line(name), found.username, found.domain) if found.domain else None
    except (ValueError, IndexError, MessageError):  # the parser raises either on broken syntax
        return None


def one_line(text: str) -> str:
    """Give a text in one line, without controls."""
    return _SPACES.sub(" ", text).strip()
