"""How a website answers when it is asked first, and what is said of one that gives nothing."""

from urllib.parse import urlsplit

from services.crawler.audit.model import AuditOutcome, ElementFinding, ItemFinding, Text
from services.crawler.discover import spellings
from services.crawler.dossier.site import ASKS_LOGIN, STAND_INS, Site, Visit
from services.crawler.fetch import Problem
from shared.events import Text as Words
from shared.rubric.model import Item
from shared.views.faults import fault_words

#: What servers answer by one scheme that show their site by the other only.
_FORBIDDEN = 403
#: What servers answer whom they do not let in.
_REFUSALS = frozenset({401, 403, 406, 429, 451})
#: A form to log in has at most so many links: to register, for a forgotten password, to the home page.
_LINKS_OF_A_FORM = 3
#: Faults of the address as we have it, not of the website.
_OURS = frozenset({"no_page", "blocked_address", "bad_url"})
#: Why nothing is known of a website.
_NOTHING_KNOWN: dict[AuditOutcome, Text] = {
    "down": Text(th="เว็บไซต์ไม่ตอบสนอง", en="The website did not answer"),
    "blocked": Text(th="เว็บไซต์ไม่อนุญาตให้ตรวจ", en="The website does not let itself be read"),
}


def first_answer(site: Site) -> Visit:
    """The home page; where its address does not give it, by the other scheme, and with or without ``www.``."""
    first = site.visit(site.address)
    if not _may_answer_elsewhere(first):
        return first
    answers = [first]
    for address in spellings(site.address):
        if any(_is_dead_name(visit, address) for visit in answers):
            continue
        answers.append(site.visit(address))
        if answers[-1].ok:
            return answers[-1]
        if urlsplit(address).hostname != urlsplit(site.address).hostname:
            site.forget_problems(address)  # nobody said that the site has to answer there
    return next((visit for visit in answers if visit.fetched is not None), first)


def _may_answer_elsewhere(visit: Visit) -> bool:
    """Whether the website may yet answer under another spelling of its address: nothing came, or a server's own page.

    Not where it asked to be left alone, forbids the address, or shows a challenge.
    """
    kinds = {problem.kind for problem in visit.outcome.problems}
    if visit.fetched is None:
        return not kinds & {"robots", "bad_url", "budget", "blocked_address", "http"}
    return visit.gone or visit.stand_in == "error" or visit.fetched.status == _FORBIDDEN


def _is_dead_name(visit: Visit, address: str) -> bool:
    """Whether the address is of a host whose name has just been found to lead nowhere: by no scheme it will."""
    unknown = any(problem.kind == "dns" for problem in visit.outcome.problems)
    return unknown and urlsplit(visit.url).hostname == urlsplit(address).hostname


def start_outcome(visit: Visit) -> AuditOutcome | None:
    """What an audit ends with if this is all that the website gives; None if it is a page to begin with."""
    if visit.stand_in is not None:
        return "blocked" if visit.stand_in == "blocked" else "down"
    if visit.ok and visit.page is not None and not (visit.login and len(visit.page.links) <= _LINKS_OF_A_FORM):
        return None
    refused = any(_refuses(problem) for problem in visit.outcome.problems)
    return "blocked" if refused or visit.ok else "down"


def _refuses(problem: Problem) -> bool:
    return problem.status in _REFUSALS or problem.kind in {"robots", "blocked_address"}


def start_fault(visit: Visit) -> Problem:
    """Why the website gives nothing."""
    if visit.stand_in is not None:
        return Problem(visit.url, "stand_in", STAND_INS[visit.stand_in], permanent=False)
    if visit.login:
        return Problem(visit.url, "login", ASKS_LOGIN, permanent=True)
    if visit.ok:
        return Problem(visit.url, "no_page", "the address leads to a file", permanent=True)
    return visit.outcome.problems[-1]


def _with(reason: Text, why: Words) -> Text:
    return Text(th=f"{reason.th}: {why.th}", en=f"{reason.en}: {why.en}")


def not_seen(item: Item, outcome: AuditOutcome, fault: Problem) -> ItemFinding:
    """Of a site that did not answer nothing is known; least of all that something is missing."""
    why = fault_words(fault.kind, fault.detail)
    reason = Text(th=why.th, en=why.en) if fault.kind in _OURS else _with(_NOTHING_KNOWN[outcome], why)
    return ItemFinding(
        item=item.id,
        verdict="unknown",
        confidence=0.0,
        links=(),
        elements=tuple(
            ElementFinding(
                id=element.id,
                met=None,
                required=element.required,
                title=Text(th=element.title.th, en=element.title.en),
            )
            for element in item.elements
        ),
        months=(),
        note=reason,
        title=Text(th=item.title.th, en=item.title.en),
        points=str(item.points),
    )
