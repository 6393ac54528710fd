"""The window as the pictures are taken: what can be done in it, and what is pictured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from facturdesk.ui.start import Program
from facturdesk.ui.widgets.paper_view import PaperView
from facturdesk.usecases.shop import Shop
from tests.journeys.programs import is_at_rest, pause, wait_for

SIZE: Final = QSize(1280, 720)
LANES: Final = ("reader", "writer", "helper", "printing", "quick", "batch")
SETTLED_MS: Final = 500  # the paper follows a little later


@dataclass(frozen=True, slots=True)
class Stage:
    """The program, dressed, at work on a shop."""

    program: Program

    @property
    def shop(self) -> Shop:
        """The open shop."""
        session = self.program.session
        assert session is not None
        assert session.workspace is not None
        return session.workspace.shop

    def go(self, page: str, argument: object = None) -> None:
        """Show a page and let it come to rest."""
        self.program.window.go(page, argument)
        self.rest()

    def do(self, name: str) -> None:
        """Trigger an action of the window or of its page, by its name."""
        found = [action for action in self._actions() if action.objectName() == name]
        assert found, f"there is no action {name}"
        assert found[0].isEnabled(), f"{name} cannot be done"
        found[0].trigger()
        self.rest()

    def press(self, name: str) -> None:
        """Click what has this name."""
        QTest.mouseClick(self.widget(name), Qt.MouseButton.LeftButton)
        self.rest()

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(self._focus(), text)
        self.rest()

    def enter(self) -> None:
        """Press Enter where the keyboard is."""
        QTest.keyClick(self._focus(), Qt.Key.Key_Return)
        self.rest()

    def widget(self, name: str) -> QWidget:
        """Find what has this name and is seen."""
        found = [
            widget
            for widget in QApplication.allWidgets()
            if widget.objectName() == name and widget.isVisible()
        ]
        assert found, f"nothing called {name} is seen"
        return found[0]

    def rest(self) -> None:
        """Let the window come to rest."""
        for settled_ms in (SETTLED_MS, 0):
            try:
                wait_for(lambda: is_at_rest(self.program))
            except AssertionError:
                raise AssertionError(f"still at work: {self._at_work()}") from None
            pause(settled_ms)

    def wait_for_paper(self) -> None:
        """Wait until the paper that is shown has something on it."""

        def drawn() -> bool:
            views = self.program.window.findChildren(PaperView)
            return any(view.isVisible() and view.page_count for view in views)

        wait_for(drawn)
        self.rest()

    def picture(self) -> QPixmap:
        """Picture the window with the windows that lie over it, as on a screen."""
        window = self.program.window
        shown = window.grab()
        painter = QPainter(shown)
        for over in self.over():
            place = (window.rect().center() - over.rect().center()) if over.isWindow() else QPoint()
            if over.windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup:
                place = window.mapFromGlobal(over.pos())
            painter.fillRect(
                over.rect().translated(place).adjusted(-1, -1, 1, 1), Qt.GlobalColor.gray
            )
            painter.drawPixmap(place, over.grab())
        painter.end()
        return shown

    def over(self) -> list[QWidget]:
        """Give the windows over the main one."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget is not self.program.window
        ]

    def clear(self) -> None:
        """Close what lies over the window."""
        for over in self.over():
            if isinstance(over, QDialog):
                over.reject()
            else:
                over.close()
        search = self.program.window.findChild(QLineEdit, "search")
        if search is not None:
            search.clear()
        self.rest()

    def save(self, target: Path) -> None:
        """Keep the picture."""
        self.picture().save(str(target))

    def _at_work(self) -> list[str]:
        session = self.program.session
        assert session is not None
        workspace = session.workspace
        return [
            name
            for name in LANES
            if getattr(workspace, name, None) and getattr(workspace, name).busy
        ]

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the keyboard"
        return focus

    def _actions(self) -> list[QAction]:
        window = self.program.window
        pages = window.pages
        page = pages.page if pages is not None else None
        return [*(page.findChildren(QAction) if page else []), *window.findChildren(QAction)]


def dressed(program: Program, theme: str, size: QSize = SIZE) -> Stage:
    """Show the window of a size in a theme."""
    program.preferences.put("theme", theme)
    program.follow_theme()
    program.window.showNormal()
    program.window.resize(size)
    return Stage(program)
