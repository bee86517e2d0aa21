"""Accounts and API tokens from the command line."""

import click
import msgspec

from services.cli.errors import CommandFailed
from services.cli.runtime import tools
from shared.access import AccountExists, Permission, Role, UnknownToken
from shared.access.accounts import RoleNeedsUnit

#: Who is recorded as having done it.
ACTOR = "command line"


@click.group()
def user() -> None:
    """Make, list and disable accounts."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--unit", help="For an officer, administrator or head: the unit's code.")
@click.option("--division", type=int, help="For a bureau that sees one division only.")
@click.password_option(help="Asked for if not given.")
def user_add(name: str, role: str, unit: str | None, division: int | None, password: str) -> None:
    """Make the account NAME."""
    with tools() as opened:
        try:
            opened.accounts.create(name, Role(role), by=ACTOR, password=password, unit=unit, division=division)
        except AccountExists as error:
            raise CommandFailed(f"there is an account {name} already") from error
        except RoleNeedsUnit as error:
            raise click.BadParameter(str(error), param_hint="--unit") from error


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def user_list(as_json: bool) -> None:
    """List the accounts."""
    with tools() as opened:
        accounts = opened.accounts.list()
        if as_json:
            click.echo(msgspec.json.encode(accounts).decode())
            return
        for account in accounts:
            where = account.unit or (f"division {account.division}" if account.division else "everywhere")
            click.echo(f"{account.account}\t{account.role}\t{where}\t{'disabled' if account.disabled else ''}".rstrip())


@user.command("disable")
@click.argument("name")
def user_disable(name: str) -> None:
    """Shut the account NAME and its tokens out."""
    with tools() as opened:
        opened.accounts.disable(name, by=ACTOR)


@click.group()
def token() -> None:
    """Issue and revoke API tokens."""


@token.command("issue")
@click.argument("account")
@click.option("--label", help="What it is for.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice([entry.value for entry in Permission]))
def token_issue(account: str, label: str | None, scopes: tuple[str, ...]) -> None:
    """Issue a token for ACCOUNT; it is shown once."""
    with tools() as opened:
        if opened.accounts.find(account) is None:
            raise CommandFailed(f"there is no account {account}")
        limited = [Permission(scope) for scope in scopes] or None
        click.echo(opened.tokens.issue(account, by=ACTOR, label=label, scopes=limited).text)


@token.command("revoke")
@click.argument("token_id")
def token_revoke(token_id: str) -> None:
    """Revoke the token TOKEN_ID (the part before the dot)."""
    with tools() as opened:
        try:
            opened.tokens.revoke(token_id, by=ACTOR)
        except UnknownToken as error:
            raise CommandFailed(f"there is no token {token_id}, or it was revoked before") from error
