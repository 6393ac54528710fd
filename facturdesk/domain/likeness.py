"""Are two names those of one customer? Folded words in (no case, no accents), a verdict out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

_ALIKE: Final = 86  # of 100: one letter of seven may differ
# titles and legal forms: they tell nobody apart
_WORDS: Final = (
    "m mr mme mlle monsieur madame ste societe ets etablissements sarl eurl sas sasu sa snc sci"
    " ei eirl micro association asso le la les l de du des d et"
)
_LEFT_OUT: Final = frozenset(_WORDS.split())


def telling_words(words: Iterable[str]) -> tuple[str, ...]:
    """Give the words of a name that tell customers apart, in alphabetical order."""
    found = list(words)
    telling = [word for word in found if word not in _LEFT_OUT]
    return tuple(sorted(telling or found))


def same_name(first: Iterable[str], second: Iterable[str], *, exactly: bool = False) -> bool:
    """Tell whether two names are one, whatever the order; a letter or so may differ."""
    one, other = " ".join(telling_words(first)), " ".join(telling_words(second))
    if one == other:
        return bool(one)
    if exactly or not one or not other:
        return False
    return round(100 * SequenceMatcher(None, one, other, autojunk=False).ratio()) >= _ALIKE
