"""``sucharit audit``: one website without a database, for people and for machines."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

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


def test_the_report_is_valid_by_the_published_schema(report, tmp_path: Path) -> None:
    schema = json.loads((Path(__file__).resolve().parents[3] / "docs" / "guide" / "audit.schema.json").read_text())
    Draft202012Validator(schema).validate(report[0])


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


@pytest.mark.parametrize(
    ("options", "met"),
    [
        ((), None),
        (("--head", "พ.ต.อ. พิทักษ์พงษ์ เจริญกุล"), True),
        (("--head", "พ.ต.อ. มานะ อดทน", "--former-head", "พ.ต.อ. พิทักษ์พงษ์ เจริญกุล"), False),
    ],
)
def test_who_heads_the_unit_may_be_told(replica: str, options: tuple[str, ...], met: bool | None) -> None:
    result = audit(replica, "--item", "O1", "--json", "-", "--now", "2024-04-01", *options)
    elements = json.loads(result.stdout)["items"][0]["elements"]
    assert [element["met"] for element in elements if element["id"] == "superintendent"] == [met]


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


@pytest.mark.parametrize(("language", "words"), [("th", "ไม่รับการเชื่อมต่อ"), ("en", "The connection was refused")])
def test_a_site_that_gives_nothing_says_why(unused_tcp_port: int, language: str, words: str) -> None:
    site = f"http://127.0.0.1:{unused_tcp_port}/"
    result = audit(site, "--item", "O1", "--language", language)
    assert words in result.stdout
    assert site in result.stdout.rstrip().splitlines()[-1]


def test_a_private_address_names_the_option_that_allows_it(unused_tcp_port: int) -> None:
    words = ["audit", f"http://127.0.0.1:{unused_tcp_port}/", "--item", "O1", "--language", "en"]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, "--allow-private" in result.stdout) == (1, True)


def test_a_host_alone_is_asked_by_https_and_then_by_http(unused_tcp_port: int) -> None:
    found = json.loads(audit(f"127.0.0.1:{unused_tcp_port}", "--item", "O1", "--json", "-").stdout)
    assert found["site"] == f"https://127.0.0.1:{unused_tcp_port}"
    asked = json.loads(audit("127.0.0.1", "--item", "O1", "--json", "-").stdout)
    assert {problem["url"].split(":")[0] for problem in asked["problems"]} == {"http", "https"}


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
        (("http://site.example/", "--json", "/proc/report.json"), "/proc/report.json"),
        (("http://site.example/", "--snapshots", "/proc/kept"), "/proc/kept"),
        (("http://site.example/", "--rubric", "/dev"), "/dev"),
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


def diff(*words: str) -> Result:
    return CliRunner().invoke(main, ["audit", "diff", *words])


def test_what_changed_between_two_reports_is_told_in_words(report, tmp_path: Path) -> None:
    found, _, _ = report
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    before.write_text(json.dumps(found))
    assert (diff(str(before), str(before)).stdout, diff(str(before), str(before)).exit_code) == ("", 0)
    found["items"][0]["verdict"] = "missing"
    after.write_text(json.dumps(found))
    result = diff(str(before), str(after))
    assert (result.exit_code, result.stdout) == (1, "O1  ผลตรวจเปลี่ยนจาก “พบครบถ้วน” เป็น “ไม่พบ”\n")
    english = diff(str(before), str(after), "--language", "en").stdout
    assert english == "O1  The verdict changed from “present” to “missing”\n"
    [change] = json.loads(diff(str(before), str(after), "--json").stdout)
    assert (change["item"], change["kind"], change["before"], change["after"]) == (
        "O1",
        "verdict",
        "present",
        "missing",
    )
    assert diff(str(before), str(after), "--item", "O2").exit_code == 0
    found["items"][0]["verdict"] = "present"


def test_a_file_that_is_no_report_is_wrong_use(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}")
    for words in ((str(other), str(other)), (str(other), "none.json"), (str(other),)):
        assert diff(*words).exit_code == 2


def test_render_says_what_to_install_where_there_is_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    from services.crawler.render import browser

    monkeypatch.setattr(browser, "_NAMES", ("no-such-browser",))
    result = audit("http://site.example/", "--render")
    assert result.exit_code == 2
    assert "apt install chromium" in result.stderr
    monkeypatch.setattr(browser, "find_spec", lambda _: None)
    assert "sucharit[render]" in audit("http://site.example/", "--render").stderr


def in_a_shell(before: str, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, after a line of shell."""
    command = f'{before}; exec "$0" -m services.cli audit --allow-private "$@"'
    return subprocess.run(
        ["sh", "-c", command, sys.executable, *words],
        cwd=Path(__file__).resolve().parents[3],
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("option", [("--snapshots", "kept"), ("--json", "report.json")])
def test_a_disk_that_takes_no_more_is_told_in_one_line(replica: str, tmp_path: Path, option: tuple[str, str]) -> None:
    words = (replica, "--item", "O1", "--max-pages", "3", option[0], str(tmp_path / option[1]))
    done = in_a_shell("ulimit -f 0", *words)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr.decode().splitlines()[-1].startswith("sucharit: ")
    assert str(tmp_path) in done.stderr.decode()


@pytest.mark.parametrize("encoding", ["tis-620", "cp874", "latin-1"])
def test_a_terminal_that_is_not_of_utf_8_gets_what_it_can_show(unused_tcp_port: int, encoding: str) -> None:
    words = (f"http://127.0.0.1:{unused_tcp_port}/", "--item", "O1", "--language", "th")
    done = in_a_shell(":", *words, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    said = done.stdout.decode(encoding)
    assert "O1" in said
    assert ("เว็บไซต์ไม่ตอบสนอง" in said) == (encoding != "latin-1")
