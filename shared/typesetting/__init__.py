"""Documents set by Typst with the fonts of this package only: the same bytes on every machine."""

from shared.typesetting.typeset import FONTS, typeset

__all__ = ["FONTS", "typeset"]
