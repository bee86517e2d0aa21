"""The instance's own keys: made once, kept, closed to others."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.secrecy import KeyUnusable, master_key, signing_key, tokens_key


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    first = master_key(folder)
    assert len(first) == 32
    assert master_key(folder) == first
    assert signing_key(folder).private_bytes_raw() == signing_key(folder).private_bytes_raw() != first


def test_nobody_else_can_read_the_keys(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    signing_key(folder)
    modes = [oct(path.stat().st_mode & 0o777) for path in (folder, folder / "signing.key")]
    assert modes == ["0o700", "0o600"]


def test_processes_that_start_together_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(master_key, [tmp_path / "keys"] * 8))
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["master.key"]


@pytest.mark.parametrize("text", ["", "abc", "zz" * 32, "00" * 16])
def test_a_damaged_key_is_not_replaced(tmp_path: Path, text: str) -> None:
    (tmp_path / "master.key").write_text(text)
    with pytest.raises(KeyUnusable, match=r"master\.key"):
        master_key(tmp_path)
    assert (tmp_path / "master.key").read_text() == text


def test_tokens_have_a_key_of_their_own(tmp_path: Path) -> None:
    assert tokens_key(tmp_path) == tokens_key(tmp_path) != master_key(tmp_path)
    assert (tmp_path / "tokens.key").stat().st_mode & 0o777 == 0o600
