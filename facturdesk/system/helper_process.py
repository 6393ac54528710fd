"""One warm helper process for work that is heavy in time or memory (rules, previews).

The parent writes a request on the helper's standard input and reads the answer on its
standard output: a fixed header, then the bytes. Nothing is pickled; a job takes bytes and
gives bytes. The helper ends when its standard input does, so it never outlives its parent.
"""

from __future__ import annotations

import atexit
import os
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Self, TypeAlias

Job: TypeAlias = Callable[[bytes], bytes]

HELPER_ARGUMENT = "--helper"  # the frozen program has no `-m`: its entry point calls main()
REQUEST = struct.Struct(">HI")  # length of the kind, length of the payload
ANSWER = struct.Struct(">?I")  # done or failed, length of what follows
GOODBYE_S = 5.0


class HelperError(RuntimeError):
    """The helper process gave no answer."""


class HelperCrashed(HelperError):
    """The helper process died while it worked, twice."""


class HelperTimeout(HelperError):
    """The job took longer than it may; the helper was killed."""


class JobFailed(HelperError):
    """The job raised an exception; the text is its traceback in the helper."""


class HelperProcess:
    """A helper process, started when first needed and started again if it died.

    Threads may share it: jobs run one after the other. Jobs are functions of their
    payload alone, so a job whose helper died is tried once more in a new one.

    Args:
        timeout: seconds a job may take, unless the call says otherwise.
        recycle_after: jobs after which a new process takes over, to give memory back.
    """

    def __init__(self, *, timeout: float = 60.0, recycle_after: int = 500) -> None:
        """Prepare; nothing is started yet."""
        self._timeout = timeout
        self._recycle_after = recycle_after
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._jobs_done = 0
        self._abandoned = False

    def __enter__(self) -> Self:
        """Give the helper itself; it starts at the first call."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def call(self, kind: str, payload: bytes, *, timeout: float | None = None) -> bytes:
        """Run a job in the helper and give its answer.

        Args:
            kind: what `kind_of` says of a module-level function of the program.
            payload: what the function gets.
            timeout: seconds it may take; by default that of the helper.

        Raises:
            HelperTimeout: it took longer.
            HelperCrashed: the process died twice on this job, or could not start.
            JobFailed: the job raised an exception.
        """
        seconds = self._timeout if timeout is None else timeout
        with self._lock:
            answer = self._attempt(kind, payload, seconds)
            if answer is None and not self._abandoned:
                answer = self._attempt(kind, payload, seconds)
        if answer is None:
            raise HelperCrashed(kind)
        done, body = answer
        if not done:
            raise JobFailed(body.decode("utf-8", "replace"))
        return body

    def close(self) -> None:
        """End the process; a later call starts a new one."""
        with self._lock:
            self._end()

    def abandon(self) -> None:
        """Kill the process at once, whatever it does: its answer is no longer wanted."""
        self._abandoned = True
        process = self._process
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()

    @property
    def pid(self) -> int | None:
        """The number of the running process, for support; None when there is none."""
        return self._process.pid if self._process else None

    def _attempt(self, kind: str, payload: bytes, seconds: float) -> tuple[bool, bytes] | None:
        process = self._running()
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        try:
            answer = _exchange(process, kind, payload)
        except BaseException:
            process.kill()  # an interrupted exchange leaves half a frame in the pipe
            raise
        finally:
            timer.cancel()
        self._jobs_done += 1
        if answer is None:
            self._end()
            if expired.is_set():
                raise HelperTimeout(kind)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            self._process = None  # a forked child must not speak on its parent's pipe
        worn_out = self._jobs_done >= self._recycle_after
        if self._process and (worn_out or self._process.poll() is not None):
            self._end()
        if not self._process:
            self._process = _start()
            self._owner = os.getpid()
            self._jobs_done = 0
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.close()
        except OSError:
            process.kill()
        try:
            process.wait(GOODBYE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@cache
def shared_helper() -> HelperProcess:
    """Give the one helper of this process; it ends with it."""
    helper = HelperProcess()
    atexit.register(helper.abandon)
    return helper


def kind_of(job: Job) -> str:
    """Name a module-level function, as `call` wants it."""
    return f"{job.__module__}:{job.__qualname__}"


def main() -> int:
    """Be the helper: answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's affair
    requests, answers = _private_streams()
    while (request := _read_request(requests)) is not None:
        done, body = _work(*request)
        answers.write(ANSWER.pack(done, len(body)) + body)
        answers.flush()
    return 0


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(os.environ),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, HELPER_ARGUMENT]
    return [sys.executable, "-P", "-m", __spec__.name]


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    source = str(Path(__file__).resolve().parents[2])
    known = variables.get("PYTHONPATH")
    path = os.pathsep.join([source, known]) if known else source
    return {**variables, "PYTHONPATH": path}


def _exchange(
    process: subprocess.Popen[bytes], kind: str, payload: bytes
) -> tuple[bool, bytes] | None:
    """Send a request and read its answer; None when the process died meanwhile."""
    assert process.stdin is not None
    assert process.stdout is not None
    name = kind.encode()
    try:
        process.stdin.write(REQUEST.pack(len(name), len(payload)) + name)
        process.stdin.write(payload)
        process.stdin.flush()
    except OSError:
        return None
    header = process.stdout.read(ANSWER.size)
    if len(header) < ANSWER.size:
        return None
    done, length = ANSWER.unpack(header)
    body = process.stdout.read(length)
    return (done, body) if len(body) == length else None


def _private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the pipes for the protocol: whatever a library prints must not reach them."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _read_request(requests: IO[bytes]) -> tuple[str, bytes] | None:
    header = requests.read(REQUEST.size)
    if len(header) < REQUEST.size:
        return None
    name_length, payload_length = REQUEST.unpack(header)
    body = requests.read(name_length + payload_length)
    if len(body) < name_length + payload_length:
        return None
    return body[:name_length].decode(), body[name_length:]


def _work(kind: str, payload: bytes) -> tuple[bool, bytes]:
    try:
        return True, _job(kind)(payload)
    except Exception:  # noqa: BLE001 - the parent gets it whole, as JobFailed
        return False, traceback.format_exc().encode()


def _job(kind: str) -> Job:
    module, _, name = kind.partition(":")
    job: Job = getattr(import_module(module), name)
    return job


if __name__ == "__main__":
    sys.exit(main())
