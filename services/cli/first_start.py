"""What the first start leaves behind so that somebody can log in: an operator, a token, and demonstration accounts."""

import secrets
from pathlib import Path

from services.cli.files import write_secret
from services.cli.runtime import Tools
from shared.access import Role

#: Account of whoever runs this instance.
OPERATOR = "operator"
#: Who is recorded as having made these accounts.
ACTOR = "first start"
#: Bytes of randomness in a generated password.
PASSWORD_BYTES = 9

#: Accounts of the demonstration: one of each role, at Mukdahan where the role belongs to a unit.
DEMONSTRATION: tuple[tuple[str, Role, str | None, int | None], ...] = (
    ("bureau", Role.BUREAU, None, None),
    ("bureau-4", Role.BUREAU, None, 4),
    ("assessor", Role.ASSESSOR, None, None),
    ("head-mukdahan", Role.HEAD, "TH-49", None),
    ("administrator-mukdahan", Role.ADMINISTRATOR, "TH-49", None),
    ("officer-mukdahan", Role.OFFICER, "TH-49", None),
)


def prepare_access(tools: Tools) -> Path:
    """Make the accounts that are missing and the operator's token; the file with names and passwords."""
    data_dir = tools.settings.data_dir
    token_file, accounts_file = data_dir / "operator.token", data_dir / "accounts.txt"
    wanted = [(OPERATOR, Role.OPERATOR, None, None), *DEMONSTRATION]
    made = [_make(tools, *account) for account in wanted if tools.accounts.find(account[0]) is None]
    if made:
        known = accounts_file.read_text().splitlines() if accounts_file.exists() else []
        write_secret(accounts_file, "\n".join([*known, *made]))
    if not token_file.exists():
        write_secret(token_file, tools.tokens.issue(OPERATOR, by=ACTOR, label="first start").text)
    return accounts_file


def _make(tools: Tools, account: str, role: Role, unit: str | None, division: int | None) -> str:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    tools.accounts.create(account, role, by=ACTOR, password=password, unit=unit, division=division)
    return f"{account}\t{password}"
