"""What items are called in words of one's own: learnt from wordings, for texts that are like no title.

The wordings stand in the text files of this package, each under the title that it words, or under none. Only letters
count: a text is taken apart into trigrams of its key, and naive Bayes tells under which title such trigrams stand. What
was learnt is in ``learnt.json``, which ``scripts/wordings`` writes; see docs/decisions/0047-wordings.md.
"""

from services.crawler.match.wordings.model import ELSEWHERE, IN_LISTS, IN_MENUS, SCORE, WordedTitles

__all__ = ["ELSEWHERE", "IN_LISTS", "IN_MENUS", "SCORE", "WordedTitles"]
