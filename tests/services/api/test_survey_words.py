"""The words of the survey pages: Thai and English whole, drafts marked, gaps filled from another language."""

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from markupsafe import escape

from services.api.surveys import words as module
from services.api.surveys.words import LANGUAGES, WHOLE, Words, chooser
from shared.rubric import load_rubric
from shared.rubric.model import Text

DRAFTS = [language for language in LANGUAGES if language not in WHOLE]
RUBRIC = load_rubric("2567-provincial-immigration")
SOURCES = Path(module.__file__).parent.parent
#: Letters that each language is written in.
LETTERS = {
    "th": "[\u0e01-\u0e5b]", "lo": "[\u0e81-\u0edf]", "my": "[\u1000-\u109f]", "km": "[\u1780-\u17ff]",
    "vi": "[a-zàáâãèéêìíòóôõùúăđĩũơưạ-ỹ]", "zh": "[\u4e00-\u9fff]", "en": "[a-z]",
}  # fmt: skip


def content(language: str) -> dict[str, Any]:
    return yaml.safe_load(files("services.api.surveys").joinpath("words", f"{language}.yaml").read_text("utf-8"))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_its_own_letters_with_the_same_places(language: str) -> None:
    english, found = content("en")["words"], content(language)["words"]
    wanted = {key for key in english if language in WHOLE or not key.startswith("poster_")}
    assert set(found) == wanted
    for key, text in found.items():
        assert places(text) == places(english[key]), key
        assert re.search(LETTERS[language], text), key


@pytest.mark.parametrize("language", DRAFTS)
def test_a_draft_says_so_and_names_only_what_the_rubric_has(language: str) -> None:
    assert content(language)["status"] == "machine-drafted" and not Words(language).official
    parts = content(language)["rubrics"][RUBRIC.id]
    known = {
        "options": {option.id for option in RUBRIC.option_scale.options},
        "work_lines": {line.id for line in RUBRIC.work_lines},
        "occupations": {occupation.id for occupation in RUBRIC.occupations},
        "questions": {question.id for question in RUBRIC.questions},
        "eligibility": {sample.survey for sample in RUBRIC.samples},
    }
    assert {part: set(texts) for part, texts in parts.items()} == known
    for text_id, text in [each for texts in parts.values() for each in texts.items()]:
        assert re.search(LETTERS[language], text.casefold()), text_id


def test_thai_and_english_are_official() -> None:
    assert all(Words(language).official for language in WHOLE)
    assert list(chooser()) == list(LANGUAGES) and chooser()["my"] == "မြန်မာ"


def test_every_text_is_used_and_every_text_that_is_used_exists() -> None:
    sources = [*(SOURCES / "templates" / "survey").glob("*.html"), *(SOURCES / "surveys").glob("*.py")]
    text = "\n".join(source.read_text("utf-8") for source in sources)
    named = set(re.findall(r"(?:say|words)\(\"(\w+)\"", text)) | {"before", "after", "line", "line_staff"}
    named |= {"before_title", "after_title", "not_saved", "not_saved_title", "form_expired", "form_expired_title"}
    named |= {"refused_title", "thanks", "already", "token_missing"}
    named |= {name for trouble in ("token_bad", "too_many") for name in (trouble, f"{trouble}_title")}
    named |= {f"{kind}_{survey}" for kind in ("title", "short", "purpose") for survey in ("IIT", "EIT1", "EIT2")}
    assert named - {"title_", "short_", "purpose_"} == set(content("en")["words"])


def test_what_a_language_lacks_is_shown_in_english_and_marked_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    gaps = content("lo")
    question, option = RUBRIC.questions[0], Text(th="น้อย", en="Low")
    del gaps["rubrics"][RUBRIC.id]["questions"][question.id], gaps["words"]["send"]
    monkeypatch.setattr(module, "_file", lambda language: gaps if language == "lo" else content(language))
    lao = Words("lo")
    fallen_back = lao.of(RUBRIC.id, "questions", question.id, question.text)
    assert (fallen_back.text, fallen_back.language) == (question.text.en, "en")
    assert str(escape(fallen_back)) == f'<span lang="en">{question.text.en}</span>'
    own = lao.of(RUBRIC.id, "options", "low", option)
    assert str(escape(own)) == own.text == "ໜ້ອຍ"
    assert (lao("send").text, lao("send").language) == (content("en")["words"]["send"], "en")


def test_posters_are_in_thai_and_english_only() -> None:
    assert {Words(language)("poster_scan").language for language in DRAFTS} == {"en"}


def test_another_rubric_never_gets_the_words_of_this_one() -> None:
    text = Text(th="ก", en="Another question <b>")
    said = Words("vi").of("2568-another", "questions", "e1", text)
    assert said.text == text.en and str(escape(said)) == '<span lang="en">Another question &lt;b&gt;</span>'


def test_a_text_that_only_thai_has_is_shown_in_thai(monkeypatch: pytest.MonkeyPatch) -> None:
    only = {"th": {"words": {"x": "ไทย"}}, "en": {"words": {}}, "zh": {"words": {}}}
    monkeypatch.setattr(module, "_file", only.__getitem__)
    assert str(escape(Words("zh")("x"))) == '<span lang="th">ไทย</span>'
    with pytest.raises(KeyError):
        Words("zh")("y")


def test_dates_are_written_as_each_language_writes_them() -> None:
    day = date(2024, 7, 1)
    written = {language: Words(language).day(day) for language in LANGUAGES}
    assert written["th"] == "1 กรกฎาคม 2567" and written["en"] == "1 July 2024" and written["zh"] == "2024年7月1日"
    assert {written[language] for language in ("lo", "my", "km", "vi")} == {"1/7/2024"}
    assert (Words("th").year(2567), Words("vi").year(2567), Words("th").day(None)) == ("2567", "2567 (2024)", "…")
