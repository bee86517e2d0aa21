"""A crawler's fetcher as a process: ``python -m … DATABASE_URL SITE COUNT``; or one that dies in its turn."""

import os
import signal
import sys

from sqlalchemy import create_engine

from services.crawler.fetch import Fetcher, FetchPolicy
from services.crawler.fetch.shared_turns import SharedTurns

#: Seconds that the server rests between two requests, whoever asks.
PAUSE = 0.03


def main(database_url: str, site: str, count: str) -> None:
    """Fetch so many pages; for 0, take a turn at the server SITE and die in it."""
    with SharedTurns(create_engine(database_url)) as turns:
        if count == "0":
            with turns.turn(site, PAUSE):
                os.kill(os.getpid(), signal.SIGKILL)
        policy = FetchPolicy("https://example.invalid/", allow_private=True, private_pause=PAUSE, obey_robots=False)
        with Fetcher(policy, turns=turns) as fetcher:
            for number in range(int(count)):
                assert fetcher.fetch(f"{site}{number}").ok


if __name__ == "__main__":
    main(*sys.argv[1:])
