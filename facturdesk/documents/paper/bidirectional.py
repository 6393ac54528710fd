"""Text in its visual order: runs of one direction, from left to right (UAX #9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from bidi import algorithm


class Run(NamedTuple):
    """A piece of text in logical order, and the direction in which it is drawn."""

    text: str
    right_to_left: bool


def visual_runs(text: str) -> list[Run]:
    """Cut a line into runs in the order in which they stand, left to right.

    The direction of the whole line is that of its first strong character.
    """
    levelled = _level_runs(_resolved(text))
    if not levelled:
        return []
    ordered = list(levelled)
    for level in range(max(level for level, _ in levelled), 0, -1):
        ordered = _reversed_from(level, ordered)
    return [Run(piece, level % 2 == 1) for level, piece in ordered]


def reads_right_to_left(text: str) -> bool:
    """Whether a paragraph starts from the right."""
    return bool(algorithm.get_base_level(text) == 1)


def _resolved(text: str) -> list[dict[str, Any]]:
    """Give the characters with their resolved levels; marks of direction are left out."""
    storage = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(text)
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    characters: list[dict[str, Any]] = storage["chars"]
    return characters


def _level_runs(characters: Iterable[dict[str, Any]]) -> list[tuple[int, str]]:
    runs: list[tuple[int, str]] = []
    for character in characters:
        level = character["level"]
        if runs and runs[-1][0] == level:
            runs[-1] = (level, runs[-1][1] + character["ch"])
        else:
            runs.append((level, character["ch"]))
    return runs


def _reversed_from(level: int, runs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Reverse each stretch of runs of this level or a higher one (rule L2)."""
    ordered: list[tuple[int, str]] = []
    stretch: list[tuple[int, str]] = []
    for run in runs:
        if run[0] >= level:
            stretch.insert(0, run)
        else:
            ordered += [*stretch, run]
            stretch = []
    return ordered + stretch
