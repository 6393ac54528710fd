"""The pages of the help: Markdown files in `resources/help/<language>`, one a topic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facturdesk.i18n import sort_key

INDEX: Final = "index"
NEWS: Final = "news"
# topics that pages name, where another page of the help says it
_SAME_AS: Final = {"documents": "invoice", "draft": "invoice", "home": INDEX, "about": INDEX}
_TITLE: Final = re.compile(r"^# (.+)$", re.MULTILINE)
_LINK: Final = re.compile(r"\]\(([a-z-]+)\.md\)")
_PICTURE: Final = re.compile(r"^!\[[^\]]*\]\(([^)]+)\)\s*$", re.MULTILINE)
_SPACES: Final = re.compile(r"\s+")
_MARKS: Final = re.compile(r"^\s*(?:[-#]+|\d+\.)\s|[*|`>]|-{3,}", re.MULTILINE)
_AROUND: Final = 60  # characters beside what is found


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page."""

    topic: str
    title: str
    text: str  # Markdown


@dataclass(frozen=True, slots=True)
class Found:
    """A page that holds what is searched, with the words around it."""

    page: HelpPage
    excerpt: str


class HelpPages:
    """All pages of a language, read once."""

    def __init__(self, folder: Path, language: str) -> None:
        self.pages: dict[str, HelpPage] = {}
        self.folders = (folder / language, folder)  # where pictures are looked for
        for path in sorted(self.folders[0].glob("*.md")):
            text = path.read_text(encoding="utf-8")
            title = _TITLE.search(text)
            self.pages[path.stem] = HelpPage(path.stem, title[1] if title else path.stem, text)

    def page(self, topic: str) -> HelpPage:
        """Give the page of a topic; the first page where it has none."""
        topic = topic if topic in self.pages else _SAME_AS.get(topic, topic)
        return self.pages.get(topic) or self.pages[INDEX]

    def in_order(self) -> list[HelpPage]:
        """Give the pages as the first one links to them, then those it forgot."""
        first = self.pages[INDEX]
        linked = [topic for topic in _LINK.findall(first.text) if topic in self.pages]
        topics = dict.fromkeys([INDEX, *linked, *self.pages])
        return [self.pages[topic] for topic in topics]

    def search(self, words: str) -> list[Found]:
        """Find the pages that hold all the words, accents and capitals aside."""
        wanted = sort_key(words).split()
        if not wanted:
            return []
        found = []
        for page in self.in_order():
            plain = _plain(page.text)
            whole = sort_key(f"{page.title} {plain}")
            if all(word in whole for word in wanted):
                found.append(Found(page, _excerpt(plain, wanted[0])))

        def rank(each: Found) -> tuple[bool, bool]:
            titled = all(word in sort_key(each.page.title) for word in wanted)
            return each.page.topic == INDEX, not titled

        return sorted(found, key=rank)

    def markdown(self, page: HelpPage) -> str:
        """Give the text to show: a picture that is not there leaves no trace."""

        def kept(picture: re.Match[str]) -> str:
            there = any((folder / picture[1]).is_file() for folder in self.folders)
            return picture[0] if there else ""

        return _PICTURE.sub(kept, page.text)


def _plain(text: str) -> str:
    bare = _PICTURE.sub("", text)
    bare = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", bare)
    bare = _MARKS.sub(" ", _TITLE.sub("", bare, count=1))
    return _SPACES.sub(" ", bare).strip()


def _excerpt(plain: str, word: str) -> str:
    """Give the words around the first that begins as the one searched."""
    pieces = plain.split(" ")
    at = next((rank for rank, piece in enumerate(pieces) if word in sort_key(piece)), 0)
    text = " ".join(pieces[max(at - 6, 0) :])[: _AROUND * 2]
    return f"… {text} …"
