"""Runs compiled Schematron rules. Only the helper process calls this: Saxon takes 200 MB."""

from __future__ import annotations

import json
import re
import struct
from functools import cache
from importlib import import_module
from typing import Any

from lxml import etree

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
HEADER = struct.Struct(">H")  # length of the path of the stylesheet


def request(stylesheet: str, xml: bytes) -> bytes:
    """Pack what `run_rules` needs."""
    name = stylesheet.encode()
    return HEADER.pack(len(name)) + name + xml


def run_rules(payload: bytes) -> bytes:
    """Judge an invoice by one stylesheet.

    Gives JSON: `failures`, a list of [rule, flag, text, location], or `error`,
    what Saxon said when the rules could not be evaluated on this invoice.
    """
    (length,) = HEADER.unpack_from(payload)
    start = HEADER.size + length
    stylesheet = payload[HEADER.size : start].decode()
    processor, executable = _processor(), _compiled(stylesheet)
    failure: type[Exception] = _saxonche().PySaxonApiError
    try:
        node = processor.parse_xml(xml_text=payload[start:].decode())
        result = executable.transform_to_string(xdm_node=node)
    except failure as error:
        return json.dumps({"error": str(error)}).encode()
    return json.dumps({"failures": _failures(result)}).encode()


def _saxonche() -> Any:
    return import_module("saxonche")  # never at the top: other processes read this module


@cache
def _processor() -> Any:
    return _saxonche().PySaxonProcessor(license=False)


@cache
def _compiled(stylesheet: str) -> Any:
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=stylesheet)


def _failures(result: str) -> list[list[str]]:
    report = etree.fromstring(result.encode(), etree.XMLParser(huge_tree=True))
    return [
        [
            str(element.get("id") or ("" if element.tag == f"{SVRL}failed-assert" else "report")),
            str(element.get("flag") or _default_flag(element)),
            " ".join("".join(element.itertext()).split()),
            _short_path(str(element.get("location") or "")),
        ]
        for element in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")
    ]


def _default_flag(element: etree._Element) -> str:
    """An assertion of Factur-X without flag is an error; its reports are remarks."""
    return "fatal" if element.tag == f"{SVRL}failed-assert" else "warning"


def _short_path(location: str) -> str:
    """Leave the namespaces out of a path of the form /*:Name[namespace-uri()='…'][1]."""
    return re.sub(r"\*:(\w+)\[namespace-uri\(\)='[^']*'\]", r"\1", location)
