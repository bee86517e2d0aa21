"""Whether the log has every acknowledged answer, and has it once."""

from collections.abc import Iterator

from services.bench.posting import Load
from shared.events.surveys import ResponseRecorded
from shared.log import Log

#: Events of one read.
_PAGE = 5_000


class Tally:
    """Remembers where the log ended; afterwards, compares what came in with what was acknowledged."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._start = log.head()

    def amiss(self, load: Load) -> int:
        """Answers that were acknowledged and are not in the log exactly once.

        By position where the acknowledgement told one, the others by their number. What was not acknowledged may be
        in the log or not: nobody was promised anything.
        """
        recorded = set(self._recorded())
        told = [each.position for each in load.posted if each.position]
        absent = len(told) - len(recorded.intersection(told))
        untold = len(load.posted) - len(told)
        others = len(recorded.difference(told))
        return absent + max(untold - others, 0) + max(others - untold - len(load.refused), 0)

    def _recorded(self) -> Iterator[int]:
        """Positions of the answers recorded since."""
        after = self._start
        while events := self._log.follow(after, limit=_PAGE):
            yield from (each.position for each in events if isinstance(each.event, ResponseRecorded))
            after = events[-1].position
