"""QR codes of addresses."""

from io import BytesIO

import segno

#: How much of a code may be dirty or torn: M, 15 %.
ERROR_LEVEL = "m"
#: White margin in modules: the four that the standard asks for.
MARGIN = 4
#: Pixels of a module in a picture: large enough for print at 10 cm.
PIXELS = 24


def code_svg(address: str) -> bytes:
    """The code as a drawing of any size."""
    return _saved(address, "svg", scale=8)


def code_png(address: str) -> bytes:
    """The code as a picture of about 1,000 pixels."""
    return _saved(address, "png", scale=PIXELS)


def _saved(address: str, kind: str, *, scale: int) -> bytes:
    out = BytesIO()
    segno.make_qr(address, error=ERROR_LEVEL).save(out, kind=kind, scale=scale, border=MARGIN, light="#fff")
    return out.getvalue()
