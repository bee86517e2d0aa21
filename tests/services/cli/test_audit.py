"""``sucharit audit``: one website without a database, for people and for machines."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.main import main

ITEM_KEYS = {"item", "verdict", "confidence", "links", "elements", "months", "note"}
LINK_KEYS = {"page", "text", "url", "status", "media_type", "sha256", "why"}
VERDICTS = {"present", "partial", "missing", "stale", "wrong_format", "unknown"}


def audit(*words: str) -> Result:
    return CliRunner().invoke(main, ["audit", "--allow-private", *words])


@pytest.fixture(scope="module")
def report(replica: str, tmp_path_factory: pytest.TempPathFactory):
    """The whole audit of the replica: the JSON, the exit code, the folder of snapshots."""
    folder = tmp_path_factory.mktemp("audit")
    words = ("--json", str(folder / "report.json"), "--snapshots", str(folder / "kept"), "--now", "2024-04-01")
    result = audit(replica, *words)
    return json.loads((folder / "report.json").read_text()), result, folder / "kept"


def test_the_report_has_the_keys_and_types_of_its_contract(report, replica: str) -> None:
    found, _, _ = report
    assert found["site"] == replica
    assert found["rubric"] == "2567-provincial-immigration"
    assert found["outcome"] in {"complete", "partial"}
    assert datetime.fromisoformat(found["started_at"]) <= datetime.fromisoformat(found["finished_at"])
    assert all(type(found[key]) is int and found[key] > 0 for key in ("pages", "requests", "bytes"))
    assert type(found["unmatched_links"]) is int
    assert all({"url", "kind", "detail"} <= problem.keys() for problem in found["problems"])


def test_every_item_has_a_verdict_with_its_proof(report) -> None:
    found, _, _ = report
    assert [each["item"] for each in found["items"]] == [f"O{number}" for number in range(1, 25)]
    for each in found["items"]:
        assert each.keys() >= ITEM_KEYS
        assert each["verdict"] in VERDICTS
        assert 0 <= each["confidence"] <= 1
        assert each["note"] is None or each["note"].keys() == {"th", "en"}
        assert all(link.keys() >= LINK_KEYS for link in each["links"])
        assert all(element.keys() >= {"id", "met", "evidence", "url"} for element in each["elements"])
    assert sum(each["verdict"] == "present" for each in found["items"]) == 13


def test_items_that_are_not_present_make_it_a_finding(report) -> None:
    _, result, _ = report
    assert result.exit_code == 1
    assert "O1" in result.stdout
    assert "O24" in result.stdout


def test_what_was_fetched_is_kept(report) -> None:
    found, _, kept = report
    index = [json.loads(line) for line in (kept / "index.jsonl").read_text().splitlines()]
    links = [link for item in found["items"] for link in item["links"]]
    proofs = {link["sha256"] for link in links if link["sha256"] and link["reached"] in {"page", "document"}}
    assert proofs
    assert proofs <= {entry["sha256"] for entry in index}


def test_a_present_item_alone_is_no_finding_and_json_goes_to_standard_output(replica: str) -> None:
    result = audit(replica, "--item", "O1", "--json", "-", "--now", "2024-04-01", "--max-pages", "30")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [each["item"] for each in found["items"]] == ["O1"]
    assert found["pages"] <= 30


def test_links_that_a_person_judged_count_as_judged(replica: str, tmp_path: Path) -> None:
    seen = json.loads(audit(replica, "--item", "O1", "--json", "-", "--now", "2024-04-01").stdout)["items"][0]["links"]
    said = [{"item": "O1", "url": link["url"], "decision": "rejected", "shown": True} for link in seen]
    said += [{"item": "O1", "url": replica, "decision": None}]
    file = tmp_path / "links.json"
    file.write_text(json.dumps({"unit": "TH-49", "fiscal_year": 2567, "links": said}))
    result = audit(replica, "--item", "O1", "--judged", str(file), "--json", "-", "--now", "2024-04-01")
    urls = {link["url"] for link in json.loads(result.stdout)["items"][0]["links"]}
    assert seen and not urls & {link["url"] for link in seen}


@pytest.mark.parametrize("content", ["[]", "{}", "nonsense", '{"links": [{"decision": "confirmed"}]}', '{"links": 7}'])
def test_a_file_of_judged_links_that_is_none_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "links.json"
    file.write_text(content)
    result = audit("http://site.example/", "--judged", str(file))
    assert result.exit_code == 2 and "links.json" in result.stderr


def test_a_rubric_of_ones_own_is_used(replica: str, tmp_path: Path) -> None:
    import shared.rubric

    packaged = Path(shared.rubric.__file__).parent / "rubrics" / "2567-provincial-immigration.yaml"
    own = tmp_path / "own.yaml"
    own.write_text(packaged.read_text())
    result = audit(replica, "--rubric", str(own), "--item", "O1", "--json", "-", "--now", "2024-04-01")
    assert result.exit_code == 0, result.output


def test_a_site_that_is_down_is_a_finding_of_unknowns(unused_tcp_port: int) -> None:
    result = audit(f"http://127.0.0.1:{unused_tcp_port}/", "--json", "-")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["outcome"] == "down"
    assert {each["verdict"] for each in found["items"]} == {"unknown"}


@pytest.fixture
def unused_tcp_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("ftp://site.example/",), "ftp://site.example/"),
        (("not an address",), "not an address"),
        (("http://site.example/", "--item", "O99"), "O99"),
        (("http://site.example/", "--rubric", "1999-nobody"), "1999-nobody"),
        (("http://site.example/", "--rubric", "none.yaml"), "none.yaml"),
        (("http://site.example/", "--max-pages", "0"), "0"),
        (("http://site.example/", "--now", "1 April"), "1 April"),
        (("http://site.example/", "--json", "no/such/folder/report.json"), "no/such/folder"),
        ((), "SITE_URL"),
    ],
)
def test_wrong_use_is_told_precisely(words: tuple[str, ...], message: str) -> None:
    result = audit(*words)
    assert result.exit_code == 2, result.output
    assert message in result.stderr


def test_a_rubric_with_a_mistake_is_named_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: broken\nfiscal_year: never\n")
    result = audit("http://site.example/", "--rubric", str(broken))
    assert result.exit_code == 2
    assert "broken.yaml:2" in result.stderr
    assert "fiscal_year" in result.stderr
