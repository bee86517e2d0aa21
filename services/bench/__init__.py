"""Measures Sucharit beside its peers, on the same machine in the same run."""

from services.bench.groups import GROUPS, measure
from services.bench.report import encoded, line, table
from services.bench.results import Bar, Result, Series
from services.bench.servers import DidNotStart

__all__ = ["GROUPS", "Bar", "DidNotStart", "Result", "Series", "encoded", "line", "measure", "table"]
