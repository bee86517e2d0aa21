"""Names of streams, spelled in one place.

``unit/TH-49``            the unit itself and its website
``round/TH-49/2567``      the work of one fiscal year
``responses/TH-49/2567``  survey answers: apart from the work, so that neither waits for the other
``watch/TH-49/2567``      what the watch over answers found, and what the bureau decided
``imports/TH-49/2567``    files that answers were taken in from
``contacts/TH-49/2567``   persons whom the assessors may ask; what identifies them is sealed
``audits/TH-49/2567``     audits of the website against the criteria of that year
``access``                accounts, roles and tokens (never their secrets)
"""

ACCESS = "access"
#: What the streams of answers begin with. The database knows it too: function ``time_to_record``.
_RESPONSES = "responses/"


def unit_stream(unit: str) -> str:
    """The stream of a unit, e.g. ``unit/TH-49``."""
    return f"unit/{unit}"


def round_stream(unit: str, fiscal_year: int) -> str:
    """The stream of a round; ``fiscal_year`` is Buddhist, e.g. ``round/TH-49/2567``."""
    return f"round/{unit}/{fiscal_year}"


def responses_stream(unit: str, fiscal_year: int) -> str:
    """The stream of a round's survey answers."""
    return f"{_RESPONSES}{unit}/{fiscal_year}"


def keeps_no_time(stream: str) -> bool:
    """Whether the log keeps only the day (Bangkok) of the stream's events: no time may lead to who answered."""
    return stream.startswith(_RESPONSES)


def watch_stream(unit: str, fiscal_year: int) -> str:
    """The stream of the watch over a round's answers."""
    return f"watch/{unit}/{fiscal_year}"


def imports_stream(unit: str, fiscal_year: int) -> str:
    """The stream of the files that a round's answers were taken in from."""
    return f"imports/{unit}/{fiscal_year}"


def contacts_stream(unit: str, fiscal_year: int) -> str:
    """The stream of a round's EIT(2) contacts."""
    return f"contacts/{unit}/{fiscal_year}"


def audits_stream(unit: str, fiscal_year: int) -> str:
    """The stream of a round's website audits."""
    return f"audits/{unit}/{fiscal_year}"


def unit_of(stream: str) -> str | None:
    """The unit that a stream belongs to; None for streams above the units."""
    parts = stream.split("/")
    return parts[1] if len(parts) > 1 else None


def fiscal_year_of(stream: str) -> int | None:
    """The Buddhist fiscal year of a round's stream; None for others."""
    parts = stream.split("/")
    return int(parts[2]) if len(parts) > 2 else None  # noqa: PLR2004 - kind/unit/year
