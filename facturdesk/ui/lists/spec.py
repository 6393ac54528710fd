"""What one list page has of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from facturdesk.i18n import Catalogue
from facturdesk.ui.models.columns import Column
from facturdesk.usecases.listing import ListSource


@dataclass(frozen=True, slots=True)
class ListSpec:
    """The source of a list and its words; texts are msgids of the context `ui`."""

    source: ListSource
    title: str
    columns: Callable[[Catalogue], Sequence[Column]]
    chips: tuple[tuple[str, str], ...]  # of the source, each with its word
    counted: Callable[[Catalogue, int], str]  # « 12 factures »
    selected: Callable[[Catalogue, int], str]  # « 3 factures sélectionnées »
    hint: str  # in the empty search field
    empty_title: str
    empty_sentence: str
    new: str  # the action that makes the first one
    kinds: tuple[str, ...] = field(default=())  # of changes that concern it
    has_period: bool = True
    # the column of the usual order and whether it descends; some chips have their own
    usual_sort: tuple[str, bool] = ("", False)
    chip_sorts: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    new_is_main: bool = True  # the page has a button for it
