"""The decision about evidence: files and links that show what an item asks for."""

import re

from shared.events.work import EvidenceAdded
from shared.rounds.checks import known_item, link, working_round
from shared.rounds.conflict import EvidenceAddedAlready
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import BadFile, EvidenceKindUnclear
from shared.rounds.item import ItemState
from shared.rounds.work.commands import AddEvidence

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:\s*;.*)?")


@decide.register
def add_evidence(command: AddEvidence, facts: Facts) -> Events:
    """Evidence of an item is a complete link or a described file, each once."""
    item = facts.round.item(known_item(command.item, working_round(command, facts)))
    if (command.url is None) == (command.sha256 is None):
        raise EvidenceKindUnclear(item=command.item)
    evidence_id = f"{command.item}-{len(item.evidence) + 1}"
    added = _linked(evidence_id, command) if command.url is not None else _filed(evidence_id, command)
    _refuse_repetition(added, item)
    return (added,)


def _linked(evidence_id: str, command: AddEvidence) -> EvidenceAdded:
    address = link(command.url or "")
    return EvidenceAdded(evidence_id=evidence_id, item=command.item, kind="link", url=address, note=command.note)


def _filed(evidence_id: str, command: AddEvidence) -> EvidenceAdded:
    if not _SHA256.fullmatch(command.sha256 or ""):
        raise BadFile(field="sha256", given=command.sha256)
    if command.size is None or command.size < 1:
        raise BadFile(field="size", given=command.size)
    if not _MEDIA_TYPE.fullmatch(command.media_type or ""):
        raise BadFile(field="media_type", given=command.media_type)
    return EvidenceAdded(
        evidence_id=evidence_id,
        item=command.item,
        kind="file",
        sha256=command.sha256,
        filename=command.filename,
        media_type=command.media_type,
        size=command.size,
        note=command.note,
    )


def _refuse_repetition(added: EvidenceAdded, item: ItemState) -> None:
    for known in item.evidence.values():
        if (known.url, known.sha256) == (added.url, added.sha256):
            raise EvidenceAddedAlready(item=added.item, evidence=known.evidence_id)
