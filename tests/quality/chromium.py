"""A page in headless Chromium, driven through its own debugging pipe: no driver, no package.

The protocol is Chromium's DevTools protocol: JSON messages, each ended by a NUL, in on file
descriptor 3 and out on 4.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

_SECONDS = 20


def find_chromium() -> str | None:
    """Path of Chromium, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


class Browser:
    """One tab, with its `requests` and `complaints` since they were last cleared."""

    def __init__(self, program: str, profile: Path) -> None:
        inward, self._out = os.pipe()
        self._in, outward = os.pipe()
        # Chromium expects the pipes at 3 and 4; the way round is for pipes that have these numbers.
        code = (
            "import os, sys; inward, outward = int(sys.argv[1]), int(sys.argv[2]);"
            "os.dup2(inward, 90); os.dup2(outward, 91); os.dup2(90, 3); os.dup2(91, 4);"
            "os.execv(sys.argv[3], sys.argv[3:])"
        )
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-c", code, str(inward), str(outward)),
                *(program, "--headless", "--remote-debugging-pipe"),
                *("--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}"),
                *("--disable-background-networking", "--disable-component-update"),
                *("--disable-dev-shm-usage", "--hide-scrollbars"),
            ],
            pass_fds=(inward, outward),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(inward)
        os.close(outward)
        self._numbers = itertools.count(1)
        self._rest = b""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._session = ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        forget = "try { localStorage.clear() } catch {}"
        self.send("Page.addScriptToEvaluateOnNewDocument", source=forget)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._out)  # Chromium ends with its pipe
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)

    def send(self, method: str, **parameters: Any) -> Mapping[str, Any]:
        """Call a method of the protocol and return its result."""
        number = self._write(method, parameters, self._session)
        while True:
            answer = self._read()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: Mapping[str, Any] = answer["result"]
                return result

    def watch_workers(self) -> None:
        """From now on, note what workers and service workers request and complain of too."""
        self.send(
            "Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True
        )

    def show(self, *, width: int, dark: bool) -> None:
        """Take the width of a screen, and light or dark as the system's choice."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, address: str) -> None:
        """Load a page as on a first visit, until its scripts have run."""
        self.send("Page.navigate", url="about:blank")  # else the same page could pass for the new
        self.wait_for("location.href === 'about:blank'")
        self.send("Page.navigate", url=address)
        self.wait_for(
            f"document.readyState === 'complete' && location.href === {json.dumps(address)}"
        )

    def value(self, script: str) -> Any:
        """What a script gives in the page."""
        found = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in found:
            raise RuntimeError(f"{script}: {found['exceptionDetails']}")
        return found["result"].get("value")

    def wait_for(self, script: str, seconds: float = _SECONDS) -> Any:
        """The first true value that a script gives."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.value(script):
                return found
            time.sleep(0.05)
        raise TimeoutError(script)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Save what is seen, or the whole page."""
        found = self.send("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(found["data"]))

    def _write(self, method: str, parameters: Mapping[str, Any], session: str) -> int:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        return number

    def _read(self) -> Mapping[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._in, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium has ended.")
            self._rest += piece
        raw, _, self._rest = self._rest.partition(b"\0")
        message: Mapping[str, Any] = json.loads(raw)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, method: str, found: Mapping[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(found["request"]["url"])
        elif method == "Target.attachedToTarget":
            for order in ("Network.enable", "Runtime.enable", "Runtime.runIfWaitingForDebugger"):
                self._write(order, {}, found["sessionId"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(found["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and found["type"] in ("error", "warning"):
            self.complaints.append(str(found["args"]))
        elif method == "Log.entryAdded" and found["entry"]["level"] in ("error", "warning"):
            self.complaints.append(str(found["entry"]))
