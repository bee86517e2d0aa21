"""The whole, running: what somebody sees who starts it, works with it by HTTP, kills parts of it and stops it."""

import os
import signal
import stat
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from shared.evidence import FolderBlobs
from tests.end_to_end.whole import ROUND, Whole, eventually, views

OFFICERS = ("วลัยพร จงรักษ์", "สุปราณี เรือนใสแก้ว")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Started once, with the demonstration, in a folder whose name has spaces and Thai letters."""
    running = Whole(tmp_path_factory.mktemp("ข้อมูล ของเรา") / "data", DEMO="1")
    running.start()
    yield running
    running.end()


def caught_up(whole: Whole) -> None:
    """Wait until every view has reached the head of the log."""
    eventually(lambda: all(view["behind"] == 0 for view in whole.get("/readyz")["views"]))


def sheet(prefix: str, count: int, option: str) -> dict[str, str]:
    return {f"{prefix}{number}": option for number in range(1, count + 1)}


def test_it_says_where_to_look_and_how_far_it_is(whole: Whole) -> None:
    said = "\n".join(whole.output)
    for word in (
        "database ready",
        "API, worker and crawler running",
        "77 provincial offices",
        "76 other units",
        "13 of 24",
    ):
        assert word in said
    assert f"http://127.0.0.1:{whole.port}" in said
    assert "Traceback" not in said


def test_secrets_are_for_nobody_else(whole: Whole) -> None:
    for name in ("operator.token", "accounts.txt", "secret.key", "up.lock"):
        assert stat.S_IMODE((whole.data_dir / name).stat().st_mode) == 0o600, name
    assert stat.S_IMODE(whole.data_dir.stat().st_mode) == (0o711 if os.geteuid() == 0 else 0o700)
    for name in ("blobs", "logs", "snapshots", "postgres"):
        assert stat.S_IMODE((whole.data_dir / name).stat().st_mode) == 0o700, name


def test_the_score_comes_from_the_replica_and_from_no_answers(whole: Whole) -> None:
    score = whole.get(f"{ROUND}/score")
    audited = score["instruments"]["OIT"]
    assert 0 < Decimal(audited["low"]) <= Decimal(audited["expected"]) <= Decimal(audited["high"]) <= 40
    assert audited["basis"] == "evidence"
    for instrument in ("IIT", "EIT"):
        part = score["instruments"][instrument]
        assert (Decimal(part["low"]), Decimal(part["high"]), part["basis"]) == (0, 30, "no_answers")
    assert score["simulated"] is False


def test_everything_simulated_says_so_and_nothing_else(whole: Whole) -> None:
    simulated = {row["unit"]: row["simulated"] for row in whole.get("/api/v1/rounds/2567/comparison")["units"]}
    assert len(simulated) == 77
    assert [unit for unit, made_up in simulated.items() if not made_up] == ["TH-49"]


def test_what_people_do_changes_the_views(whole: Whole) -> None:
    assignment = {"item": "O1", "officers": [OFFICERS[0]], "supervisor": OFFICERS[1], "due": "2024-02-28"}
    whole.post(f"{ROUND}/assignments", assignment)
    whole.post(f"{ROUND}/evidence", {"item": "O1", "url": "https://mukdahan.immigration.example/o1"})
    whole.post(f"{ROUND}/submissions", {"item": "O1"})
    done = whole.post(f"{ROUND}/approvals", {"item": "O1", "decision": "approved"})
    for prefix, count, instrument in (("i", 15, "IIT"), ("e", 6, "EIT1")):
        body = {"instrument": instrument, "answers": sheet(prefix, count, "most"), "work_line": "administration"}
        done = whole.post(f"{ROUND}/responses", body)
    items = whole.get(f"{ROUND}/items?min_position={done['position']}")["items"]
    first = next(item for item in items if item["item"] == "O1")
    assert (first["status"], first["due"], first["officers"]) == ("approved", "2024-02-28", [OFFICERS[0]])
    instruments = whole.get(f"{ROUND}/score?min_position={done['position']}")["instruments"]
    assert {name: instruments[name]["basis"] for name in ("IIT", "EIT")} == {"IIT": "answers", "EIT": "answers"}


def test_an_uploaded_file_is_kept(whole: Whole) -> None:
    form = (
        b'--edge\r\nContent-Disposition: form-data; name="item"\r\n\r\nO6\r\n'
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="oct.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\nOctober 2566\r\n--edge--\r\n"
    )
    added = whole.post(f"{ROUND}/evidence", form, **{"Content-Type": "multipart/form-data; boundary=edge"})
    digest = added["events"][0]["data"]["sha256"]
    assert FolderBlobs(whole.data_dir / "blobs").get(digest) == b"October 2566"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("responses", {"instrument": "IIT", "answers": {"i1": "superb"}}, 422),
        ("assignments", {"item": "O99", "officers": [OFFICERS[0]]}, 404),
        ("assignments", {"item": "O1", "officers": ["ไม่มี ใครรู้จัก"]}, 422),
        ("approvals", {"item": "O24", "decision": "approved"}, 409),
        ("staff-count", b"{not json", 400),
    ],
)
def test_bad_input_is_a_problem_and_leaves_the_log_alone(whole: Whole, path: str, body: object, status: int) -> None:
    before = whole.head()
    answered, problem = whole.call("POST", f"{ROUND}/{path}", body, **{"Content-Type": "application/json"})
    assert (answered, problem["status"]) == (status, status), problem
    assert problem["title"]
    assert whole.head() == before


def test_a_second_one_on_the_same_folder_is_refused_and_harms_nobody(whole: Whole) -> None:
    second = Whole(whole.data_dir, DEMO="0")
    with pytest.raises(AssertionError, match="it runs already with this data folder"):
        second.start()
    assert second.process.wait() == 1
    whole.get(f"{ROUND}/score")


def test_a_killed_worker_loses_nothing(whole: Whole) -> None:
    killed = whole.processes("services.cli work")[0]
    os.kill(killed, signal.SIGKILL)
    body = {"instrument": "IIT", "answers": sheet("i", 15, "high")}
    position = whole.post(f"{ROUND}/responses", body)["position"]
    eventually(lambda: [pid for pid in whole.processes("services.cli work") if pid != killed])
    caught_up(whole)
    assert whole.head() >= position
    assert views(whole) == views(whole, rebuilt=True)


def test_a_killed_database_is_started_again_and_everybody_finds_it(whole: Whole) -> None:
    pid_file = whole.data_dir / "postgres" / "cluster" / "postmaster.pid"
    killed = int(pid_file.read_text().split("\n", 1)[0])
    os.kill(killed, signal.SIGKILL)
    whole.says("database ended")
    eventually(lambda: _answers(whole))
    position = whole.post(f"{ROUND}/responses", {"instrument": "IIT", "answers": sheet("i", 15, "low")})["position"]
    caught_up(whole)
    assert whole.head() >= position


def _answers(whole: Whole) -> bool:
    try:
        return whole.call("GET", "/readyz")[0] == 200
    except OSError:
        return False


def test_it_stops_cleanly_and_goes_on_where_it_was(whole: Whole) -> None:
    caught_up(whole)
    head, before = whole.head(), whole.get(f"{ROUND}/items")
    whole.interrupt()
    assert (whole.process.returncode, whole.processes()) == (0, [])
    said = "\n".join(whole.output)
    assert "stopped; nothing is lost" in said
    assert "Traceback" not in said
    whole.start()
    assert whole.head() == head
    assert whole.get(f"{ROUND}/items") == before


def test_a_killed_supervisor_leaves_nobody_behind(whole: Whole) -> None:
    head = whole.head()
    whole.kill()
    eventually(lambda: not whole.processes())
    assert not (whole.data_dir / "postgres" / "cluster" / "postmaster.pid").exists(), "the database stopped cleanly"
    whole.start()
    assert whole.head() == head


def test_without_the_demonstration_nothing_is_made_up(tmp_path: Path) -> None:
    real = Whole(tmp_path / "data", DEMO="0")
    try:
        real.start()
        units = real.get("/api/v1/units?fiscal_year=2567&limit=1000")["items"]
        assert len(units) == 77
        assert [unit["unit"] for unit in units if unit["years"]] == ["TH-49"]
        assert not any(unit["simulated"] for unit in units)
        eventually(lambda: real.get(f"{ROUND}/score")["instruments"]["OIT"]["basis"] == "evidence")
        assert (tmp_path / "data" / "accounts.txt").read_text().split("\t")[0] == "operator"
    finally:
        real.end()


def test_ctrl_c_in_the_middle_of_the_first_start_is_clean(tmp_path: Path) -> None:
    early = Whole(tmp_path / "data", DEMO="1")
    try:
        early.start(until="database ready")
        early.interrupt()
        assert early.process.returncode == 0
        assert "Traceback" not in "\n".join(early.output)
    finally:
        early.end()
