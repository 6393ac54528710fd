"""Asks the helper process to judge an invoice by a rule set."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from facturdesk.documents.checking import saxon
from facturdesk.documents.checking.report import Finding, Severity, Source, plain
from facturdesk.system.helper_process import HelperError, HelperProcess, kind_of


class CouldNotRun(Exception):
    """The rules could not be evaluated; the text says why."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A compiled Schematron: what it is called, and its stylesheet."""

    source: Source
    title: str
    stylesheet: Path


def judge(root: etree._Element, rules: RuleSet, helper: HelperProcess) -> tuple[Finding, ...]:
    """Give what one rule set finds in an invoice.

    Raises:
        CouldNotRun: the engine failed, on its own or on this invoice.
    """
    xml = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    try:
        answer = helper.call(kind_of(saxon.run_rules), saxon.request(str(rules.stylesheet), xml))
    except HelperError as error:
        raise CouldNotRun(f"{type(error).__name__}: {error}") from error
    result = json.loads(answer)
    if "error" in result:
        raise CouldNotRun(result["error"])
    return tuple(_finding(rules.source, *failure) for failure in result["failures"])


def _finding(source: Source, rule: str, flag: str, text: str, location: str) -> Finding:
    severity = Severity.WARNING if flag in ("warning", "information") else Severity.FATAL
    return Finding(source, rule, severity, plain(text), plain(location))
