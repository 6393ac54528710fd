"""The help in its own window: pages at the left, search over them, offline."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from facturdesk.i18n import Catalogue
from facturdesk.ui.help.pages import HelpPage, HelpPages
from facturdesk.ui.theme import GRID, ROW_HEIGHT, tokens

_SIZE: Final = QSize(960, 680)
_LIST_WIDTH: Final = 264
_LINE_HEIGHT: Final = 125.0  # per cent
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_PICTURE: Final = "\ufffc"  # what stands for it in the text
_TOPIC: Final = Qt.ItemDataRole.UserRole


class HelpViewer(QWidget):
    """Shows a topic; a window of its own that stays beside the work."""

    def __init__(self, help_folder: Path, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setWindowTitle(words.text("ui", "Help"))
        self.resize(_SIZE)
        self._words = words
        self._pages = HelpPages(help_folder, words.language)
        self._search = QLineEdit()
        self._search.setObjectName("help.search")
        self._search.setAccessibleName(words.text("ui", "Search the help"))
        self._search.setPlaceholderText(words.text("ui", "Search the help"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._list_pages)
        self._search.returnPressed.connect(self._open_first)
        self._list = QListWidget()
        self._list.setObjectName("help.pages")
        self._list.setAccessibleName(words.text("ui", "Pages of the help"))
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setWordWrap(True)
        self._list.setSpacing(2)
        self._list.currentItemChanged.connect(self._chosen)
        self._text = _Browser(self._pages.folders)
        self._text.setObjectName("help.text")
        self._text.setAccessibleName(words.text("ui", "Help"))
        self._text.anchorClicked.connect(self._follow)
        self._shown: HelpPage | None = None
        self._lay_out()
        self._list_pages()
        for key, slot in (("Escape", self.close), ("Ctrl+F", self._search.setFocus)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    @property
    def topic(self) -> str:
        """The topic of the page shown."""
        return self._shown.topic if self._shown else ""

    def show_topic(self, topic: str) -> None:
        """Show the page of a topic, and come to the front."""
        self._search.clear()
        self._open(self._pages.page(topic))
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus()

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(GRID, GRID, 0, GRID)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(left)
        row.addWidget(self._text, 1)

    def _list_pages(self) -> None:
        """List all pages, or those that hold what is searched."""
        words = self._search.text()
        self._list.blockSignals(True)
        self._list.clear()
        if words.strip():
            found = self._pages.search(words)
            for each in found:
                self._add(each.page, f"{each.page.title}\n{each.excerpt}")
            if not found:
                nothing = QListWidgetItem(self._words.text("ui", "Nothing was found."))
                nothing.setFlags(Qt.ItemFlag.NoItemFlags)
                self._list.addItem(nothing)
        else:
            for page in self._pages.in_order():
                self._add(page, page.title)
        self._list.blockSignals(False)

    def _add(self, page: HelpPage, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(_TOPIC, page.topic)
        if "\n" not in words:
            item.setSizeHint(QSize(_LIST_WIDTH - GRID * 4, ROW_HEIGHT))
        self._list.addItem(item)

    def _open(self, page: HelpPage) -> None:
        if page is not self._shown:
            self._shown = page
            self._text.show_markdown(self._pages.markdown(page))
        self._mark_words()
        for row in range(self._list.count()):
            item = self._list.item(row)
            if item.data(_TOPIC) == page.topic:
                self._list.blockSignals(True)
                self._list.setCurrentRow(row)
                self._list.blockSignals(False)

    def _mark_words(self) -> None:
        """Go to the first of the words searched."""
        words = self._search.text().split()
        if words:
            self._text.moveCursor(self._text.textCursor().MoveOperation.Start)
            self._text.find(words[0])

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_TOPIC):
            self._open(self._pages.page(item.data(_TOPIC)))

    def _open_first(self) -> None:
        if self._list.count():
            self._list.setCurrentRow(0)

    def _follow(self, link: QUrl) -> None:
        """Go to another page; what leads elsewhere is for the browser of the system."""
        if link.isRelative():
            self._search.clear()
            self._open(self._pages.page(link.path().removesuffix(".md")))
        else:
            QDesktopServices.openUrl(link)


class _Browser(QTextBrowser):
    """Shows Markdown with the pictures of the help, no wider than a line."""

    def __init__(self, folders: Iterable[Path]) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setSearchPaths([str(folder) for folder in folders])
        self.document().setDocumentMargin(GRID * 3)

    def show_markdown(self, text: str) -> None:
        """Show a page from its beginning."""
        document = self.document()
        document.setDefaultStyleSheet(f"a {{ color: {tokens().accent}; }}")
        document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._give_room(document)
        self.moveCursor(self.textCursor().MoveOperation.Start)

    @staticmethod
    def _give_room(document: QTextDocument) -> None:
        """Set lines apart, and paragraphs and headings more: Markdown has none of it."""
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            form = block.blockFormat()
            if _PICTURE not in block.text():  # the line of a picture is high enough
                form.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
            form.setTopMargin(GRID * 2 if form.headingLevel() > 1 else GRID // 2)
            form.setBottomMargin(GRID // 2)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            block = block.next()
