"""The schema for editors: up to date, explained by the docstrings, and agreeing with the loader on real files."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from shared.rubric import available_rubrics
from shared.rubric.loader import RUBRICS
from shared.rubric.schema import author_schema

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "docs" / "guide" / "rubric.schema.json"
SCHEMA = author_schema()


class Yaml12(yaml.SafeLoader):
    """Reads as editors do: numbers and booleans, but dates are text."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, Loader=Yaml12)


def test_the_schema_is_up_to_date() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == SCHEMA, "run scripts/rubric-schema"


def test_the_script_says_whether_it_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "rubric-schema", "--check"], check=False)
    assert done.returncode == 0


def test_the_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("rubric_id", available_rubrics())
def test_packaged_rubrics_name_the_schema_and_follow_it(rubric_id: str) -> None:
    file = RUBRICS / f"{rubric_id}.yaml"
    text = file.read_text(encoding="utf-8")
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / named).resolve() == FILE
    errors = [error.json_path for error in Draft202012Validator(SCHEMA).iter_errors(as_an_editor_reads(text))]
    assert errors == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("fiscal_year: 2567", "fiscal_yaer: 2567", "$"),
        ("rule: flat_sum", "rule: flat", "$.rule"),
        ("{kind: officer_name,", "{kind: officer,", "$.items[0].elements[4].check"),
        ("reversed: true", "reversed: perhaps", "$.questions[4].reversed"),
    ],
)
def test_the_schema_finds_what_an_author_mistypes(old: str, new: str, path: str) -> None:
    text = (RUBRICS / "2567-provincial-immigration.yaml").read_text(encoding="utf-8").replace(old, new, 1)
    errors = {error.json_path for error in Draft202012Validator(SCHEMA).iter_errors(as_an_editor_reads(text))}
    assert errors == {path}


def test_keys_are_explained_by_the_docstrings() -> None:
    parts = SCHEMA["$defs"]
    assert parts["Item"]["properties"]["aliases"]["description"] == "other titles that real pages use"
    assert parts["Element"]["properties"]["required"]["description"].startswith("a missing required element")
    assert parts["Crosswalk"]["properties"]["unchanged"]["description"] == "items that are the same under the same id"
    assert "averages items" in SCHEMA["properties"]["rule"]["description"]
    assert all("description" in part for part in parts.values())
