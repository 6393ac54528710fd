"""Draws the icon of the program in every size and format, from its SVG.

    .venv/bin/python packaging/icons.py

The pictures are kept beside the SVG: building a package draws nothing.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS: Final = Path(__file__).resolve().parents[1] / "resources" / "icons"
SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)
KEPT: Final = (48, 256)  # as PNG: the window, the desktop


def main() -> None:
    """Draw them all."""
    QGuiApplication([])
    drawn = {size: _drawn(size) for size in SIZES}
    for size in KEPT:
        drawn[size].save(ICONS / f"facturdesk-{size}.png", optimize=True)
    small = [drawn[size] for size in SIZES if size <= 256]
    small[-1].save(ICONS / "facturdesk.ico", append_images=small[:-1], bitmap_format="png")
    drawn[512].save(ICONS / "facturdesk.icns", append_images=[drawn[size] for size in SIZES[:-1]])


def _drawn(size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "facturdesk.svg")).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(content.data()))).convert("RGBA")


if __name__ == "__main__":
    main()
