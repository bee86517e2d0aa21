"""The JSON Schema of a rubric's file, made from the model: editors complete, explain and check while one types."""

import re
from typing import Any

from shared.rubric.model import Rubric

#: The dialect of the schema.
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def author_schema() -> dict[str, Any]:
    """The schema. A key's description is what its class's docstring says of it.

    It knows the shape only; whether a rubric agrees with itself, ``sucharit rubric check`` tells.
    """
    schema = Rubric.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        _explain(part)
    return {"$schema": DIALECT, **_as_written(schema)}


def _explain(part: dict[str, Any]) -> None:
    """Puts what a class's description says of a key, as in ``aliases: other names for it.``, at the key itself."""
    said = " ".join(part.get("description", "").split())
    keys = part.get("properties", {})
    for key, schema in keys.items():
        if found := re.search(rf"(?:^|[.:;] |and ){key}(?: and \w+)?: (.+)", said):
            schema["description"] = _until_next_key(found[1], keys)


def _until_next_key(said: str, keys: dict[str, Any]) -> str:
    following = re.split(rf"\. (?={'|'.join(keys)})(?=\w+(?: and \w+)?: )", said)[0]
    return following.replace("``", "`").rstrip(".")


def _as_written(part: Any) -> Any:
    """Editors take ``9.1`` for a number; here it is text, kept as written. So text may look like a number."""
    if isinstance(part, dict):
        plain = part.get("type") == "string" and not part.keys() & {"enum", "const", "format"}
        kept = {key: _as_written(value) for key, value in part.items()}
        return {**kept, "type": ["string", "number"]} if plain else kept
    return [_as_written(value) for value in part] if isinstance(part, list) else part
