"""Brings the catalogue files up to date with the code and says what is to be written."""

from __future__ import annotations

from facturdesk.i18n import LANGUAGES
from tests.catalogue.extraction import error_codes, texts_in_code
from tests.catalogue.files import forms_of, key_of, path_of, read, updated, wanted_in


def main() -> None:
    """Update every language."""
    texts, codes = texts_in_code(), error_codes()
    for language in LANGUAGES:
        path = path_of(language)
        path.write_text(updated(language, wanted_in(language, texts, codes)), encoding="utf-8")
        missing = [key_of(m) for m in read(language) if m.id and not all(forms_of(m))]
        print(f"{language}: {len(missing)} to write")
        for context, msgid in missing:
            print(f"    {context}: {msgid}")


if __name__ == "__main__":
    main()
