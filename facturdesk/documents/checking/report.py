"""What a check says: who judged, what was found, and the verdicts that follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_TEXT = 1000  # characters; what strangers write may be a megabyte

Translate = Callable[[str], str]


class Source(StrEnum):
    """Who found something, or was to judge."""

    CONTAINER = "container"
    XML = "xml"
    XSD = "xsd"
    EN16931 = "EN16931"
    FACTUR_X = "Factur-X"
    EXTENDED_CTC_FR = "EXTENDED-CTC-FR"
    BR_FR = "BR-FR"


RULE_SOURCES = frozenset({Source.EN16931, Source.FACTUR_X, Source.EXTENDED_CTC_FR})


class Severity(StrEnum):
    """Whether a finding refuses the invoice."""

    FATAL = "fatal"
    WARNING = "warning"


class Outcome(StrEnum):
    """What became of a judge."""

    RAN = "ran"
    NOT_APPLICABLE = "not applicable"
    COULD_NOT_RUN = "could not run"


class Verdict(StrEnum):
    """What is said of an invoice under one set of rules."""

    VALID = "valid"
    INVALID = "invalid"
    NOT_CHECKED = "not checked"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    `message` is the official text of the rule, or, where `params` is not None, a
    sentence of the catalogue (context `check`) whose blanks `params` fills.
    `location` is an XPath in the invoice, empty for the container.
    """

    source: Source
    rule: str
    severity: Severity
    message: str
    location: str = ""
    params: Mapping[str, str] | None = None

    @property
    def text(self) -> str:
        """The message in English, or in the language of the official rule."""
        return self.said()

    def said(self, translate: Translate = str) -> str:
        """Give the message, its sentence translated when it is one of the program."""
        if self.params is None:
            return self.message
        return translate(self.message).format(**self.params)


@dataclass(frozen=True, slots=True)
class JudgeRun:
    """One judge: the rules it has, what became of it, and why when it did not run.

    `reason` is a sentence of the catalogue (context `check`), `params` fills its blanks.
    """

    source: Source
    rules: str
    outcome: Outcome
    reason: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The reason in English."""
        return self.said()

    def said(self, translate: Translate = str) -> str:
        """Give the reason, translated; empty when the judge ran."""
        return translate(self.reason).format(**self.params) if self.reason else ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The whole check of one file.

    `verdict` is that of container, schema and the rules of the declared profile;
    `br_fr` that of the French rules, where the law applies them. The invoice is
    `accepted` when the first is valid and the second valid or not applicable. A
    judge that could not run never counts as a pass.
    """

    name: str
    syntax: str
    guideline: str
    profile: str
    findings: tuple[Finding, ...] = ()
    judges: tuple[JudgeRun, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict under the declared profile, without the French rules."""
        if any(
            f.severity is Severity.FATAL and f.source is not Source.BR_FR for f in self.findings
        ):
            return Verdict.INVALID
        ran = {j.source for j in self.judges if j.outcome is Outcome.RAN}
        failed = {j.source for j in self.judges if j.outcome is Outcome.COULD_NOT_RUN}
        if failed - {Source.BR_FR} or Source.XSD not in ran or not ran & RULE_SOURCES:
            return Verdict.NOT_CHECKED
        return Verdict.VALID

    @property
    def br_fr(self) -> Verdict:
        """The verdict under the French rules (BR-FR), from sellers in France to firms there."""
        if any(f.severity is Severity.FATAL and f.source is Source.BR_FR for f in self.findings):
            return Verdict.INVALID
        outcome = next((j.outcome for j in self.judges if j.source is Source.BR_FR), None)
        if outcome is Outcome.RAN:
            return Verdict.VALID
        return Verdict.NOT_APPLICABLE if outcome is Outcome.NOT_APPLICABLE else Verdict.NOT_CHECKED

    @property
    def accepted(self) -> bool:
        """Whether the file is a valid e-invoice under every rule that applies to it."""
        french = self.br_fr in (Verdict.VALID, Verdict.NOT_APPLICABLE)
        return self.verdict is Verdict.VALID and french

    @property
    def fatal(self) -> tuple[Finding, ...]:
        """The findings that refuse the invoice."""
        return tuple(f for f in self.findings if f.severity is Severity.FATAL)

    def as_dict(self, translate: Translate = str) -> dict[str, object]:
        """Give the whole report for JSON; `translate` renders the program's own sentences."""
        return {
            "file": self.name,
            "accepted": self.accepted,
            "verdict": self.verdict.value,
            "br_fr": self.br_fr.value,
            "syntax": str(self.syntax),
            "profile": self.profile,
            "guideline": self.guideline,
            "judges": [
                {
                    "judge": judge.source.value,
                    "rules": judge.rules,
                    "outcome": judge.outcome.value,
                    "reason": judge.said(translate),
                }
                for judge in self.judges
            ],
            "findings": [
                {
                    "source": finding.source.value,
                    "rule": finding.rule,
                    "severity": finding.severity.value,
                    "message": finding.said(translate),
                    "location": finding.location,
                }
                for finding in self.findings
            ],
        }


def plain(text: str) -> str:
    """Make what a stranger wrote fit to be shown: no control characters, bounded length."""
    short = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
    return "".join(character if character.isprintable() else "\ufffd" for character in short)
