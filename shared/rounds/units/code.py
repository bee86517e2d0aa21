"""What can be the code of a unit."""

import re

#: ISO 3166-2:TH, with a suffix for others than provincial offices. It names streams: no slashes, nothing invisible.
_CODE = re.compile(r"[A-Za-z0-9]{1,20}(?:-[A-Za-z0-9]{1,20}){1,6}")


def can_name_a_unit(code: str) -> bool:
    """Whether a unit could be registered under this code, e.g. ``TH-49``, ``TH-84-samui``."""
    return _CODE.fullmatch(code) is not None
