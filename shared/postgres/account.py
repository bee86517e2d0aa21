"""The account under which the embedded server runs: ours, or, because PostgreSQL refuses root, another one.

As root the server is started through ``setpriv`` under an account without rights. Where a parent of its folders is
closed to others (a clone in ``/root``), it keeps the one capability that lets it pass through (``dac_read_search``);
no folder is opened and no user is made.
"""

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shared.postgres.errors import CannotRunServer

#: Account that owns nothing on a usual system; used when root starts the server for the first time.
UNPRIVILEGED = "nobody"

_PASSAGE = (
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=-all,+dac_read_search",
    "--bounding-set=-all,+dac_read_search",
    # Without it access(2), by which PostgreSQL looks for its own programs, ignores capabilities.
    "--securebits=+no_setuid_fixup",
)


@dataclass(frozen=True)
class ServerAccount:
    """uid, gid: of the server. prefix: words before a command that make it run so; empty for our own account."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    @classmethod
    def choose(cls, folder: Path, programs: Path) -> "ServerAccount":
        """The account for a server with its data in ``folder``. Raises CannotRunServer."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        uid, gid = _unprivileged(folder)
        account = cls(uid, gid, _prefix(uid, gid, passage=not all(map(_open_to_others, (folder.parent, programs)))))
        account.check()
        return account

    def check(self) -> None:
        """Raises CannotRunServer if nothing can be run under this account."""
        done = subprocess.run([*self.prefix, "true"], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
        if done.returncode != 0:
            raise CannotRunServer(
                "PostgreSQL does not run as root, and this machine does not let root start it under another account "
                f"({done.stderr.strip()}). Run as an ordinary user, or set DATABASE_URL to a server of your own."
            )

    def give(self, folder: Path) -> None:
        """Makes a folder that belongs to this account alone. Raises CannotRunServer if it is somebody else's."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if os.geteuid() == 0:
                os.chown(folder, self.uid, self.gid)
            folder.chmod(0o700)
        except PermissionError as error:
            raise CannotRunServer(f"{error}: it belongs to another account; choose another DATA_DIR.") from error


def _unprivileged(folder: Path) -> tuple[int, int]:
    """Whoever owns the data already, else nobody."""
    if folder.exists() and (owner := folder.stat()).st_uid != 0:
        return owner.st_uid, owner.st_gid
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise CannotRunServer(
            f"PostgreSQL does not run as root and there is no account {UNPRIVILEGED!r}: set DATABASE_URL."
        ) from None
    return entry.pw_uid, entry.pw_gid


def _prefix(uid: int, gid: int, *, passage: bool) -> tuple[str, ...]:
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise CannotRunServer("PostgreSQL does not run as root: install util-linux (setpriv), or set DATABASE_URL.")
    identity = (f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs")
    return (setpriv, *identity, *(_PASSAGE if passage else ("--inh-caps=-all",)))


def _open_to_others(path: Path) -> bool:
    """Whether anybody may pass through to ``path`` (the nearest folders that exist count)."""
    return all(_passable(folder) for folder in (path, *path.parents))


def _passable(folder: Path) -> bool:
    return not folder.exists() or bool(folder.stat().st_mode & stat.S_IXOTH)


def run(account: ServerAccount, command: Iterable[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs one of PostgreSQL's programs in ``folder``, without any PG… variable of ours."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
    words = [*account.prefix, *map(str, command)]
    return subprocess.run(  # noqa: S603 - the program is the wheel's, the words are ours
        words, cwd=folder, env=environment, text=True, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        process_group=0,  # the terminal's Ctrl-C is for us: it must not leave a cluster or a start half done
    )  # fmt: skip
