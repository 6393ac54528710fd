"""Verifies a copy of the data file in a process of its own: nothing waits, and it can be stopped."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from pathlib import Path
from typing import Final

from facturdesk.domain.errors import ActionableError
from facturdesk.storage import errors
from facturdesk.storage.backup import CopyFaulty, Summary, check_backup
from facturdesk.storage.faults import Fault
from facturdesk.system.helper_process import HelperProcess, kind_of

_LONGEST_S: Final = 6 * 3600.0  # a million invoices take a quarter of an hour
_LOOK_S: Final = 0.1  # between two looks whether it is still wanted


def check_apart(path: Path, still_wanted: Callable[[], object]) -> Summary:
    """Verify a copy and count it; `still_wanted` is called now and then and may raise.

    Raises:
        CopyFaulty, DataFileMissing, NotADataFile, DataFileTooNew, DataFileUnreachable.
    """
    with HelperProcess(timeout=_LONGEST_S) as helper, ThreadPoolExecutor(1) as waiting:
        answer = waiting.submit(helper.call, kind_of(check), str(path).encode())
        while True:
            try:
                return _read(path, answer.result(timeout=_LOOK_S))
            except TimeoutError:
                try:
                    still_wanted()
                except BaseException:
                    helper.abandon()
                    raise


def check(payload: bytes) -> bytes:
    """Be the helper: verify the file of this name."""
    path = Path(payload.decode())
    try:
        return json.dumps({"summary": astuple(check_backup(path))}).encode()
    except CopyFaulty as refusal:
        fault = {"code": refusal.fault.code, "params": refusal.fault.params}
        return json.dumps({"fault": fault}).encode()
    except ActionableError as refusal:
        return json.dumps({"refused": refusal.code, "params": refusal.params}).encode()


def _read(path: Path, answer: bytes) -> Summary:
    found = json.loads(answer)
    if "summary" in found:
        return Summary(*found["summary"])
    if "fault" in found:
        raise CopyFaulty(path, Fault(**found["fault"]))
    known = {each.code: each for each in vars(errors).values() if _is_refusal(each)}
    raise known[found["refused"]](**found["params"])


def _is_refusal(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, ActionableError) and hasattr(value, "code")
