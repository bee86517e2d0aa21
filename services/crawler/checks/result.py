"""What a check answers."""

from dataclasses import dataclass, replace

from services.crawler.dossier import Dossier

#: Longest evidence kept, in characters.
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Result:
    """met: None where it can't be told. evidence: the words that prove it; url: where they stand."""

    met: bool | None
    evidence: str | None = None
    url: str | None = None


def found(evidence: str, url: str) -> Result:
    """Met, with the words that prove it."""
    words = " ".join(evidence.split())
    return Result(True, words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…", url)


def without_files(dossier: Dossier) -> Dossier:
    """As if its files and pictures had been read: for what does not stand in them."""
    known = {source.url for source in dossier.documents} | {image.url for image in dossier.images}
    return replace(dossier, unread=[each for each in dossier.unread if each[0] not in known])


def absent(dossier: Dossier, evidence: str, url: str | None = None) -> Result:
    """Not met, unless something of the item could not be read: then it can't be told."""
    if dossier.unread:
        address, why = dossier.unread[0]
        return Result(None, why, address)
    if dossier.unseen and not dossier.sources:
        return Result(None, "a page of the assessment could not be read", dossier.unseen[0])
    if dossier.elsewhere and not dossier.sources:
        return Result(None, "it may be on another website", dossier.elsewhere[0])
    return Result(False, evidence, url or dossier.place or None)
