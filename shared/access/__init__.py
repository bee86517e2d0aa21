"""Who may do what: roles, permissions, accounts and API tokens."""

from shared.access.accounts import Account, AccountExists, Accounts
from shared.access.roles import GRANTS, Permission, Principal, Role
from shared.access.tokens import IssuedToken, Tokens, UnknownToken

__all__ = [
    "GRANTS",
    "Account",
    "AccountExists",
    "Accounts",
    "IssuedToken",
    "Permission",
    "Principal",
    "Role",
    "Tokens",
    "UnknownToken",
]
