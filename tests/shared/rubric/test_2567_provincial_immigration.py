"""The packaged rubric says what Mukdahan immigration's report of FY2567 says."""

from datetime import date
from fractions import Fraction

import pytest

from shared.rubric import Rubric, as_json

#: Minutes 1/2567, table of weights: indicator → (number of questions or items, points, points each).
INDICATORS = {
    1: (7, "14", "2"),
    2: (2, "4", "2"),
    3: (3, "6", "2"),
    4: (1, "2", "2"),
    5: (2, "4", "2"),
    6: (3, "15", "5"),
    7: (1, "5", "5"),
    8: (2, "10", "5"),
    9: (16, "24", "1.5"),
    10: (8, "16", "2"),
}
#: The same table: sub-indicator → (number of items, points).
SUB_INDICATORS = {
    "9.1": (5, "7.5"),
    "9.2": (5, "7.5"),
    "9.3": (4, "6"),
    "9.4": (1, "1.5"),
    "9.5": (1, "1.5"),
    "10.1": (6, "12"),
    "10.2": (2, "4"),
}
#: Calendar 2: item → (how many elements it lists, the internal deadline).
ITEMS = {
    "O1": (11, date(2024, 2, 29)),
    "O2": (4, date(2024, 1, 31)),
    "O3": (3, date(2024, 1, 31)),
    "O4": (6, date(2024, 1, 31)),
    "O5": (6, None),
    "O6": (8, date(2024, 3, 31)),
    "O7": (1, date(2024, 3, 31)),
    "O8": (3, date(2024, 3, 31)),
    "O9": (4, date(2024, 1, 31)),
    "O10": (4, date(2024, 3, 31)),
    "O11": (8, date(2024, 3, 31)),
    "O12": (4, date(2024, 3, 31)),
    "O13": (6, date(2024, 3, 31)),
    "O14": (11, date(2024, 3, 31)),
    "O15": (4, date(2024, 1, 31)),
    "O16": (5, date(2024, 1, 31)),
    "O17": (11, date(2024, 1, 31)),
    "O18": (5, date(2024, 3, 31)),
    "O19": (13, date(2024, 1, 31)),
    "O20": (4, date(2024, 3, 31)),
    "O21": (3, date(2024, 3, 31)),
    "O22": (8, date(2024, 3, 31)),
    "O23": (12, date(2024, 1, 31)),
    "O24": (10, date(2024, 3, 31)),
}
SIX_MONTHS = ("2566-10", "2566-11", "2566-12", "2567-01", "2567-02", "2567-03")


def test_weights_of_the_instruments(rubric: Rubric) -> None:
    assert {part.id: part.weight for part in rubric.instruments} == {"IIT": 30, "EIT": 30, "OIT": 40}


@pytest.mark.parametrize("number", INDICATORS)
def test_table_of_points(rubric: Rubric, number: int) -> None:
    count, points, each = INDICATORS[number]
    mine = [question.points for question in rubric.questions if question.indicator == number]
    mine += [item.points for item in rubric.items if item.indicator == number]
    assert mine == [Fraction(each)] * count
    assert next(part.points for part in rubric.indicators if part.id == number) == Fraction(points)


def test_sub_indicators(rubric: Rubric) -> None:
    subs = {sub.id: sub.points for part in rubric.indicators for sub in part.sub_indicators}
    assert subs == {name: Fraction(points) for name, (_, points) in SUB_INDICATORS.items()}
    for name, (count, _) in SUB_INDICATORS.items():
        assert sum(item.sub_indicator == name for item in rubric.items) == count


def test_questions_are_numbered_drafted_and_in_both_languages(rubric: Rubric) -> None:
    assert [q.id for q in rubric.questions_of("IIT")] == [f"i{n}" for n in range(1, 16)]
    assert [q.id for q in rubric.questions_of("EIT1")] == [f"e{n}" for n in range(1, 7)]
    assert rubric.questions_of("EIT2") == rubric.questions_of("EIT1")
    assert all(q.drafted and q.text.th and q.text.en for q in rubric.questions)
    assert not rubric.question_wording.confirmed


def test_questions_about_something_bad_are_reversed(rubric: Rubric) -> None:
    reversed_ = {q.id for q in rubric.questions if q.reversed}
    bad = {q.id for q in rubric.questions if any(word in q.text.th for word in ("เรียกรับ", "ธุระส่วนตัว", "ซื้อขายตำแหน่ง"))}
    assert bad == {"i5", "i11", "i12", "e3"}
    assert reversed_ == bad | {"i6", "i7", "i9", "i13"}


def test_options(rubric: Rubric) -> None:
    points = {option.id: option.points for option in rubric.option_scale.options}
    assert points == {"least": 0, "low": Fraction(1, 3), "high": Fraction(2, 3), "most": 1}
    words = [option.title.th for option in rubric.option_scale.options]
    assert words == ["น้อยที่สุดหรือไม่มีเลย", "น้อย", "มาก", "มากที่สุด"]


def test_what_no_official_source_says_is_marked(rubric: Rubric) -> None:
    statements = {
        "option_scale": rubric.option_scale,
        "eit_combination": rubric.eit_combination,
        "short_sample": rubric.short_sample,
        "verdict_credit": rubric.verdict_credit,
        "level_rule": rubric.level_rule,
        "rule_basis": rubric.rule_basis,
    }
    assert [name for name, statement in statements.items() if statement.confirmed] == []
    assert all(statement.source and statement.note for statement in statements.values())


