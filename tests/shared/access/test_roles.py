"""What roles grant, and where they hold."""

import pytest

from shared.access import GRANTS, Permission, Principal, Role
from shared.access.roles import ANONYMOUS, UNIT_ROLES


def test_every_role_has_its_grants_and_the_operator_has_all() -> None:
    assert set(GRANTS) == set(Role)
    assert GRANTS[Role.OPERATOR] == frozenset(Permission)


def test_anybody_may_read_criteria_and_answer_but_nothing_else() -> None:
    assert {permission for permission in Permission if ANONYMOUS.holds(permission)} == {
        Permission.PUBLIC_READ,
        Permission.RESPOND,
    }


@pytest.mark.parametrize("role", sorted(UNIT_ROLES))
def test_a_role_of_a_unit_ends_at_its_unit(role: Role) -> None:
    principal = Principal(account="a", role=role, unit="TH-49")
    assert principal.reaches("TH-49", 4)
    assert not principal.reaches("TH-48", 4)


def test_a_bureau_of_a_division_sees_that_division_only() -> None:
    principal = Principal(account="b", role=Role.BUREAU, division=4)
    assert principal.reaches("TH-49", 4)
    assert not principal.reaches("TH-50", 5)
    assert not principal.reaches("TH-99", None), "a unit whose division is not known is not in division 4"
    assert Principal(account="c", role=Role.BUREAU).reaches("TH-50", 5)


def test_only_the_head_of_a_unit_approves_and_certifies() -> None:
    approvers = {role for role in UNIT_ROLES if Permission.ITEM_APPROVE in GRANTS[role]}
    assert approvers == {Role.HEAD}
    assert Permission.ROUND_CERTIFY not in GRANTS[Role.ADMINISTRATOR]


def test_nobody_of_a_unit_scores_it() -> None:
    for role in UNIT_ROLES:
        assert not {Permission.ITEM_SCORE, Permission.APPEAL_DECIDE} & GRANTS[role]


def test_scopes_narrow_a_token_and_never_widen_it() -> None:
    scopes = frozenset({Permission.UNIT_READ, Permission.UNIT_WRITE})
    narrowed = Principal(account="d", role=Role.OFFICER, unit="TH-49", scopes=scopes)
    assert narrowed.holds(Permission.UNIT_READ)
    assert not narrowed.holds(Permission.ITEM_WORK), "not in the scopes"
    assert not narrowed.holds(Permission.UNIT_WRITE), "not granted to the role"
