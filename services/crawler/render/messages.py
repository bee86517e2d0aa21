"""What the crawler and the process with the browser say to each other, in frames as the document readers do."""

import msgspec


class Show(msgspec.Struct, frozen=True, tag=True):
    """To the browser: show the page at this address. seconds: that it may take, waiting for its requests included."""

    url: str
    seconds: float


class Wanted(msgspec.Struct, frozen=True, tag=True):
    """From the browser: the page asks for this address, by GET."""

    url: str


class Given(msgspec.Struct, frozen=True, tag=True):
    """To the browser: what came of it; ``status`` 0 where it may not or cannot be had."""

    status: int
    headers: dict[str, str]
    body: bytes


class Shown(msgspec.Struct, frozen=True, tag=True):
    """From the browser: the page as it is after its scripts. html: None where it could not be shown, for a reason."""

    html: str | None
    url: str
    reason: str = ""
