"""Jobs the tests send to the helper process."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def reverse(payload: bytes) -> bytes:
    """Give the payload backwards."""
    return payload[::-1]


def own_pid(payload: bytes) -> bytes:
    """Say which process works."""
    return str(os.getpid()).encode()


def sleep(payload: bytes) -> bytes:
    """Take as many seconds as the payload says."""
    time.sleep(float(payload))
    return b"awake"


def fail(payload: bytes) -> bytes:
    """Raise what the payload says."""
    raise ValueError(payload.decode())


def crash(payload: bytes) -> bytes:
    """Die at once, as a fault in a native library would."""
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def crash_once(payload: bytes) -> bytes:
    """Die unless the file named by the payload exists."""
    flag = Path(os.fsdecode(payload))
    if flag.exists():
        return b"second attempt"
    flag.touch()
    return crash(payload)


def chatter(payload: bytes) -> bytes:
    """Print on both streams, as libraries do."""
    print("noise on standard output", flush=True)
    os.write(1, b"more noise")
    return payload


def read_standard_input(payload: bytes) -> bytes:
    """Try to read the pipe of the protocol."""
    return os.read(0, 10) or b"nothing"
