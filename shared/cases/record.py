"""Records a case in the log: every fact as a command, in the order of time."""

from dataclasses import dataclass

from shared.cases.commands import command_of, meta_of
from shared.cases.contradictions import Contradictions, find_contradictions
from shared.cases.errors import FactRefusedError
from shared.cases.model import Case, Fact
from shared.cases.recording import record_once
from shared.log import Log
from shared.rounds import RuleBroken


@dataclass(frozen=True)
class RecordedCase:
    """What loading a case did. new: ids of the facts recorded now; known: how many of its facts the log has."""

    new: tuple[str, ...]
    known: int
    contradictions: Contradictions

    @property
    def recorded(self) -> int:
        """How many facts were recorded now."""
        return len(self.new)


def record_case(log: Log, case: Case) -> RecordedCase:
    """Records the facts that the log does not have yet; a second run appends nothing.

    Raises FactRefusedError at the first fact that breaks a rule.
    """
    new = tuple(fact.id for fact in case.facts if _record(log, case, fact))
    return RecordedCase(new=new, known=len(case.facts), contradictions=find_contradictions(case))


def _record(log: Log, case: Case, fact: Fact) -> bool:
    try:
        return record_once(log, command_of(case, fact), meta_of(case, fact), fact=f"{case.id}/{fact.id}")
    except RuleBroken as error:
        raise FactRefusedError(
            [f"{case.id}: facts[{fact.id}]: {error.title.en} ({error.code}, {error.details})"]
        ) from error
