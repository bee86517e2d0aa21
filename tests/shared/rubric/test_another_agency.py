"""A new agency group is a file: a municipality of five items is loaded, scored and audited without a line of code."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from services.cli.main import main
from shared.rubric import load_rubric
from shared.rubric.check import check_rubric
from shared.rubric.scoring import Standing, SurveyTally, score, score_json
from tests.shared.rubric.scoring.builders import items_scored

FILE = Path(__file__).parent / "data" / "municipality.yaml"
#: Path → page. O5 is nowhere, and O2 lacks its e-mail address.
PAGES = {
    "/": '<h1>เทศบาลเมืองทดสอบ</h1><a href="/ita">ITA เปิดเผยข้อมูลสาธารณะ OIT</a>',
    "/ita": (
        "<h1>OIT ปีงบประมาณ พ.ศ. 2567</h1><table>"
        '<tr><td>O1</td><td>โครงสร้างเทศบาล</td><td><a href="/structure">ดู</a></td></tr>'
        '<tr><td>O2</td><td>ข้อมูลการติดต่อเทศบาล</td><td><a href="/contact">ดู</a></td></tr>'
        '<tr><td>O3</td><td>แผนพัฒนาท้องถิ่น</td><td><a href="/plan">ดู</a></td></tr>'
        '<tr><td>O4</td><td>เทศบัญญัติงบประมาณรายจ่าย</td><td><a href="/budget">ดู</a></td></tr></table>'
    ),
    "/structure": "<h1>โครงสร้างเทศบาล</h1><p>แผนผังโครงสร้างส่วนราชการของเทศบาล</p>",
    "/contact": "<h1>ติดต่อเทศบาล</h1><p>โทรศัพท์ 042-611-985</p>",
    "/plan": "<h1>แผนพัฒนาท้องถิ่น</h1><p>ประจำปีงบประมาณ พ.ศ. 2567</p>",
    "/budget": "<h1>เทศบัญญัติ</h1><p>เทศบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2567</p>",
}


@pytest.fixture
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGES.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<html><head><title>เทศบาล</title></head><body>{body or '404'}</body></html>".encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_can_be_used() -> None:
    assert check_rubric(FILE.read_text(encoding="utf-8"), FILE.name).problems == ()


def test_it_is_scored_by_its_own_rules() -> None:
    rubric = load_rubric(FILE)
    surveys = {"IIT": SurveyTally({"i1": {"yes": 3, "no": 1}}, 4), "EIT1": SurveyTally({"e1": {"yes": 2}}, 2)}
    met = {"O1": True, "O2": False, "O3": True, "O4": True, "O5": False}
    standing = Standing("TH-49-town", 2567, surveys=surveys, items=items_scored(met))  # type: ignore[arg-type]
    found = score_json(score(rubric, standing, date(2024, 9, 30)))
    oit = Fraction(20, 2) + Fraction(20) * 2 / 3
    assert found["instruments"]["OIT"]["expected"] == f"{float(oit):.2f}" == "23.33"
    assert found["instruments"]["IIT"]["expected"] == "22.50"
    assert found["total"]["expected"] == "75.83"
    assert found["level"]["code"] == "fail"
    assert found["unconfirmed"] == []


def test_its_website_is_audited(site: str) -> None:
    arguments = ["audit", site, "--rubric", str(FILE), "--json", "-", "--allow-private", "--now", "2024-04-15"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1, result.output
    report = json.loads(result.stdout)
    assert report["rubric"] == "municipality"
    verdicts = {item["item"]: item["verdict"] for item in report["items"]}
    assert verdicts == {"O1": "present", "O2": "partial", "O3": "present", "O4": "present", "O5": "missing"}
    contact = next(item for item in report["items"] if item["item"] == "O2")
    assert {element["id"]: element["met"] for element in contact["elements"]} == {"phone": True, "email": False}
    assert [link["url"] for link in contact["links"]] == [f"{site}contact"]
