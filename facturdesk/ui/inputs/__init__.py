"""Fields a user fills: each gives and takes values as use cases read and write them."""

from __future__ import annotations

from facturdesk.ui.inputs.choices import ChoiceInput, FlagInput
from facturdesk.ui.inputs.colours import ColourInput
from facturdesk.ui.inputs.dates import DateInput
from facturdesk.ui.inputs.field import Input
from facturdesk.ui.inputs.numbers import (
    AmountInput,
    PriceInput,
    QuantityInput,
    RateInput,
    WholeInput,
)
from facturdesk.ui.inputs.radios import RadioInput
from facturdesk.ui.inputs.texts import LongTextInput, TextInput

__all__ = [
    "AmountInput",
    "ChoiceInput",
    "ColourInput",
    "DateInput",
    "FlagInput",
    "Input",
    "LongTextInput",
    "PriceInput",
    "QuantityInput",
    "RadioInput",
    "RateInput",
    "TextInput",
    "WholeInput",
]
