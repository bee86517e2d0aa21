"""The one guarded way to fetch anything from the web."""

from services.crawler.fetch.decode import decode_html
from services.crawler.fetch.fetcher import Fetcher
from services.crawler.fetch.guard import Resolve, system_resolve
from services.crawler.fetch.policy import Budget, FetchPolicy
from services.crawler.fetch.problems import FetchFault, Problem, ProblemKind
from services.crawler.fetch.result import Fetched, Outcome
from services.crawler.fetch.turns import LocalTurns, Turns
from services.crawler.fetch.urls import canonical_url, unwrapped

__all__ = [
    "Budget",
    "FetchFault",
    "FetchPolicy",
    "Fetched",
    "Fetcher",
    "LocalTurns",
    "Outcome",
    "Problem",
    "ProblemKind",
    "Resolve",
    "Turns",
    "canonical_url",
    "decode_html",
    "system_resolve",
    "unwrapped",
]
