"""The contradictions of a case: what is listed beside what the program finds, and the difference of both."""

from dataclasses import dataclass

from shared.cases.findings import Found, Variant, findings
from shared.cases.model import Case, Choice
from shared.cases.names import UnresolvedName, unresolved
from shared.rubric.model import Text


@dataclass(frozen=True)
class Contradiction:
    """A listed contradiction that is really in the data: its variants with their places, the choice and why."""

    id: str
    what: Text
    variants: tuple[Variant, ...]
    chosen: str
    why: Text


@dataclass(frozen=True)
class Contradictions:
    """listed: known and found. unlisted: found, but nobody has chosen yet. absent: ``id: key`` listed, but not in the
    data. unfounded: ids whose choice is neither a variant nor a
    place, or not what the roster says. unresolved: names that are nobody's spelling.
    """

    case: Case
    listed: tuple[Contradiction, ...]
    unlisted: tuple[Found, ...]
    absent: tuple[str, ...]
    unfounded: tuple[str, ...]
    unresolved: tuple[UnresolvedName, ...]

    def __len__(self) -> int:
        """How many contradictions the data holds, listed or not."""
        return len(self.listed) + len(self.unlisted)

    @property
    def settled(self) -> bool:
        """Whether everything found is listed with a choice, and everything listed is found."""
        return not (self.unlisted or self.absent or self.unfounded or self.unresolved)


def find_contradictions(case: Case) -> Contradictions:
    """Compares all places of the case with each other, and the result with the case's own list."""
    found = {each.key: each for each in findings(case)}
    known = {key for choice in case.contradictions for key in choice.about}
    present = [choice for choice in case.contradictions if found.keys() & set(choice.about)]
    listed = tuple(_contradiction(choice, found) for choice in present)
    return Contradictions(
        case=case,
        listed=listed,
        unlisted=tuple(each for key, each in found.items() if key not in known),
        absent=tuple(
            f"{choice.id}: {key}" for choice in case.contradictions for key in choice.about if key not in found
        ),
        unfounded=tuple(
            choice.id for choice, each in zip(present, listed, strict=True) if not _founded(choice, each, case)
        ),
        unresolved=unresolved(case),
    )


def _contradiction(choice: Choice, found: dict[str, Found]) -> Contradiction:
    variants = (variant for key in choice.about if key in found for variant in found[key].variants)
    return Contradiction(choice.id, choice.what, tuple(variants), choice.chosen, choice.why)


def _founded(choice: Choice, contradiction: Contradiction, case: Case) -> bool:
    """A choice is something that the document says, and the roster follows it."""
    ranks = {officer.name: officer.rank for officer in case.officers}
    for kind, _, subject in (key.partition(":") for key in choice.about):
        if (kind == "spelling" and choice.chosen != subject) or (
            kind == "rank" and choice.chosen != ranks.get(subject)
        ):
            return False
    return choice.chosen in case.places or choice.chosen in {each.says for each in contradiction.variants}
