"""The packaged case, and ways to spoil it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shared.cases import Case, load_case
from shared.cases.load import CASES

MUKDAHAN = "mukdahan-2567"

Spoil = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def case() -> Case:
    return load_case(MUKDAHAN)


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """The packaged file with its first ``old`` replaced by ``new``, in a file of its own."""
    path = tmp_path / "spoilt.yaml"
    path.write_text((CASES / f"{MUKDAHAN}.yaml").read_text(encoding="utf-8"), encoding="utf-8")

    def replace(old: str, new: str) -> Path:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return replace
