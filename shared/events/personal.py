"""Personal data in events: sealed before they are recorded, so that they can be made unreadable later.

The log refuses anything else in such a field: plain text cannot be recorded by mistake. ``shared.secrecy`` seals and
opens; each person's data are under a key of their own.
"""

from typing import Annotated

from msgspec import Meta

#: What every sealed text begins with: its form, so that another can follow.
SEALED = "sealed:1:"

#: A text about a person, sealed under the key of the person whom the event names. Empty: none was given.
Personal = Annotated[str, Meta(pattern=f"^({SEALED}[A-Za-z0-9_-]+)?$")]
