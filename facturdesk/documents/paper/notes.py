"""The legal texts above the foot in two columns, and the foot with the seller's identity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.sheet import Sheet
from facturdesk.documents.paper.styles import LEFT, MIDDLE, RIGHT
from facturdesk.documents.paper.typesetting import Typesetter
from facturdesk.documents.paper.words import Words
from facturdesk.domain.document import Mention, MentionPlace
from facturdesk.i18n import marked

_LEADING: Final = 3.2
_AFTER_TITLE: Final = 3.6
_PARAGRAPH_GAP: Final = 0.35
_BLOCK_GAP: Final = 2.4
_LAST_BASELINE: Final = 279.0

_FOOT_LEADING: Final = 3.1
_FOOT_LAST: Final = 289.9  # baseline of the second line; a third goes below
_FOOT_ROOM: Final = 155.0  # the number of the page stands at the right
_FOOT_LINES: Final = 2

_TITLES: Final = {
    MentionPlace.TERMS: marked("document", "Terms of payment"),
    MentionPlace.VAT: marked("document", "VAT"),
    MentionPlace.CONSUMER: marked("document", "Consumers"),
    MentionPlace.OTHER: marked("document", "Other mentions"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """A title and its paragraphs, broken into lines."""

    title: str
    paragraphs: list[list[str]]

    @property
    def height(self) -> float:
        """From the baseline of the title to that of the last line (mm)."""
        lines = sum(map(len, self.paragraphs))
        gaps = _PARAGRAPH_GAP * (len(self.paragraphs) - 1)
        return _AFTER_TITLE + (lines - 1) * _LEADING + gaps


@dataclass(frozen=True, slots=True)
class Notes:
    """Blocks in two columns."""

    left: list[Block]
    right: list[Block]

    @property
    def height(self) -> float:
        """From above the first title to the foot (mm); 0 without notes."""
        tallest = max(_column_height(self.left), _column_height(self.right))
        return tallest + 5.0 if tallest else 0.0


def place_notes(job: Job, *, drawn: Sequence[Mention]) -> Notes:
    """Break the mentions into blocks and share them between the columns.

    `drawn` are mentions that stand elsewhere on the page.
    """
    blocks = []
    for place, title in _TITLES.items():
        texts = [m.text for m in job.document.mentions if m.place is place and m not in drawn]
        if texts:
            paragraphs = [job.wrap(text, styles.LEGAL, styles.COLUMN) for text in texts]
            blocks.append(Block(job.words.text("document", title), paragraphs))
    return _shared(blocks)


def draw_notes(sheet: Sheet, notes: Notes, *, bottom: float) -> None:
    """Draw the notes so that their last line stands just above the foot."""
    for x, column in ((LEFT, notes.left), (MIDDLE, notes.right)):
        y = bottom - 0.5 - max(_column_height(notes.left), _column_height(notes.right))
        for block in column:
            y = _draw_block(sheet, block, x, y) + _AFTER_TITLE + _BLOCK_GAP


def foot_lines(setter: Typesetter, mentions: Iterable[Mention]) -> list[str]:
    """Break the identity of the seller into the lines of the foot."""
    lines: list[str] = []
    for mention in mentions:
        if mention.place is not MentionPlace.FOOTER:
            continue
        longer = f"{lines[-1]} · {mention.text}" if lines else mention.text
        if lines and setter.width(longer, styles.FOOT) <= _FOOT_ROOM:
            lines[-1] = longer
        else:
            lines += setter.wrap(mention.text, styles.FOOT, _FOOT_ROOM)
    return lines


def foot_rise(lines: Sequence[str]) -> float:
    """Give how far a foot of many lines rises above its usual place (mm)."""
    return max(0, len(lines) - _FOOT_LINES - 1) * _FOOT_LEADING


def draw_foot(words: Words, sheet: Sheet, lines: list[str], *, page: int, pages: int) -> None:
    """Draw the identity of the seller and the number of the page."""
    rise = foot_rise(lines)
    first = _FOOT_LAST - _FOOT_LEADING - rise
    sheet.rule(LEFT, RIGHT, first - 3.8, weight=styles.THIN)
    sheet.lines(LEFT, first, lines, styles.FOOT, leading=_FOOT_LEADING)
    numbered = words.text("document", "Page {page}/{pages}", page=page, pages=pages)
    sheet.right(RIGHT, first, numbered, styles.LABEL)


def _shared(blocks: list[Block]) -> Notes:
    """Part the blocks in order so that the taller column is as short as can be."""
    if len(blocks) == 1 and len(blocks[0].paragraphs) > 1:
        blocks = _parted(blocks[0])
    splits = [Notes(blocks[:at], blocks[at:]) for at in range(len(blocks), 0, -1)]
    return min(splits, key=lambda notes: notes.height, default=Notes([], []))


def _parted(block: Block) -> list[Block]:
    """Cut a lone block in two; the second half goes on without a title."""
    lines = sum(map(len, block.paragraphs))
    taken, at = 0, 0
    while at < len(block.paragraphs) - 1 and taken < lines / 2:
        taken += len(block.paragraphs[at])
        at += 1
    return [Block(block.title, block.paragraphs[:at]), Block("", block.paragraphs[at:])]


def _column_height(blocks: Sequence[Block]) -> float:
    if not blocks:
        return 0.0
    gaps = (len(blocks) - 1) * (_BLOCK_GAP + _AFTER_TITLE)
    return sum(block.height for block in blocks) + gaps


def _draw_block(sheet: Sheet, block: Block, x: float, y: float) -> float:
    """Draw a block whose title stands on the baseline y; gives the last baseline."""
    sheet.text(x, y, block.title, styles.HEADING)
    base = y + _AFTER_TITLE
    for lines in block.paragraphs:
        sheet.lines(x, base, lines, styles.LEGAL, leading=_LEADING)
        base += len(lines) * _LEADING + _PARAGRAPH_GAP
    return base - _LEADING - _PARAGRAPH_GAP
