"""One function: a Typst template and its values to a PDF, or to pictures of its pages."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

#: Folder of the fonts (Sarabun, SIL OFL 1.1) with their licence.
FONTS = Path(__file__).parent / "fonts"
#: Dots per inch of pictures.
PPI = 110


def typeset(
    template: bytes, values: dict[str, Any], *, day: date, kind: Literal["pdf", "png"] = "pdf", root: Path | None = None
) -> Any:
    """The template set with values, which it reads as ``json(bytes(sys.inputs.data))``.

    Bytes of a PDF; of pictures one for each page, a list where there are several. day: the date that the file says it
    was made on. root: the folder that addresses of files in the template are relative to; without it, it reads none.
    """
    # Its stubs want source and root of one type; the source is text, so that it may lie outside the root.
    return typst.compile(  # type: ignore[type-var]
        template,
        root=root or FONTS,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        format=kind,
        ppi=PPI,
        timestamp=int(datetime.combine(day, time(12), UTC).timestamp()),
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
