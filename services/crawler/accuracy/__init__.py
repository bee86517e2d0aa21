"""How well links find their items: a corpus of labelled pages, and precision, recall and F1 over it."""

from services.crawler.accuracy.corpus import Corpus, LabelledPage, read_corpus
from services.crawler.accuracy.errors import CorpusError
from services.crawler.accuracy.measure import Accuracy, Counts, Slip, measure
from services.crawler.accuracy.ordinals import COUNTS, Count
from services.crawler.accuracy.render import as_json, link_list, render_accuracy

__all__ = [
    "COUNTS",
    "Accuracy",
    "Corpus",
    "CorpusError",
    "Count",
    "Counts",
    "LabelledPage",
    "Slip",
    "as_json",
    "link_list",
    "measure",
    "read_corpus",
    "render_accuracy",
]
