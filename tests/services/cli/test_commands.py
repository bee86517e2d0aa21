"""Commands on the database: what they print, what they record, how they end."""

import json

import psycopg
import pytest

from services.cli.progress import pace
from shared.log import Log
from shared.postgres import libpq_url
from tests.databases import Database
from tests.services.cli.conftest import Cli


def test_migrating_twice_changes_nothing(cli: Cli) -> None:
    assert [cli("migrate").exit_code for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(("language", "word"), [("th", "พบข้อขัดแย้ง"), ("en", "contradictions found")])
def test_a_case_is_recorded_once_and_its_contradictions_are_printed(
    cli: Cli, log: Log, language: str, word: str
) -> None:
    first = cli("load-case", "mukdahan-2567", "--language", language)
    assert first.exit_code == 0, first.output
    assert word in first.output
    head = log.head()
    assert head > 0
    again = cli("load-case", "mukdahan-2567", "--language", language)
    assert "0 facts recorded" in again.output
    assert log.head() == head


def test_a_case_for_machines(cli: Cli) -> None:
    found = json.loads(cli("load-case", "mukdahan-2567", "--json").output)
    assert (found["case"], found["settled"]) == ("mukdahan-2567", True)
    assert found["recorded"] == found["known"] > 0
    assert all(each["variants"] and each["chosen"] and each["why"]["en"] for each in found["contradictions"])


@pytest.mark.parametrize("case", ["nowhere-2567", "nowhere.yaml"])
def test_an_unknown_case_is_wrong_use(cli: Cli, log: Log, case: str) -> None:
    result = cli("load-case", case)
    assert result.exit_code == 2
    assert case in result.stderr
    assert log.head() == 0


def test_offices_are_registered_once(cli: Cli) -> None:
    assert cli("load-offices").output.startswith("77 offices registered, 0 were known")
    assert cli("load-offices").output.startswith("0 offices registered, 77 were known")


def test_an_untouched_log_verifies(cli: Cli) -> None:
    cli("load-offices")
    result = cli("verify")
    assert (result.exit_code, result.output) == (0, "0 faults up to position 77\n")


def test_tampering_is_found_and_named(cli: Cli, database: Database) -> None:
    cli("load-offices")
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute(
            "SET sucharit.allow_change = 'on'; UPDATE events SET data = data || '{\"division\": 6}' WHERE position = 7"
        )
    result = cli("verify")
    assert result.exit_code == 1
    assert "position 7, unit/" in result.output
    machine = cli("verify", "--json")
    assert machine.exit_code == 1
    fault = json.loads(machine.output)["faults"][0]
    assert (fault["kind"], fault["position"]) == ("changed", 7)


def test_a_view_is_rebuilt_by_name(cli: Cli) -> None:
    result = cli("rebuild", "units")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("units rebuilt in")


def test_all_views_are_rebuilt_and_told_as_json(cli: Cli) -> None:
    result = cli("rebuild", "--all", "--json")
    assert result.exit_code == 0, result.output
    rebuilt = json.loads(result.stdout)["rebuilt"]
    assert {"units", "scores", "history"} <= {each["view"] for each in rebuilt}
    assert len({each["position"] for each in rebuilt}) == 1


@pytest.mark.parametrize("words", [(), ("units", "--all")])
def test_one_view_or_all_must_be_named(cli: Cli, words: tuple[str, ...]) -> None:
    assert cli("rebuild", *words).exit_code == 2


def test_the_pace_tells_percent_rate_and_time_left() -> None:
    assert pace(2_000, 8_000, 2.0, "events") == "25 %, 1,000 events/s, 6 s left"
    assert pace(0, 8_000, 0.0, "events") == "0 %, 0 events/s"


def test_an_unknown_view_is_wrong_use(cli: Cli) -> None:
    result = cli("rebuild", "nothing")
    assert result.exit_code == 2
    assert "there is no view 'nothing'; there are " in result.stderr


def test_accounts_are_made_listed_and_disabled(cli: Cli) -> None:
    made = cli("user", "add", "somchai", "--role", "officer", "--unit", "TH-49", "--password", "correct horse")
    assert made.exit_code == 0, made.output
    assert cli("user", "list").output == "somchai\tofficer\tTH-49\n"
    assert cli("user", "disable", "somchai").exit_code == 0
    listed = json.loads(cli("user", "list", "--json").output)
    assert [(each["account"], each["disabled"]) for each in listed] == [("somchai", True)]


def test_an_account_is_made_once(cli: Cli) -> None:
    words = ("user", "add", "somchai", "--role", "assessor", "--password", "correct horse")
    assert [cli(*words).exit_code for _ in range(2)] == [0, 1]
    assert "there is an account somchai already" in cli(*words).stderr


def test_an_officer_without_a_unit_is_wrong_use(cli: Cli) -> None:
    result = cli("user", "add", "somchai", "--role", "officer", "--password", "correct horse")
    assert result.exit_code == 2
    assert "needs a unit" in result.stderr


def test_tokens_are_issued_and_revoked(cli: Cli) -> None:
    cli("user", "add", "machine", "--role", "bureau", "--password", "correct horse")
    issued = cli("token", "issue", "machine", "--label", "export")
    assert issued.exit_code == 0
    token_id = issued.output.strip().partition(".")[0]
    assert [cli("token", "revoke", token_id).exit_code for _ in range(2)] == [0, 1]


def test_a_token_needs_an_account_and_known_scopes(cli: Cli) -> None:
    assert cli("token", "issue", "nobody").exit_code == 1
    assert cli("token", "issue", "nobody", "--scope", "everything").exit_code == 2


def test_audits_of_the_night_are_requested_for_open_rounds_with_a_website(cli: Cli, log: Log) -> None:
    assert json.loads(cli("nightly", "--json").output) == {"requested": 0}


def test_simulating_a_year_without_criteria_is_wrong_use(cli: Cli) -> None:
    result = cli("simulate", "--year", "2560")
    assert result.exit_code == 2
    assert "2567" in result.stderr
