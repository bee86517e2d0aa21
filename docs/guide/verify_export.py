"""Checks an exported log against a signed checkpoint, without the database and without Sucharit.

    python verify_export.py events.jsonl checkpoint.json --key PUBLIC_KEY [--unit TH-49]

Needs Python 3.11 and the package ``cryptography``. Exit code 0: everything is as it was signed; 1: it is not, and each
difference is named; 2: wrong use. docs/guide/verify.md explains what is proved.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNED = ("format", "position", "root", "streams", "taken_at")
CONTENT = ("data", "event_id", "meta", "schema_version", "stream", "type")

Ends = dict[str, tuple[int, str]]


def canonical(value: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_of(event: dict[str, Any], before: str) -> str:
    """The hash that binds the event to its place and to the event before it in its stream."""
    digest = sha256(canonical({name: event[name] for name in CONTENT})).digest()
    place = b"".join(event[name].to_bytes(8, "big") for name in ("version", "position", "microseconds"))
    return sha256(bytes.fromhex(before) + place + digest).hexdigest()


def root_of(heads: list[Any]) -> str:
    """The Merkle root: neighbours are joined level by level, an odd one goes up as it is."""
    level = [sha256(b"\x00" + canonical(head)).digest() for head in heads]
    while len(level) > 1:
        pairs = [sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return (level[0] if level else sha256(b"").digest()).hex()


def signature_faults(checkpoint: dict[str, Any], key: str) -> Iterator[str]:
    """What is wrong with the checkpoint itself."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(checkpoint["signature"]), canonical({name: checkpoint[name] for name in SIGNED}))
    except InvalidSignature:
        yield "checkpoint: it was not signed with this key, or it was changed after it was signed"
    heads = sorted(checkpoint["heads"])
    if root_of(heads) != checkpoint["root"] or len(heads) != checkpoint["streams"]:
        yield "checkpoint: its list of heads is not the one that was signed"


def chain_faults(lines: Iterator[str], last_position: int, ends: Ends) -> Iterator[str]:
    """What is wrong with single events; ``ends`` is filled with the last event of each stream up to the checkpoint."""
    chains: Ends = {}
    for number, line in enumerate(lines, start=1):
        try:
            event = json.loads(line)
            stream, version, stored = event["stream"], event["version"], event["hash"]
            before_version, before = chains.get(stream, (0, ""))
            if version != before_version + 1:
                yield f"line {number}: {stream} version {version} follows version {before_version}"
            elif hash_of(event, before) != stored:
                yield f"line {number}: {stream} version {version} was changed"
            chains[stream] = (version, stored)
            if event["position"] <= last_position:
                ends[stream] = chains[stream]
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            yield f"line {number}: is not an event ({error!r})"


def end_faults(ends: Ends, checkpoint: dict[str, Any], unit: str | None) -> Iterator[str]:
    """Streams that do not end as the checkpoint says."""
    promised = {stream: (version, stored) for stream, version, stored in checkpoint["heads"]}
    if unit is not None:
        promised = {stream: end for stream, end in promised.items() if stream.split("/")[1:2] == [unit]}
    for stream, (version, stored) in promised.items():
        found_version, found = ends.get(stream, (0, ""))
        if found_version < version:
            yield f"{stream}: ends at version {found_version}, the checkpoint saw {version}: the end is missing"
        elif (found_version, found) != (version, stored):
            yield f"{stream}: its version {version} is not the one that the checkpoint saw"
    for stream in sorted(ends.keys() - promised.keys()):
        yield f"{stream}: the checkpoint saw no such stream" + ("" if unit is None else f" of {unit}")


def main() -> int:
    """Prints each fault, then what was checked."""
    parser = argparse.ArgumentParser(description="Check an exported log against a signed checkpoint.")
    parser.add_argument("events", type=Path, help="file made by: sucharit export --events FILE")
    parser.add_argument("checkpoint", type=Path, help="file made by: sucharit checkpoint --out FILE")
    parser.add_argument("--key", required=True, help="public key (hex) of the instance, received on another way")
    parser.add_argument("--unit", help="the export holds only the events of this unit")
    arguments = parser.parse_args()
    checkpoint = json.loads(arguments.checkpoint.read_bytes())
    ends: Ends = {}
    faults = list(signature_faults(checkpoint, arguments.key))
    with arguments.events.open(encoding="utf-8", newline="\n") as lines:
        faults += chain_faults(lines, checkpoint["position"], ends)
    faults += end_faults(ends, checkpoint, arguments.unit)
    for fault in faults:
        print(fault)
    events = sum(version for version, _ in ends.values())
    print(f"{events} events of {len(ends)} streams up to position {checkpoint['position']}: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
