"""The yardstick of the peers: the same document by WeasyPrint, its XML put in by `factur-x`."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from facturx import generate_from_file
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from facturdesk.domain.document import Document
from facturdesk.system.resources import resource
from tests.bench.cii_by_hand import cii
from tests.bench.wording import HEADS, TERMS_TITLE, payment_code, words

_STYLE: Final = """
@font-face { font-family: Paper; src: url(%s); font-weight: 400 }
@font-face { font-family: Paper; src: url(%s); font-weight: 600 }
@page { size: A4; margin: 14mm 20mm 18mm; @bottom-left { content: element(foot) } }
body { font: 9pt Paper } h1 { font-size: 24pt; margin: 0 } b, th { font-weight: 600 }
.foot { position: running(foot); font-size: 7.25pt; border-top: .4pt solid }
.head { display: flex; justify-content: space-between } .notes { font-size: 7.5pt; columns: 2 }
table { width: 100%%; border-collapse: collapse; margin: 4mm 0 } td, th { text-align: right }
td:first-child, th:first-child { text-align: left } tr { break-inside: avoid }
.lines td { border-bottom: .25pt solid #A8B0B2; padding: .8mm 0 }
.pay { border: .9pt solid; display: flex; gap: 5mm; padding: 4mm; break-inside: avoid }
.pay img { width: 25.2mm; height: 25.2mm } .logo { height: 13mm }
"""


def facturx(document: Document, logo: bytes, folder: Path) -> int:
    """Make the file in a folder and return its size."""
    plain, whole = folder / "plain.pdf", folder / "whole.pdf"
    style, fonts = _style()
    HTML(string=_page(document, logo)).write_pdf(plain, stylesheets=[style], font_config=fonts)
    generate_from_file(
        str(plain),
        cii(document),
        flavor="factur-x",
        level="en16931",
        check_xsd=True,
        check_schematron=False,
        output_pdf_file=str(whole),
    )
    return whole.stat().st_size


@cache
def _style() -> tuple[CSS, FontConfiguration]:
    fonts = FontConfiguration()
    faces = [
        resource("fonts", f"SourceSans3-{face}.ttf").as_uri() for face in ("Regular", "SemiBold")
    ]
    return CSS(string=_STYLE % tuple(faces), font_config=fonts), fonts


def _page(document: Document, logo: bytes) -> str:
    said = words(document)
    picture = "data:image/png;base64," + base64.b64encode(logo).decode()
    code = io.BytesIO()
    payment_code(document).save(code, kind="svg", border=0)
    qr = "data:image/svg+xml;base64," + base64.b64encode(code.getvalue()).decode()
    title, *under = said.title
    facts = "".join(f"<div>{_safe(name)} {_safe(value)}</div>" for name, value in said.facts)
    return (
        f'<html lang="fr"><title>{_safe(title)}</title><body>'
        f'<div class="foot">{_safe(said.foot)}</div>'
        f'<div class="head"><div><img class="logo" src="{picture}">{_lines(said.seller)}</div>'
        f"<div><h1>{_safe(title)}</h1><b>{_lines(under)}</b></div></div>"
        f'<div class="head"><div>{facts}</div><div>{_lines(said.customer)}</div></div>'
        f'<table class="lines"><thead>{_row(HEADS, "th")}</thead>'
        f"<tbody>{''.join(_row(row) for row in said.rows)}</tbody></table>"
        f"<table>{''.join(_row(row) for row in said.totals)}</table>"
        f'<div class="pay"><img src="{qr}"><div>{_lines(said.payment[:3])}</div>'
        f"<b>{_lines(said.payment[3:])}</b></div>"
        f"<b>{TERMS_TITLE}</b>"
        f'<div class="notes">{_lines(said.notes)}</div></body></html>'
    )


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"<div>{_safe(text)}</div>" for text in texts)


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{_safe(cell)}</{tag}>" for cell in cells) + "</tr>"


def _safe(text: str) -> str:
    return html.escape(text)
