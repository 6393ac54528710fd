"""The helper process answers, starts again, forgets nothing and never outlives its parent."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from facturdesk.system.helper_process import (
    HelperCrashed,
    HelperProcess,
    HelperTimeout,
    JobFailed,
    kind_of,
    shared_helper,
)
from tests.system import helper_jobs

REPOSITORY = Path(__file__).resolve().parents[2]
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")


@pytest.fixture
def helper() -> Iterator[HelperProcess]:
    with HelperProcess(timeout=20) as process:
        yield process


@pytest.mark.parametrize("size", [0, 1, 70_000, 20_000_000])
def test_bytes_come_back_whole(helper: HelperProcess, size: int) -> None:
    payload = os.urandom(size)

    assert helper.call(kind_of(helper_jobs.reverse), payload) == payload[::-1]


def test_the_helper_is_another_process_and_stays_warm(helper: HelperProcess) -> None:
    first = helper.call(kind_of(helper_jobs.own_pid), b"")
    second = helper.call(kind_of(helper_jobs.own_pid), b"")

    assert first == second == str(helper.pid).encode()
    assert helper.pid != os.getpid()


def test_a_failing_job_tells_why_and_the_helper_lives_on(helper: HelperProcess) -> None:
    before = helper.call(kind_of(helper_jobs.own_pid), b"")

    with pytest.raises(JobFailed, match="ValueError: no such rule"):
        helper.call(kind_of(helper_jobs.fail), b"no such rule")

    assert helper.call(kind_of(helper_jobs.own_pid), b"") == before


def test_an_unknown_job_is_a_failure(helper: HelperProcess) -> None:
    with pytest.raises(JobFailed, match="no_such_job"):
        helper.call("tests.system.helper_jobs:no_such_job", b"")


def test_what_a_job_prints_does_not_reach_the_answer(helper: HelperProcess) -> None:
    assert helper.call(kind_of(helper_jobs.chatter), b"answer") == b"answer"
    assert helper.call(kind_of(helper_jobs.read_standard_input), b"") == b"nothing"


def test_a_helper_that_died_is_started_again(helper: HelperProcess) -> None:
    helper.call(kind_of(helper_jobs.own_pid), b"")
    died = helper.pid
    assert died is not None
    os.kill(died, 9)

    assert helper.call(kind_of(helper_jobs.reverse), b"abc") == b"cba"
    assert helper.pid != died


def test_a_job_whose_helper_died_is_tried_once_more(helper: HelperProcess, tmp_path: Path) -> None:
    flag = os.fsencode(tmp_path / "tried")

    assert helper.call(kind_of(helper_jobs.crash_once), flag) == b"second attempt"


def test_a_job_that_always_kills_its_helper_is_given_up(helper: HelperProcess) -> None:
    with pytest.raises(HelperCrashed):
        helper.call(kind_of(helper_jobs.crash), b"")

    assert helper.call(kind_of(helper_jobs.reverse), b"ab") == b"ba"


def test_a_job_that_hangs_is_stopped_in_time(helper: HelperProcess) -> None:
    started = time.monotonic()

    with pytest.raises(HelperTimeout):
        helper.call(kind_of(helper_jobs.sleep), b"30", timeout=1)

    assert time.monotonic() - started < 5
    assert helper.call(kind_of(helper_jobs.reverse), b"ab") == b"ba"


def test_a_worn_out_helper_is_replaced() -> None:
    with HelperProcess(recycle_after=2) as helper:
        pids = [helper.call(kind_of(helper_jobs.own_pid), b"") for _ in range(4)]

    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_threads_share_it_without_mixing_answers(helper: HelperProcess) -> None:
    wrong: list[bytes] = []

    def work(number: int) -> None:
        for step in range(20):
            payload = f"{number}-{step}".encode() * number
            if helper.call(kind_of(helper_jobs.reverse), payload) != payload[::-1]:
                wrong.append(payload)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


@needs_proc
def test_closing_ends_the_process_and_a_later_call_starts_another(helper: HelperProcess) -> None:
    helper.call(kind_of(helper_jobs.own_pid), b"")
    first = helper.pid
    assert first is not None
    helper.close()

    assert not _alive(first)
    assert helper.call(kind_of(helper_jobs.reverse), b"ab") == b"ba"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_child_does_not_speak_on_the_pipe_of_its_parent(helper: HelperProcess) -> None:
    helper.call(kind_of(helper_jobs.own_pid), b"")
    child = os.fork()
    if child == 0:
        answer = helper.call(kind_of(helper_jobs.own_pid), b"")
        helper.close()
        os._exit(0 if answer != b"" else 1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert helper.call(kind_of(helper_jobs.reverse), b"still mine") == b"enim llits"


@needs_proc
def test_it_ends_when_its_parent_is_killed() -> None:
    code = (
        "import os, sys\n"
        "from facturdesk.system.helper_process import HelperProcess, kind_of\n"
        "from tests.system import helper_jobs\n"
        "helper = HelperProcess()\n"
        "print(helper.call(kind_of(helper_jobs.own_pid), b'').decode(), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    parent = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    orphan = int(parent.stdout)

    deadline = time.monotonic() + 5
    while _alive(orphan) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(orphan)


def test_the_end_of_the_program_does_not_wait_for_a_job() -> None:
    code = (
        "import threading, time\n"
        "from facturdesk.system.helper_process import HelperError, kind_of, shared_helper\n"
        "from tests.system import helper_jobs\n"
        "work = lambda: shared_helper().call(kind_of(helper_jobs.sleep), b'30')\n"
        "threading.Thread(target=work, daemon=True).start()\n"
        "time.sleep(0.5)\n"
    )
    started = time.monotonic()
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=REPOSITORY, check=True)

    assert time.monotonic() - started < 5


def test_one_helper_is_shared_by_the_whole_process() -> None:
    assert shared_helper() is shared_helper()


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
