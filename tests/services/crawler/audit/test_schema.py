"""The schema of a report: up to date, holding what the contract names, and refusing what is no report."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from services.crawler.audit import AuditReport, ItemFinding, LinkFinding
from services.crawler.audit.model import ElementFinding, ProblemFinding, Text, utc_now
from services.crawler.audit.schema import report_schema

FILE = Path(__file__).resolve().parents[4] / "docs" / "guide" / "audit.schema.json"
VALIDATOR = Draft202012Validator(report_schema(), format_checker=FormatChecker())

#: What design §9 fixes, object by object.
CONTRACT = {
    "AuditReport": "site rubric started_at finished_at outcome pages requests bytes problems items unmatched_links",
    "ProblemFinding": "url kind detail",
    "ItemFinding": "item verdict confidence links elements months note",
    "LinkFinding": "page text url status media_type sha256 why",
    "ElementFinding": "id met",
}


def report() -> dict[str, Any]:
    link = LinkFinding(
        page="https://unit.test/",
        text="โครงสร้าง",
        url="https://unit.test/o1",
        status=200,
        media_type="application/pdf",
        sha256="ab" * 32,
        why="code in cell",
        confidence=0.97,
        href="/o1",
        ordinal=0,
    )
    item = ItemFinding(
        item="O1",
        verdict="present",
        confidence=0.97,
        links=(link,),
        elements=(ElementFinding(id="org_chart", met=None),),
        months=("2566-10",),
        note=Text(th="ก", en="a"),
        title=Text(th="โครงสร้าง", en="Structure"),
        points="1",
    )
    made = AuditReport(
        site="https://unit.test/",
        rubric="2567-provincial-immigration",
        started_at=utc_now(),
        finished_at=utc_now(),
        outcome="complete",
        pages=1,
        requests=2,
        bytes=3,
        problems=(ProblemFinding(url="https://unit.test/", kind="tls", detail="expired"),),
        items=(item,),
        unmatched_links=0,
        fiscal_year=2567,
    )
    found: dict[str, Any] = json.loads(made.encoded())
    return found


def test_the_file_is_up_to_date_and_a_schema() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == report_schema(), "run scripts/audit-schema"
    Draft202012Validator.check_schema(report_schema())


@pytest.mark.parametrize("name", CONTRACT)
def test_what_the_contract_fixes_is_required(name: str) -> None:
    assert set(report_schema()["$defs"][name]["required"]) >= set(CONTRACT[name].split())


def test_a_report_is_valid() -> None:
    VALIDATOR.validate(report())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("outcome",), "good"),
        (("pages",), "57"),
        (("started_at",), None),
        (("items", 0, "verdict"), "met"),
        (("items", 0, "confidence"), 1.5),
        (("items", 0, "elements", 0, "met"), "yes"),
        (("items", 0, "note"), "text"),
        (("items", 0, "links", 0, "status"), "200"),
        (("problems", 0), {"url": "x"}),
    ],
)
def test_what_is_no_report_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    broken = place = copy.deepcopy(report())
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(broken)
