"""Measures Sucharit beside its peers, on the same machine in the same run."""

from services.bench.groups import GROUPS, measure
from services.bench.report import encoded, line, table
from services.bench.results import Bar, Result, Series

__all__ = ["GROUPS", "Bar", "Result", "Series", "encoded", "line", "measure", "table"]
