"""Files that are there whole or not at all, and those of them, and folders, that are open to nobody else."""

import os
from pathlib import Path

#: Mode of the data folder. Root's is passable, because its embedded database runs under an account without rights.
ROOTS_FOLDER, USERS_FOLDER = 0o711, 0o700
#: Nobody else reads what is made below it.
OURS_ALONE = 0o077


def make_data_folder(folder: Path) -> None:
    """Make it, closed to others; one that is there keeps its rights. Raises OSError."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    folder.chmod(ROOTS_FOLDER if os.geteuid() == 0 else USERS_FOLDER)


def write_secret(path: Path, text: str) -> None:
    """A file that only its owner can read, complete or not there at all."""
    draft = path.with_name(path.name + ".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
    draft.replace(path)


def write_whole(path: Path, body: bytes) -> None:
    """A file that is complete or as it was before, whatever ends the process.

    A device or pipe, and a file in a folder that takes no other, are written to as they are. Raises OSError.
    """
    path = path.resolve()
    if (path.exists() and not path.is_file()) or not os.access(path.parent, os.W_OK):
        path.write_bytes(body)
        return
    draft = path.with_name(path.name + ".draft")
    try:
        draft.write_bytes(body)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
