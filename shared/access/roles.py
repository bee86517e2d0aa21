"""Roles, the permissions that each grants, and where a role holds. Pure data and rules."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the assessment. ``respondent`` is anybody without an account."""

    RESPONDENT = "respondent"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"
    HEAD = "head"
    BUREAU = "bureau"
    ASSESSOR = "assessor"
    OPERATOR = "operator"


class Permission(StrEnum):
    """What a route can ask for. Every route declares exactly one."""

    PUBLIC_READ = "public.read"
    RESPOND = "response.record"
    UNIT_READ = "unit.read"
    UNIT_WRITE = "unit.write"
    ROUND_OPEN = "round.open"
    ROUND_PREPARE = "round.prepare"
    CONTACTS_MANAGE = "contacts.manage"
    ITEM_WORK = "item.work"
    ITEM_APPROVE = "item.approve"
    ROUND_CERTIFY = "round.certify"
    APPEAL_LODGE = "appeal.lodge"
    ITEM_SCORE = "item.score"
    APPEAL_DECIDE = "appeal.decide"
    AUDIT_REQUEST = "audit.request"
    COMPARISON_READ = "comparison.read"
    EVENTS_READ = "events.read"
    ANSWERS_JUDGE = "answers.judge"


_EVERYBODY = frozenset({Permission.PUBLIC_READ, Permission.RESPOND})
_OFFICER = _EVERYBODY | {Permission.UNIT_READ, Permission.ITEM_WORK, Permission.AUDIT_REQUEST}
_ADMINISTRATOR = _OFFICER | {Permission.ROUND_PREPARE, Permission.CONTACTS_MANAGE, Permission.APPEAL_LODGE}

#: What each role may do, where the role holds.
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.RESPONDENT: _EVERYBODY,
    Role.OFFICER: _OFFICER,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
    Role.HEAD: _ADMINISTRATOR | {Permission.ITEM_APPROVE, Permission.ROUND_CERTIFY},
    Role.BUREAU: _EVERYBODY | {Permission.UNIT_READ, Permission.COMPARISON_READ, Permission.ANSWERS_JUDGE},
    Role.ASSESSOR: _EVERYBODY
    | {Permission.UNIT_READ, Permission.COMPARISON_READ, Permission.ITEM_SCORE, Permission.APPEAL_DECIDE},
    Role.OPERATOR: frozenset(Permission),
}

#: Roles that belong to one unit and see no other.
UNIT_ROLES = frozenset({Role.OFFICER, Role.ADMINISTRATOR, Role.HEAD})


@dataclass(frozen=True)
class Principal:
    """Who is asking. unit: for roles of one unit; division: for a bureau that sees one division only.

    scopes: what an API token was limited to; None for everything that the role grants.
    """

    account: str
    role: Role
    unit: str | None = None
    division: int | None = None
    scopes: Collection[Permission] | None = None

    def holds(self, permission: Permission) -> bool:
        """Whether the role (and the token's scopes) grants the permission at all."""
        return permission in GRANTS[self.role] and (self.scopes is None or permission in self.scopes)

    @property
    def coarse(self) -> bool:
        """Whether figures made of answers move on by several sheets at a time: for all who can't read answers singly.

        Whoever knows that somebody answered at a moment must not find what. docs/guide/anonymity.md
        """
        return Permission.EVENTS_READ not in GRANTS[self.role]

    def reaches(self, unit: str, division: int | None) -> bool:
        """Whether the role holds at a unit, which belongs to ``division`` (None: not known)."""
        if self.role in UNIT_ROLES:
            return self.unit == unit
        return self.role is not Role.BUREAU or self.division in (None, division)


#: Anybody who has not said who they are.
ANONYMOUS = Principal(account="anonymous", role=Role.RESPONDENT)
