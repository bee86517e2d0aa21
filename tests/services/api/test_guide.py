"""The guide's requests, read from the guide and sent by curl's rules over real HTTP, in its order."""

import json
import re
import shlex
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from urllib3 import encode_multipart_formdata

from tests.services.api.conftest import Api, Headers
from tests.services.api.serving import served

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "api.md"

#: The files that the guide uploads.
FILES = {"structure.pdf": b"%PDF-1.4 the unit's structure"}


def commands(text: str) -> list[list[str]]:
    """The words of every curl command in the guide."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.startswith("curl ")]


def send(words: list[str], place: tuple[str, int]) -> tuple[int, str, Any]:
    """Send what curl would send: status, method, and the body (JSON where it is one document)."""
    method, url, body, headers, form = "GET", "", None, {}, []
    rest = iter(words[1:])
    for word in rest:
        match word:
            case "-sS":
                pass
            case "-X":
                method = next(rest)
            case "-H":
                name, _, value = next(rest).partition(": ")
                headers[name] = value
            case "-d":
                body = next(rest).encode()
            case "-F":
                form.append(part(next(rest)))
            case _:
                assert word.startswith("http"), f"the guide uses an option that this test does not know: {word}"
                url = word
    if form:
        body, headers["Content-Type"] = encode_multipart_formdata(form)
    connection = HTTPConnection(*place, timeout=20)
    parts = urlsplit(url)
    connection.request(method, f"{parts.path}?{parts.query}", body=body, headers=headers)
    response = connection.getresponse()
    text = response.read()
    connection.close()
    one = response.headers["Content-Type"].endswith("json") and not response.headers["Content-Type"].endswith("ndjson")
    return response.status, method, json.loads(text) if one else text


def part(text: str) -> tuple[str, Any]:
    """A field of a form, or a file with its name, content and type."""
    name, _, value = text.partition("=")
    if not value.startswith("@"):
        return name, value
    file, _, media_type = value[1:].partition(";type=")
    return name, (file, FILES[file], media_type)


def test_the_guide_works_as_it_stands(api: Api, operator: Headers) -> None:
    token = operator["Authorization"].removeprefix("Bearer ")
    text = GUIDE.read_text()
    answers: list[Any] = []
    with served(api) as place:
        base = f"http://{place[0]}:{place[1]}/api/v1"
        for words in commands(text.replace("$API", base).replace("$TOKEN", token)):
            status, method, answer = send(words, place)
            assert status == (201 if method == "POST" else 200), (words, answer)
            api.catch_up()
            answers.append(answer)
    score = api.get("/api/v1/units/TH-49/rounds/2567/score", operator).get_json()
    assert [item["basis"] for item in score["items"] if item["item"] == "O1"] == ["appeal"]
    assert score["instruments"]["EIT"]["respondents"] == 1
    assert len(answers) == len(re.findall("^curl ", text, re.MULTILINE))


def test_the_guide_uploads_only_files_that_the_test_has() -> None:
    assert set(re.findall(r"@([\w.]+)", GUIDE.read_text())) == FILES.keys()
