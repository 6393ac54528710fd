"""The main window: navigation, top bar, pages, status line; all but the opening of data files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facturdesk.i18n import Catalogue
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.menus import Menus
from facturdesk.ui.navigation import Navigation
from facturdesk.ui.notice_bar import NoticeBar
from facturdesk.ui.pages import spec_of
from facturdesk.ui.preferences import Preferences
from facturdesk.ui.status_line import StatusLine
from facturdesk.ui.top_bar import TopBar

if TYPE_CHECKING:  # loaded after the first paint
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from facturdesk.ui.page import Page
    from facturdesk.ui.page_stack import PageStack
    from facturdesk.ui.toast import Toast
    from facturdesk.ui.workspace import Workspace

SMALLEST: Final = (900, 460)  # pages scroll; a usual screen at 200 % has no more room
_FIRST_SIZE: Final = (1280, 720)
_GEOMETRY: Final = "window/geometry"


class MainWindow(QMainWindow):
    """The frame is made and painted first; `complete` adds what is not seen at once.

    `adopt` puts an open shop into it.
    """

    painted = Signal()  # once, after the first paint
    close_wanted = Signal()  # by the user; nothing is closed yet

    def __init__(self, words: Catalogue, preferences: Preferences, feedback: Feedback) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("FacturDesk")
        self.setMinimumSize(*SMALLEST)
        self.words = words
        self.preferences = preferences
        self.feedback = feedback
        self.workspace: Workspace | None = None
        self.pages: PageStack | None = None
        self.menus = Menus(self.menuBar(), words, self)
        self.toast: Toast | None = None
        self._over: QWidget | None = None
        self._has_search = False
        self._seen = False
        self._may_close = False
        self._build()
        feedback.window = self

    def _build(self) -> None:
        self.navigation = Navigation(self.words)
        self.navigation.wanted.connect(self.go)
        self.top = TopBar(self.words)
        self.notice = NoticeBar()
        self.status = StatusLine(self.words)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.top)
        self._pages: QWidget = QWidget()
        self._middle.addWidget(self._pages, stretch=1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.navigation)
        upper.addLayout(self._middle, stretch=1)
        upper.setContentsMargins(0, 0, 0, 0)
        self._shell = QWidget()
        self._shell.setLayout(upper)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._shell)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._whole, stretch=1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def complete(self) -> None:
        """Make the menus work, draw the icons; done by itself after the first paint."""
        if self.toast is not None:
            return
        from facturdesk.ui.toast import Toast
        from facturdesk.ui.window_actions import WindowActions

        self.toast = Toast(self._whole)
        self.feedback.toast.connect(self.toast.say)
        self.feedback.offered.connect(self.toast.offer)
        self.menus.fill()
        self.menus.connect_all(WindowActions(self).slots)
        action = self.menus.action
        self.top.complete(back=action("back"), new_invoice=action("new_invoice"))
        self.navigation.show_icons()

    # -- an open shop

    def adopt(self, workspace: Workspace, *, search: bool = True) -> None:
        """Show an open shop; without its search, `add_search` adds it later."""
        from facturdesk.ui.page_stack import PageStack

        self.complete()
        self.release()
        self.workspace = workspace
        self.pages = PageStack(workspace)
        self._put_pages(self.pages)
        self.pages.shown.connect(self._page_shown)
        workspace.activities.started.connect(self.status.watch)
        workspace.hub.changed.connect(self._retitle)
        self.status.show_file(workspace.shop.store.path)
        self.show_shell()
        if search:
            self.add_search()

    def add_search(self) -> None:
        """Put the search of the open shop into the top bar, if it is not there yet."""
        if self.workspace is None or self._has_search:
            return
        from facturdesk.ui.widgets.global_search import GlobalSearch

        self._has_search = True
        search = GlobalSearch(self.workspace, self.menus.offered)
        search.left.connect(self._leave_search)
        self.top.put_search(search)

    def release(self) -> None:
        """Show no shop any more."""
        if self.workspace is None:
            return
        self.workspace = self.pages = None
        for dialog in self.findChildren(QDialog):  # it would write to a file that is closed
            dialog.hide()
            dialog.deleteLater()
        self._has_search = False
        self.top.put_search(None)
        self._put_pages(QWidget())
        self.status.clear()
        self.notice.clear()
        self.menus.have_shop(is_open=False)
        self.setWindowTitle("FacturDesk")

    def go(self, name: str, argument: object = None) -> None:
        """Show a page of the open shop."""
        if self.pages is not None and not self.pages.go(name, argument):
            self._mark(self.pages.name)  # not the button that was pressed

    def show_over(self, widget: QWidget) -> None:
        """Show something instead of the whole shell, such as the welcome."""
        self.complete()
        self.show_shell()
        self.menus.have_shop(is_open=False)
        self._over = widget
        self._whole.addWidget(widget)
        self._whole.setCurrentWidget(widget)
        self.setWindowTitle("FacturDesk")

    def show_shell(self) -> None:
        """Show the shell again."""
        self._whole.setCurrentWidget(self._shell)
        if self._over is not None:
            self._whole.removeWidget(self._over)
            self._over.deleteLater()
            self._over = None
        if self.pages is not None:
            self.menus.have_shop(is_open=True)
            self.menus.action("back").setEnabled(self.pages.can_go_back)
            self.menus.show_page(self.pages.page)
            self._retitle()

    def _leave_search(self) -> None:
        if self.pages is not None and self.pages.page is not None:
            self.pages.page.setFocus()

    def _put_pages(self, pages: QWidget) -> None:
        self._middle.replaceWidget(self._pages, pages)
        self._pages.hide()
        self._pages.deleteLater()
        self._pages = pages

    def _page_shown(self, name: str, page: Page) -> None:
        self._mark(name)
        self.menus.show_page(page)
        assert self.pages is not None
        self.menus.action("back").setEnabled(self.pages.can_go_back)
        self._retitle()

    def _mark(self, name: str) -> None:
        if not name:
            return
        self.navigation.show_page(name, below=spec_of(name).below)

    def _retitle(self) -> None:
        if self.pages is None or self.pages.page is None:
            return
        spec = spec_of(self.pages.name)
        title = self.pages.page.title or (self.words.text("ui", spec.title) if spec.title else "")
        self.setWindowTitle(f"{title} – FacturDesk" if title else "FacturDesk")

    # -- the window itself

    def open_as_last_time(self) -> None:
        """Show the window with the size and place it had; the first time, maximised."""
        geometry = self.preferences.get_bytes(_GEOMETRY)
        self.resize(*_FIRST_SIZE)
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.showMaximized()
        else:
            self.show()

    def keep_geometry(self) -> None:
        """Keep size and place for the next start."""
        self.preferences.put_bytes(_GEOMETRY, self.saveGeometry())

    def raise_up(self) -> None:
        """Bring the window in front of the others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def close_for_good(self) -> None:
        """Close; nobody is asked any more."""
        self._may_close = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override QWidget::paintEvent
        """Tell that the window is seen, the first time."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._first_seen)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Override QWidget::closeEvent
        """Leave it to the session: there is work to end first."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_wanted.emit()

    def _first_seen(self) -> None:
        self.painted.emit()
        self.complete()  # while the data file is being opened
