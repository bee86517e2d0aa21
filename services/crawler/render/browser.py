"""How Chromium is started: with nothing of its own to reach the network by."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

#: Names under which distributions install Chromium.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: A proxy that nobody listens at, for loopback addresses too. The first wall: whatever escapes interception ends there.
DEAD_PROXY = {"server": "http://127.0.0.1:1", "bypass": "<-loopback>"}
#: Heap of a page's scripts, in megabytes; beyond it the page crashes, and nothing else does.
_HEAP = 256
#: The second wall: no name and no literal address is ever resolved. The rest keeps Chromium from talking by itself.
ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--dns-prefetch-disable",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-features=NetworkPrediction,Prerender2,OptimizationHints,MediaRouter,DialMediaRouteProvider",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--no-first-run",
    "--no-pings",
    "--renderer-process-limit=2",
    f"--js-flags=--max-old-space-size={_HEAP}",
)


def executable() -> Path | None:
    """Where Chromium is on this machine; None where it is not."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return Path(found) if found else None


def missing() -> str | None:
    """What is lacking to show pages, and how to get it; None if nothing is."""
    if find_spec("playwright") is None:
        return "the browser's driver is not installed: pip install 'sucharit[render]'"
    if executable() is None:
        return "Chromium is not installed: apt install chromium (looked for: " + ", ".join(_NAMES) + ")"
    return None


def sandboxed() -> bool:
    """Chromium's sandbox does not work for root."""
    return os.geteuid() != 0