@pytest.mark.parametrize("item_id", ITEMS)
def test_every_element_of_the_calendar(rubric: Rubric, item_id: str) -> None:
    count, deadline = ITEMS[item_id]
    item = rubric.item(item_id)
    assert item is not None
    assert len(item.elements) == count
    assert item.deadline == deadline
    assert item.aliases
    assert all(element.title.th and element.title.en for element in item.elements)


def test_items_stand_in_order(rubric: Rubric) -> None:
    assert [item.id for item in rubric.items] == [f"O{n}" for n in range(1, 25)]


def test_titles_and_aliases_never_name_two_items(rubric: Rubric) -> None:
    names = [name for item in rubric.items for name in {item.title.th, item.title.en, *item.aliases}]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_formats(rubric: Rubric) -> None:
    formats = {item.id: item.formats for item in rubric.items if item.formats}
    excel_or_word = (("pdf",), ("xlsx", "xls", "docx", "doc"))
    assert formats == {
        "O6": (("pdf",), ("docx", "doc")),
        **dict.fromkeys(("O10", "O11", "O12", "O14"), excel_or_word),
    }
    checked = {item.id for item in rubric.items if any(e.check.kind == "formats" for e in item.elements)}
    assert checked == formats.keys()


def test_languages(rubric: Rubric) -> None:
    assert {item.id: item.languages for item in rubric.items if len(item.languages) > 1} == {
        "O8": ("th", "foreign"),
        "O17": ("th", "en"),
    }


def test_periods_of_six_months(rubric: Rubric) -> None:
    periods = {item.id: item.period.months() for item in rubric.items if item.period}
    assert periods == dict.fromkeys(("O6", "O10", "O11", "O12", "O13", "O14", "O16", "O22"), SIX_MONTHS)


def test_checks_that_need_the_items_own_rules_have_them(rubric: Rubric) -> None:
    for item in rubric.items:
        kinds = {element.check.kind for element in item.elements}
        assert "month_coverage" not in kinds or item.period, item.id
        assert "language" not in kinds or len(item.languages) > 1, item.id
        for element in item.elements:
            if element.check.kind == "keyword":
                assert element.check.all_of or element.check.any_of, f"{item.id}.{element.id} checks nothing"


def test_bribery_risks_have_five_data_points_for_each_of_two_issues(rubric: Rubric) -> None:
    item = rubric.item("O19")
    assert item is not None
    ids = [element.id for element in item.elements]
    for issue in ("permits", "payoffs"):
        assert [i for i in ids if i.startswith(issue)] == [
            f"{issue}_{point}" for point in ("process", "case", "risk", "severity", "treatment")
        ]


def test_eight_pictures_of_o24(rubric: Rubric) -> None:
    item = rubric.item("O24")
    assert item is not None
    assert sum(element.id.endswith("_picture") for element in item.elements) == 8
    assert any(element.check.kind == "image" and element.check.minimum == 8 for element in item.elements)


def test_o16_notes_that_its_sources_differ(rubric: Rubric) -> None:
    item = rubric.item("O16")
    assert item is not None
    assert item.sub_indicator == "9.5"
    assert any("9.4" in note.th and "9.5" in note.th for note in item.notes)


def test_samples(rubric: Rubric) -> None:
    samples = {sample.survey: sample for sample in rubric.samples}
    assert samples["IIT"].minimum is None
    assert (samples["EIT1"].minimum, samples["EIT1"].all_if_fewer) == (500, True)
    assert samples["EIT2"].minimum == 5
    assert len(samples["EIT2"].groups) == 5


def test_work_lines_are_found_by_the_names_that_the_report_uses(rubric: Rubric) -> None:
    names = {name: line.id for line in rubric.work_lines for name in (line.title.th, *line.aliases)}
    assert list(dict.fromkeys(names.values())) == [
        "administration",
        "investigation",
        "foreigners",
        "inspection",
        "other",
    ]
    assert names["งานอำนวยความสะดวก/ธุรการ"] == names["งานอำนวยการ"] == "administration"
    assert names["งานตรวจบุคคลและยานพาหนะ"] == "inspection"


def test_occupations(rubric: Rubric) -> None:
    assert len(rubric.occupations) == 7


def test_calendar(rubric: Rubric) -> None:
    days = {phase.id: (phase.starts, phase.ends) for phase in rubric.calendar}
    assert list(days) == [
        "preparation",
        "registration",
        "eit2_contacts",
        "iit",
        "eit1",
        "oit_answering",
        "oit_scoring",
        "appeal",
        "processing",
        "announcement",
    ]
    assert days["iit"] == days["eit1"] == (date(2024, 1, 1), date(2024, 7, 1))
    assert days["oit_answering"] == (date(2024, 1, 1), date(2024, 4, 30))
    assert days["appeal"] == (date(2024, 6, 17), date(2024, 6, 26))


def test_as_json_is_plain_and_exact(rubric: Rubric) -> None:
    data = as_json(rubric)
    question = next(question for question in data["questions"] if question["id"] == "i5")
    assert question["reversed"] is True
    assert question.keys() == {"id", "survey", "indicator", "points", "reversed", "drafted", "text"}
    assert question["text"].keys() == {"th", "en"}
    assert [option["points"] for option in data["option_scale"]["options"]] == ["0", "1/3", "2/3", "1"]
    assert data["items"][0]["points"] == "1.5"
    assert Rubric.model_validate(data) == rubric
