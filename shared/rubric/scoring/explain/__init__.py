"""Where every figure of a score comes from, as a tree of sentences down to questions and items."""

from shared.rubric.scoring.explain.tree import explain

__all__ = ["explain"]
