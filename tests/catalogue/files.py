"""Reads and writes the .po files, in an order that makes small differences."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from facturdesk.i18n import CODED, ERROR_CONTEXT
from facturdesk.system.resources import resource
from tests.catalogue.extraction import Text

PLURALS = {"fr": "(n > 1)", "en": "(n != 1)"}
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: FacturDesk\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural={plural};\\n"

"""


def path_of(language: str) -> Path:
    """Give the catalogue file of a language."""
    return resource("locale", language, "LC_MESSAGES", "facturdesk.po")


def read(language: str) -> Catalog:
    """Read the catalogue file of a language."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def updated(language: str, texts: set[Text]) -> str:
    """Give the catalogue file with exactly these texts; what is no longer used is set aside."""
    old = read(language)
    new = Catalog(locale=language, fuzzy=False)
    for text in sorted(texts):
        known = old.get(text.msgid, text.context) or _set_aside(old, text)
        msgid = (text.msgid, text.plural) if text.plural else text.msgid
        flags = known.flags if known else ()
        new.add(msgid, known.string if known else "", context=text.context, flags=flags)
    wanted = {(text.context, text.msgid) for text in texts}
    for message in [*old, *old.obsolete.values()]:
        if message.id and message.string and key_of(message) not in wanted:
            new.obsolete[key_of(message)] = message
    buffer = io.BytesIO()
    write_po(buffer, new, width=0, omit_header=True, no_location=True)
    return HEADER.format(language=language, plural=PLURALS[language]) + buffer.getvalue().decode()


def wanted_in(language: str, texts: set[Text], codes: set[str]) -> set[Text]:
    """Say which texts a language must hold: English has its words in the code already."""
    wanted = texts | {Text(ERROR_CONTEXT, code) for code in codes}
    return {text for text in wanted if language != "en" or text.context in CODED}


def key_of(message: Message) -> tuple[str, str]:
    """Give context and msgid of an entry."""
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", singular


def forms_of(message: Message) -> list[str]:
    """Give what is written in the language: one text, or one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _set_aside(catalog: Catalog, text: Text) -> Message | None:
    matching = [m for m in catalog.obsolete.values() if key_of(m) == (text.context, text.msgid)]
    return matching[0] if matching else None
