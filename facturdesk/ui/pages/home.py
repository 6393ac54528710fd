"""The first page: what is owed, late, received and sold, when money will come, what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facturdesk.ui.backup import backup_folders
from facturdesk.ui.changes import concerns
from facturdesk.ui.home import words as said
from facturdesk.ui.home.links import FIGURES, TO_DO, HomeLinks
from facturdesk.ui.lanes import Latest
from facturdesk.ui.page import Page
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.chart_card import ChartCard
from facturdesk.ui.widgets.charts import Series
from facturdesk.ui.widgets.figures import FigureCard
from facturdesk.ui.widgets.heading import MARGINS, PageHeading
from facturdesk.ui.widgets.to_do import ToDoList
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.ui.help.first_steps import FirstStepsCard
    from facturdesk.ui.home.reading import Glance, Outlook
    from facturdesk.usecases.shop import Shop

_PATIENCE: Final = 1_000  # milliseconds: many changes at once are looked at together
_COUNTED: Final = ("document", "draft", "payment", "party", "company", "backup")
_WIDE: Final = 5  # the charts
_NARROW: Final = 3  # what there is to do
_STEPS_WIDTH: Final = 70 * GRID
_GLYPHS: Final = {
    "drafts": "ph.note-pencil",
    "siren": "ph.identification-card",
    "backup": "ph.hard-drives",
    "tables": "ph.scales",
}


class HomePage(Page):
    """Four figures, two charts and a list; everything leads to what is behind it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("home")
        self._stale = True
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE)
        self._wait.timeout.connect(self._refresh)
        self._glances = Latest["Glance"](workspace.reader, done=self._show_glance, owner=self)
        self._outlooks = Latest["Outlook"](workspace.reader, done=self._show_outlook, owner=self)
        self._links = HomeLinks(self)
        self._heading = PageHeading(self.words.text("ui", "Home"))
        actions = self._links.actions
        self.figures = {
            name: FigureCard(actions[name], self.words.text("ui", title))
            for name, title in FIGURES.items()
        }
        self.months = ChartCard(
            self.words, "months", self.words.text("ui", "Sales and receipts of twelve months")
        )
        self.months.chart.opened.connect(self._links.month)
        self.forecast = ChartCard(
            self.words, "forecast", self.words.text("ui", "To collect in the next 90 days")
        )
        self.forecast.chart.opened.connect(self._links.week)
        self._later = self.forecast.add_words()
        self.late = self.forecast.add_link(actions["overdue"])
        self.to_do = self._to_do_list()
        self.first_steps: FirstStepsCard | None = None
        self._below = QGridLayout()
        self._side = QVBoxLayout()
        self._lay_out()
        workspace.day_changed.connect(self._changed)

    def open(self, argument: object) -> None:
        """Show how the shop stands now."""
        self._refresh()

    def concerned(self, changes: frozenset[str]) -> None:
        """Look again when something that counts was written, a moment later."""
        if concerns(changes, *_COUNTED):
            self._changed()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Override
        """Look again where something changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    @property
    def help_topic(self) -> str:
        """The help about the figures."""
        return "home"

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(GRID * 2)
        for card in self.figures.values():
            cards.addWidget(card, stretch=1)
        below = self._below
        below.setSpacing(GRID * 2)
        below.addWidget(self.months, 0, 0)
        below.addWidget(self.forecast, 1, 0)
        below.addLayout(self._side, 0, 1, 2, 1)
        below.setColumnStretch(0, _WIDE)
        below.setColumnStretch(1, _NARROW)
        below.setRowStretch(0, 1)
        below.setRowStretch(1, 1)
        self._side.setSpacing(GRID * 2)
        self._side.addWidget(self.to_do, stretch=1)
        self._side.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(GRID * 2)
        column.addWidget(self._heading)
        column.addLayout(cards)
        column.addLayout(below, stretch=1)

    def _to_do_list(self) -> ToDoList:
        made = ToDoList(self.words)
        actions = self._links.actions
        made.add("late", actions["overdue"], "ph.warning-circle", meaning="overdue")
        for name, glyph in _GLYPHS.items():
            made.add(name, actions[name], glyph)
        return made

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and not self._wait.isActive():
            self._wait.start()

    def _refresh(self) -> None:
        self._stale = False
        shop = self.workspace.shop
        folders = backup_folders(self.workspace.preferences)
        self._show_day(shop.today)
        self._glances.ask(lambda: _glance(shop, folders))
        self._outlooks.ask(lambda: _outlook(shop))

    def _show_day(self, today: dt.date) -> None:
        day = QDate(today.year, today.month, today.day)
        written = QLocale(self.words.language).toString(day, QLocale.FormatType.LongFormat)
        self._heading.set_title(self.words.text("ui", "Home"), written[:1].upper() + written[1:])

    def _show_glance(self, glance: Glance) -> None:
        self._links.look_at(glance=glance)
        for name, (amount, detail) in said.figures(self.words, glance).items():
            late = name == "overdue" and glance.overdue.count > 0
            self.figures[name].show_figure(amount, detail, meaning="overdue" if late else "")
        for name, (text, detail) in said.to_do(self.words, glance).items():
            self.to_do.show_line(name, text, detail)
            if name in TO_DO:
                self._links.actions[name].setVisible(bool(text))
        self._show_age(glance)

    def _show_age(self, glance: Glance) -> None:
        """Guide who begins: the first steps alone, later beside the first figures."""
        is_empty = glance.age.value == "empty"
        if glance.age.value != "busy" and self.first_steps is None:
            self._add_first_steps()
        for widget in (*self.figures.values(), self.months, self.forecast):
            widget.setVisible(not is_empty)
        self.to_do.setVisible(not is_empty or bool(self.to_do.shown()))
        for place, share in enumerate((0, 0, 1) if is_empty else (_WIDE, _NARROW, 0)):
            self._below.setColumnStretch(place, share)
        if self.first_steps is not None:
            self.first_steps.setMinimumWidth(_STEPS_WIDTH if is_empty else 0)
            guided = glance.age.value != "busy" and not self.first_steps.is_done
            self.first_steps.setVisible(guided)

    def _add_first_steps(self) -> None:
        from facturdesk.ui.help.first_steps import FirstStepsCard

        self.first_steps = FirstStepsCard(self.workspace)
        self.first_steps.finished.connect(self.first_steps.hide)
        self.first_steps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._side.insertWidget(0, self.first_steps)

    def _show_outlook(self, outlook: Outlook) -> None:
        self._links.look_at(outlook=outlook)
        words, ahead = self.words, outlook.forecast
        sales = Series(words.text("ui", "sales"), "accent")
        receipts = Series(words.text("ui", "receipts"), "quiet_ink")
        due = Series(words.text("ui", "to collect"), "to_collect")
        self.months.chart.show_bars((sales, receipts), said.month_bars(words, outlook.months))
        self.forecast.chart.show_bars((due,), said.week_bars(words, ahead.weeks))
        late = said.already_late(words, ahead.late_minor)
        self.late.setText(late)
        self.late.setAccessibleName(late)
        self.late.setVisible(bool(late))
        self._later.setText(said.later(words, ahead.later_minor))


def _glance(shop: Shop, folders: Sequence[Path]) -> Glance:
    from facturdesk.ui.home.reading import glance

    return glance(shop, folders)


def _outlook(shop: Shop) -> Outlook:
    from facturdesk.ui.home.reading import outlook

    return outlook(shop)


PAGE = HomePage
