"""Pictures that a font draws in place of a word: "label_important" is the name of one, and nobody gets to read it."""

from selectolax.lexbor import LexborHTMLParser

#: What all class names of such fonts have in common; most pages have none, and are not searched.
_FONT = "material-"
_DRAWN = "[class*=material-icons], [class*=material-symbols]"


def without_ligatures(tree: LexborHTMLParser, html: str) -> None:
    """Takes the pictures' names out of the tree; their elements stay, as pictures do."""
    if _FONT in html:
        for node in tree.css(_DRAWN):
            for name in list(node.iter(include_text=True)):
                name.decompose()
