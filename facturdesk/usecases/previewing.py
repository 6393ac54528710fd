"""The paper as pictures: of a draft while it is written, of a shop being set up, of originals.

All of it is drawn in the helper process: call it in the lane that waits for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from facturdesk.documents.rasterising import PageImage
from facturdesk.domain.cards import Company
from facturdesk.domain.freezing import sketch
from facturdesk.domain.parties import Address, Customer, CustomerKind
from facturdesk.domain.resolving import Issue, estimate
from facturdesk.domain.rulebook import Rulebook
from facturdesk.domain.sale import Nature, Sale, SaleLine
from facturdesk.i18n import Catalogue
from facturdesk.storage import codec
from facturdesk.system.helper_process import Job, kind_of, shared_helper
from facturdesk.usecases import preview_job
from facturdesk.usecases.drafting import Ground, ground
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import original

__all__ = ["PageImage", "Pages"]

Pages: TypeAlias = list[PageImage]

WIDTH: Final = 900  # dots across a page, unless asked otherwise
_LARGEST: Final = 3_000


def preview_sale(shop: Shop, sale: Sale, *, width: int = WIDTH) -> Pages:
    """Draw the paper that a draft would give, as far as it goes.

    Raises:
        InputRefused: a text cannot be printed, or the logo.
    """
    return _whole(preview_draft(ground(shop, sale), sale, width=width))


def preview_draft(
    on: Ground, sale: Sale, *, width: int = WIDTH, only: range | None = None
) -> Sequence[PageImage | None]:
    """Draw the same without reading the data file; of pages that are not among `only`, None.

    Raises:
        InputRefused: a text cannot be printed, or the logo.
    """
    return _drawn(sale, on.issue(sale), on.company.logo, width=width, only=only)


def preview_company(
    company: Company,
    rulebook: Rulebook,
    today: dt.date,
    catalogue: Catalogue,
    *,
    width: int = WIDTH,
) -> Pages:
    """Draw a sample invoice of a shop, which need not be kept yet.

    Raises:
        InputRefused: a text cannot be printed, or the logo.
    """
    sale = _sample(company, catalogue)
    issue = Issue(company.seller, rulebook, today)
    return _whole(_drawn(sale, issue, company.logo, width=width))


def original_pages(shop: Shop, number: str, *, width: int = WIDTH) -> Pages:
    """Give the pages of an original, as they were stored.

    Raises:
        DocumentUnknown, OriginalMissing: there is none.
    """
    return _whole(_asked(preview_job.show, {"only": None}, original(shop, number), width))


def _drawn(
    sale: Sale, issue: Issue, logo: bytes, *, width: int, only: range | None = None
) -> Sequence[PageImage | None]:
    document = sketch(sale, issue, estimate(sale, issue))
    head = {
        "document": codec.dump(document),
        "sale": codec.dump(sale),
        "only": None if only is None else (only.start, only.stop),
    }
    return _asked(preview_job.draw, head, logo, width)


def _whole(pages: Sequence[PageImage | None]) -> Pages:
    return [page for page in pages if page is not None]


def _asked(
    job: Job, head: Mapping[str, object], body: bytes, width: int
) -> Sequence[PageImage | None]:
    wanted = {**head, "width": max(100, min(width, _LARGEST))}
    answer = shared_helper().call(kind_of(job), preview_job.pack(wanted, body))
    return preview_job.read_answer(answer)


def _sample(company: Company, catalogue: Catalogue) -> Sale:
    """Make a sale that shows what an invoice of the shop has."""
    nature = Nature.SERVICE if company.seller.activity == "services" else Nature.GOODS
    customer = Customer(
        CustomerKind.FIRM,
        catalogue.text("ui", "Your customer"),
        siren="552100554",
        address=Address("1 rue de la Paix", "", "75002", "Paris"),
    )
    lines = (
        SaleLine(
            name=catalogue.text("ui", "What you sell"), nature=nature, unit_price_e6=120_000_000
        ),
        SaleLine(
            name=catalogue.text("ui", "Something else"),
            nature=nature,
            quantity_e4=30_000,
            unit_price_e6=24_500_000,
        ),
    )
    return Sale(customer, lines)
