"""The VAT of an item: a rate in force, or a case of the shop's regime."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from facturdesk.domain.money import RATE_PLACES, format_rate, parse_scaled
from facturdesk.domain.vat_cases import Offer
from facturdesk.i18n import Catalogue
from facturdesk.ui.inputs import ChoiceInput
from facturdesk.ui.vat_words import offer_words
from facturdesk.usecases.item_choices import ItemVat

_NONE = ItemVat((), "", 0)


class VatInput(ChoiceInput):
    """Its value is the part of `item.json` that says the VAT; nothing for the standard rate.

    So an item at the standard rate follows the law when that changes.
    """

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        self._words = words
        self._vat = _NONE
        super().__init__((), parent)

    @property
    def rate_bp(self) -> int:
        """The rate that is chosen; 0 where no VAT is charged."""
        value = self.value()
        told = value if isinstance(value, Mapping) else {}
        if told.get("vat_case"):
            return 0
        rate = told.get("vat_rate")
        return self._vat.standard_rate_bp if rate is None else _scaled(str(rate))

    def set_vat(self, vat: ItemVat) -> None:
        """Offer what the shop may choose from on the day."""
        self._vat = vat
        self.set_value(self.value())

    def set_value(self, value: object) -> None:
        """Choose a VAT; one that is not offered any more is added."""
        wanted = self._plain(value)
        choices = [self._choice(offer) for offer in self._vat.offers]
        if wanted and wanted not in [each for each, _ in choices]:
            choices.append((wanted, self._old_words(wanted)))
        self.clear()
        self._values = []
        for each, words in choices:
            self._values.append(each)
            self.addItem(words)
        super().set_value(wanted)

    def _choice(self, offer: Offer) -> tuple[object, str]:
        return self._of(offer), offer_words(offer, self._words, implied=self._vat.implied)

    def _of(self, offer: Offer) -> dict[str, str]:
        rate = None if offer.rate_bp is None else format_rate(offer.rate_bp)
        return self._plain({"vat_rate": rate, "vat_case": offer.case})

    def _plain(self, value: object) -> dict[str, str]:
        """Write a VAT in one way only."""
        told = value if isinstance(value, Mapping) else {}
        if told.get("vat_case"):
            return {"vat_case": str(told["vat_case"])}
        rate = told.get("vat_rate")
        if rate is None or (
            not self._vat.implied and _scaled(str(rate)) == self._vat.standard_rate_bp
        ):
            return {}
        return {"vat_rate": format_rate(_scaled(str(rate)))}

    def _old_words(self, value: Mapping[str, str]) -> str:
        if "vat_rate" in value:
            percent = self._words.percent(_scaled(value["vat_rate"]))
            return self._words.text("ui", "{rate} (not in force)", rate=percent)
        return offer_words(Offer(None, value.get("vat_case", "")), self._words)


def _scaled(rate: str) -> int:
    return parse_scaled(rate, RATE_PLACES)
