"""Which language a page speaks: Thai, unless ``?lang=en`` was asked for; a cookie remembers it."""

from typing import Literal
from urllib.parse import quote, urlencode

from flask import Response, g, request

from services.api.context import context
from services.api.surveys.paths import SURVEYS

Language = Literal["th", "en"]

LANGUAGES: tuple[Language, ...] = ("th", "en")
#: Name of the cookie and of the query parameter.
NAME = "lang"
#: How long the choice is remembered, in seconds: a year.
REMEMBERED = 365 * 24 * 3600


def language() -> Language:
    """The language of the present request."""
    wanted = (request.args.get(NAME), request.cookies.get(NAME))
    return next((each for wish in wanted for each in LANGUAGES if each == wish), "th")


def remember(response: Response) -> Response:
    """Keep a language that was asked for by name, except by a respondent: the survey leaves nothing behind."""
    if request.args.get(NAME) in LANGUAGES and not request.path.startswith(f"{SURVEYS}/"):
        secure = context().settings.address.startswith("https://")
        response.set_cookie(NAME, language(), max_age=REMEMBERED, httponly=True, samesite="Lax", secure=secure)
    return response


def here_in(other: Language) -> str:
    """The address of the present page in another language; of the form's page where a form was sent."""
    shown = g.get("shown_at") or quote(request.path)
    asked = request.args.to_dict() if request.method == "GET" else {}
    return f"{shown}?{urlencode({**asked, NAME: other})}"
