"""Makes a shop on one screen: the questions on the left, its paper on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.dialogs.files import ask_target
from facturdesk.ui.settings.logo_field import LogoField
from facturdesk.ui.theme import GRID
from facturdesk.ui.welcome.company_form import CompanyForm
from facturdesk.ui.welcome.host import Host
from facturdesk.ui.widgets.company_paper import CompanyPaper

if TYPE_CHECKING:
    from facturdesk.usecases.setup import Proposals

_FORM_WIDTH: Final = 600
_NAME_WIDTH: Final = 160  # of the file name shown
_CHECKED_WHEN_LEFT: Final = ("siret", "bank.iban", "numbering.next_invoice")
_TAUGHT: Final = {"siret", "address.postcode", "address.city"}  # others follow from these
_KEY: Final = "Ctrl+Return"


class Assistant(QWidget):
    """`created` names the data file made; `left` goes back."""

    created = Signal(object)  # Path
    left = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("assistant")
        self._host = host
        self._place: Path | None = None  # chosen by the user
        self._logo = LogoField(host.words, host.feedback, host.work)
        self._form = CompanyForm(host.words, host.feedback, self._logo)
        self._paper = CompanyPaper(
            host.helper, host.words, rulebook=host.desk.rulebook, today=host.desk.today
        )
        self._back, self._create, self._change = self._make_buttons()
        self._where = QLabel()
        self._where.setProperty("look", "quiet")
        self._lay_out()
        self._form.edited.connect(self._edited)
        for field in _CHECKED_WHEN_LEFT:
            self._form.input(field).editingFinished.connect(lambda each=field: self._check(each))
        shortcut = QShortcut(QKeySequence(_KEY), self)
        shortcut.activated.connect(self._create.click)

    def begin(self) -> None:
        """Show the form, ready to be typed in."""
        self._form.focus_first()
        self._follow()

    def _make_buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        text = self._host.words.text
        back = QPushButton(text("ui", "Back"))
        create = QPushButton(text("ui", "Create my shop"))
        create.setProperty("look", "main")
        create.setToolTip(QKeySequence(_KEY).toString(QKeySequence.SequenceFormat.NativeText))
        change = QPushButton(text("ui", "Change…"))
        change.setProperty("look", "quiet")
        change.setAccessibleName(text("ui", "Change where the data file goes"))
        for name, button, slot in (
            ("back", back, self.left.emit),
            ("create", create, self._make),
            ("change_place", change, self._choose_place),
        ):
            button.setObjectName(f"assistant.{name}")
            button.setAutoDefault(True)
            button.clicked.connect(slot)
        return back, create, change

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setObjectName("assistant.scroll")
        scroll.setWidget(self._form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._form.unfolded.connect(
            lambda widget: QTimer.singleShot(
                0, scroll, lambda: scroll.ensureWidgetVisible(widget, 0, GRID * 3)
            )
        )
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._back)
        foot.addWidget(self._where, 1)
        foot.addWidget(self._change)
        foot.addWidget(self._create)
        left = QWidget()
        left.setFixedWidth(_FORM_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(GRID * 3, 0, GRID, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(self._paper, 1)

    def _edited(self, field: str) -> None:
        if field in _TAUGHT:
            self._teach(field)
        if field in ("legal_name", "trade_name"):
            self._show_place()
        self._follow()

    def _teach(self, field: str) -> None:
        """Fill what follows from the field just typed."""
        found = self._proposals()
        if field == "siret":
            self._form.show_known(found.siren, found.vat_number)
        if field == "address.postcode":
            self._propose_town()
            found = self._proposals()
        self._form.propose("rcs_city", found.rcs_city)

    def _propose_town(self) -> None:
        from facturdesk.usecases.towns import towns_of

        postcode = self._form.input("address.postcode").text()
        towns = towns_of(postcode)
        self._form.offer_towns(towns)

    def _proposals(self) -> Proposals:
        from facturdesk.usecases.setup import propose

        return propose(self._form.values(), self._host.desk.rulebook(), self._host.desk.today())

    def _values(self) -> dict[str, object]:
        from facturdesk.usecases.setup import completed

        return completed(self._form.values(), self._host.desk.rulebook(), self._host.desk.today())

    def _follow(self) -> None:
        from facturdesk.usecases.setup import first_number

        values = self._values()
        self._show_place()
        self._form.show_next(first_number(values, self._host.desk.today()))
        self._paper.follow(values, self._picture())

    def _picture(self) -> bytes:
        logo = self._logo.value()
        return logo if isinstance(logo, bytes) else b""

    def _check(self, field: str) -> None:
        """Say what is wrong with a field that was just left, unless it is empty."""
        from facturdesk.usecases.setup import faults

        if self._form.input(field).value() is not None:
            found = [problem for problem in faults(self._values()) if problem.field == field]
            self._form.mark(field, found)

    def _target(self) -> Path:
        from facturdesk.usecases.setup import proposed_place

        values = self._form.values()
        name = str(values.get("trade_name") or values.get("legal_name") or "")
        return self._place or proposed_place(self._host.desk.documents, name)

    def _show_place(self) -> None:
        target = self._target()
        room = self.fontMetrics()
        shown = room.elidedText(target.name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        self._where.setText(self._host.words.text("ui", "File: {file}", file=shown))
        self._where.setToolTip(str(target))

    def _choose_place(self) -> None:
        text = self._host.words.text
        ask_target(
            self,
            text("ui", "Where the data file goes"),
            kinds=text("ui", "FacturDesk files (*.facturdesk)"),
            target=self._target(),
            chosen=self._place_chosen,
        )

    def _place_chosen(self, path: Path) -> None:
        self._place = path
        self._show_place()

    def _make(self) -> None:
        from facturdesk.usecases.setup import new_shop

        desk, values, logo, target = (
            self._host.desk,
            self._values(),
            self._picture(),
            self._target(),
        )
        stamp, state = desk.stamp(), desk.state()
        self._create.setEnabled(False)
        self._host.work.run(
            lambda: new_shop(target, values, logo, stamp=stamp, state=state),
            done=self._made,
            failed=self._refused,
            owner=self,
        )

    def _made(self, path: Path) -> None:
        self._create.setEnabled(True)
        self.created.emit(path)

    def _refused(self, error: Exception) -> None:
        self._create.setEnabled(True)
        problems = error.problems if isinstance(error, ActionableError) else ()
        elsewhere = self._form.show_problems(problems)
        if elsewhere or not problems:
            self._host.feedback.show(error)
