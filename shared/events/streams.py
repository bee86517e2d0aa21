"""Names of streams, spelled in one place.

``unit/TH-49``            the unit itself and its website
``round/TH-49/2567``      the work of one fiscal year
``responses/TH-49/2567``  survey answers: apart from the work, so that neither waits for the other
``imports/TH-49/2567``    files that answers were taken in from
``contacts/TH-49/2567``   persons whom the assessors may ask; what identifies them is sealed
``audits/TH-49/2567``     audits of the website against the criteria of that year
``access``                accounts, roles and tokens (never their secrets)
"""

ACCESS = "access"


def unit_stream(unit: str) -> str:
    """The stream of a unit, e.g. ``unit/TH-49``."""
    return f"unit/{unit}"


def round_stream(unit: str, fiscal_year: int) -> str:
    """The stream of a round; ``fiscal_year`` is Buddhist, e.g. ``round/TH-49/2567``."""
    return f"round/{unit}/{fiscal_year}"


def responses_stream(unit: str, fiscal_year: int) -> str:
    """The stream of a round's survey answers."""
    return f"responses/{unit}/{fiscal_year}"


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
