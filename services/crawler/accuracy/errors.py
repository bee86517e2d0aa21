"""What can be wrong with a corpus."""


class CorpusError(ValueError):
    """The corpus can't be read: a file is missing, or a line of its tables says something impossible."""
