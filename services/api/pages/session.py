"""Logging in and out. The session is a signed cookie that scripts cannot read, made anew at each login."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import redirect, request, session
from flask.typing import ResponseReturnValue

from services.api.auth import SESSION_ACCOUNT, principal
from services.api.context import context
from services.api.pages import links
from services.api.pages.rendering import render
from services.api.routing import page
from shared.access import Permission
from shared.access.roles import ANONYMOUS, UNIT_ROLES


@page("GET", "/", Permission.PUBLIC_READ)
def home() -> ResponseReturnValue:
    asking = principal()
    if asking == ANONYMOUS:
        return redirect(links.LOGIN)
    return redirect(links.unit(asking.unit) if asking.unit and asking.role in UNIT_ROLES else links.UNITS)


@page("GET", links.LOGIN, Permission.PUBLIC_READ)
def login_form() -> ResponseReturnValue:
    if principal() != ANONYMOUS:
        return redirect(inside(request.args.get("next")))
    return render("login.html", account="", next=request.args.get("next", ""), refused=False)


@page("POST", links.LOGIN, Permission.PUBLIC_READ)
def log_in() -> ResponseReturnValue:
    name, back_to = request.form.get("account", "").strip(), request.form.get("next", "")
    account = context().accounts.log_in(name, request.form.get("password", "")) if name.isprintable() else None
    if account is None:
        return render("login.html", status=HTTPStatus.UNAUTHORIZED, account=name, next=back_to, refused=True)
    session.clear()
    session.permanent = True
    session[SESSION_ACCOUNT] = account.account
    return redirect(inside(back_to), HTTPStatus.SEE_OTHER)


@page("POST", links.LOGOUT, Permission.PUBLIC_READ)
def log_out() -> ResponseReturnValue:
    session.clear()
    return redirect(links.LOGIN, HTTPStatus.SEE_OTHER)


def inside(address: str | None) -> str:
    """The address if it is a page of ours, else the first page: nobody is led away through our login."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        return "/"
    parts = urlsplit(address)
    return "/" if parts.scheme or parts.netloc or "\\" in address else address
