"""The JSON Schema of a report, made from its model: what programs of others may rely on."""

from typing import Any

import msgspec

from services.crawler.audit.model import AuditReport

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Confidence is a share.
_SHARE = {"minimum": 0, "maximum": 1}


def report_schema() -> dict[str, Any]:
    """The schema of ``sucharit audit --json``. Fields may be added in later releases; those that are here stay."""
    [schema], definitions = msgspec.json.schema_components([AuditReport], ref_template="#/$defs/{name}")
    for name in ("ItemFinding", "LinkFinding", "UnsureLink"):
        definitions[name]["properties"]["confidence"] |= _SHARE
    for name in ("started_at", "finished_at"):
        definitions["AuditReport"]["properties"][name]["format"] = "date-time"
    whole = {"$schema": _DIALECT, "title": "The audit of one website", **schema, "$defs": definitions}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(whole))
    return plain
