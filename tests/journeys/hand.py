"""A user's hand: clicks, chords and filled fields, as Qt events on what is seen, and counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QRadioButton, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.start import Program
from tests.journeys.programs import is_at_rest, wait_for

_LOOK_EVERY_MS: Final = 20
_CLICK: Final = QTest.KeyAction.Click
_PLAIN: Final = Qt.KeyboardModifier.NoModifier
_PATIENCE_MS: Final = 10_000
_MARK: Final = 10  # pixels to the middle of the mark of a box


class Hand:
    """What a user does in the window; `acts` counts clicks and chords, `fields` what is filled."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.acts = 0
        self.fields = 0

    def click(self, name: str) -> None:
        """Click what has this objectName, once it is there and enabled."""
        widget = self.seen(name)
        wait_for(widget.isEnabled)
        self.acts += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=_middle_of(widget))

    def chord(self, keys: str) -> None:
        """Press keys such as `Ctrl+Return`, where the focus is."""
        self.acts += 1
        self._press(keys)

    def fill(self, name: str, text: str) -> None:
        """Type into a field and go on to the next with Tab; one field, no act."""
        field = self.seen(name)
        wait_for(field.isEnabled)
        field.setFocus(Qt.FocusReason.TabFocusReason)  # where Tab would have led
        self.type(text)
        self.fields += 1
        self._press("Tab")

    def type(self, text: str, *, counted: bool = False) -> None:
        """Type where the focus is."""
        self.fields += counted
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focus(), sign)
            else:  # a key of its own on some keyboards, several keys on others
                QTest.sendKeyEvent(_CLICK, self.focus(), Qt.Key.Key_unknown, sign, _PLAIN)

    def go_on(self, keys: str) -> None:
        """Press a key that leads from one field to the next, such as Enter in a line; no act."""
        self._press(keys)

    def answer(self, act: Callable[[], None], *presses: str) -> None:
        """Do what opens a dialog, and press its buttons by name, one after the other."""
        waiting = list(presses)
        timer = QTimer()

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or not waiting:
                return
            button = dialog.findChild(QWidget, waiting[0])
            if button is None or not button.isVisible() or not button.isEnabled():
                return
            waiting.pop(0)
            self.acts += 1
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

        timer.timeout.connect(look)
        timer.start(_LOOK_EVERY_MS)
        act()
        wait_for(lambda: not waiting)
        timer.stop()

    def seen(self, name: str) -> QWidget:
        """Find what has this objectName and is seen, in the window or a dialog over it."""
        found: list[QWidget] = []

        def look() -> bool:
            top = QApplication.activeModalWidget()
            places = [top] if top is not None else QApplication.topLevelWidgets()
            found[:] = [
                widget
                for place in places
                for widget in [place, *place.findChildren(QWidget)]
                if widget.objectName() == name and widget.isVisible()
            ]
            return bool(found)

        try:
            wait_for(look, patience_ms=_PATIENCE_MS)
        except AssertionError:
            raise AssertionError(f"nothing called {name} is seen; {self._names()}") from None
        return found[0]

    def read(self, name: str) -> str:
        """Read what a label says, with plain spaces."""
        self.seen(name)
        return self.said(name)

    def said(self, name: str) -> str:
        """Read what a label says now; nothing where it is not seen."""
        labels = [each for each in QApplication.allWidgets() if each.objectName() == name]
        return next(
            (
                self.plain(each.text())
                for each in labels
                if isinstance(each, QLabel) and each.isVisible()
            ),
            "",
        )

    @staticmethod
    def plain(text: str) -> str:
        """Give a text with plain spaces."""
        return text.replace("\u202f", " ").replace("\u00a0", " ")

    @property
    def words(self) -> Catalogue:
        """The words of the window."""
        return self.program.window.words

    def is_seen(self, name: str) -> bool:
        """Tell whether something of this name is seen now."""
        return any(
            widget.objectName() == name and widget.isVisible()
            for widget in QApplication.allWidgets()
        )

    def focus(self) -> QWidget:
        """Give what has the keyboard."""
        if QApplication.activeWindow() is None:  # offscreen nobody does what a desktop would
            (QApplication.activeModalWidget() or self.program.window).activateWindow()
            wait_for(lambda: QApplication.activeWindow() is not None)
        focus = QApplication.focusWidget()
        assert focus is not None, f"nothing has the keyboard; {self._names()}"
        return focus

    def arrive(self, name: str) -> None:
        """Wait until the keyboard is in a field."""
        try:
            wait_for(lambda: self.focus().objectName() == name, patience_ms=_PATIENCE_MS)
        except AssertionError:
            raise AssertionError(f"not at {name} but at {self.focus()}; {self._names()}") from None

    def rest(self) -> None:
        """Wait until nothing runs."""
        try:
            wait_for(lambda: is_at_rest(self.program))
        except AssertionError:
            workspace = self.program.window.workspace
            lanes = (
                [lane.objectName() for lane in workspace.lanes if lane.busy] if workspace else []
            )
            raise AssertionError(f"no rest: {lanes}; {self._names()}") from None

    def overwrite(self, name: str, text: str) -> None:
        """Type over what a field holds, and go on with Tab."""
        field = self.seen(name)
        wait_for(field.isEnabled)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self._press("Ctrl+A")
        self.type(text)
        self.fields += 1
        self._press("Tab")

    def _press(self, keys: str) -> None:
        sequence = QKeySequence(keys)
        assert sequence.count() == 1, keys
        QTest.keySequence(self.focus(), sequence)
        QApplication.processEvents()

    def _names(self) -> str:
        names = {w.objectName() for w in QApplication.allWidgets() if w.isVisible()}
        return f"seen are: {', '.join(sorted(names - {''}))}"


def _middle_of(widget: QWidget) -> QPoint:
    shown: QRect = widget.visibleRegion().boundingRect()
    if isinstance(widget, QCheckBox | QRadioButton):  # it answers where its mark and words are
        return QPoint(shown.left() + _MARK, shown.center().y())
    return shown.center()
