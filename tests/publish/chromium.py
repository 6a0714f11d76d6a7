"""Chromium at the end of a pipe: opens one file, tells what it asked the network for, answers questions on the page."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
)  # fmt: skip


@dataclass
class Tab:
    """An open page. Messages of the DevTools protocol end with a zero byte."""

    to_browser: int
    from_browser: int
    session: str | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    _sent: int = 0
    _pending: bytes = b""

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask the browser, wait for its answer; what it tells meanwhile is kept in `events`."""
        self._sent += 1
        message: dict[str, object] = {"id": self._sent, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._sent:
            self.events.append(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def wait_for(self, event: str) -> None:
        """Until the browser has told of the event."""
        while not any(e.get("method") == event for e in self.events):
            self.events.append(self._receive())

    def value(self, expression: str) -> Any:
        """What a JavaScript expression comes to. (DevTools may ask; the page itself runs nothing.)"""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def resize(self, width: int, height: int) -> None:
        """Make the window so large."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def requests(self) -> list[str]:
        """Every address the page asked for."""
        return [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """What the browser logged, broken content policies among it."""
        return [e["params"]["entry"]["text"] for e in self.events if e.get("method") == "Log.entryAdded"]

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._pending:
            received = os.read(self.from_browser, 1 << 16)
            assert received, "the browser went away"
            self._pending += received
        message, self._pending = self._pending.split(b"\0", 1)
        decoded: dict[str, Any] = json.loads(message)
        return decoded


@contextmanager
def open_page(path: Path, profile: Path) -> Iterator[Tab]:
    """The file in a Chromium of its own."""
    assert CHROMIUM
    browser_reads, to_browser = os.pipe()
    from_browser, browser_writes = os.pipe()
    # The protocol asks for descriptors 3 and 4 in the browser; a shell is the simplest way to place them.
    command = f'exec "$0" "$@" 3<&{browser_reads} 4>&{browser_writes}'
    arguments = ["/bin/bash", "-c", command, CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    browser = subprocess.Popen(
        arguments, pass_fds=(browser_reads, browser_writes), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(browser_reads)
    os.close(browser_writes)
    try:
        yield _loaded(Tab(to_browser, from_browser), path)
    finally:
        browser.kill()
        browser.wait()
        os.close(to_browser)
        os.close(from_browser)


def _loaded(tab: Tab, path: Path) -> Tab:
    target = tab.call("Target.createTarget", url="about:blank")["targetId"]
    tab.session = tab.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Network", "Log", "Runtime"):
        tab.call(f"{domain}.enable")
    tab.call("Page.navigate", url=path.as_uri())
    tab.wait_for("Page.loadEventFired")
    return tab
