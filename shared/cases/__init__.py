"""Real cases as data: a round as a document tells it, with its contradictions; and the list of provincial offices."""

from shared.cases.contradictions import Contradiction, Contradictions, find_contradictions
from shared.cases.describe import describe
from shared.cases.errors import CaseError, FactRefusedError, UnknownCaseError
from shared.cases.load import available_cases, load_case
from shared.cases.model import Case
from shared.cases.offices import Office, Offices, RecordedOffices, load_offices, record_offices
from shared.cases.record import RecordedCase, record_case

__all__ = [
    "Case",
    "CaseError",
    "Contradiction",
    "Contradictions",
    "FactRefusedError",
    "Office",
    "Offices",
    "RecordedCase",
    "RecordedOffices",
    "UnknownCaseError",
    "available_cases",
    "describe",
    "find_contradictions",
    "load_case",
    "load_offices",
    "record_case",
    "record_offices",
]
