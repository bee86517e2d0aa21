"""Files that are there whole or not at all."""

import os
import threading
from pathlib import Path

import pytest

from services.cli.files import write_whole


def test_a_file_is_written_in_place_of_the_old_one(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_bytes(b"a longer report of yesterday")
    write_whole(report, b"today")
    assert report.read_bytes() == b"today"
    assert list(tmp_path.iterdir()) == [report]


def test_what_is_interrupted_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "report.json"
    report.write_bytes(b"yesterday")

    def interrupted(path: Path, body: bytes) -> int:
        with path.open("wb") as file:
            file.write(body[:2])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(report, b"today")
    assert report.read_bytes() == b"yesterday"
    assert list(tmp_path.iterdir()) == [report]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_bytes(b"yesterday")
    link = tmp_path / "newest.json"
    link.symlink_to("kept.json")
    write_whole(link, b"today")
    assert link.is_symlink()
    assert (tmp_path / "kept.json").read_bytes() == b"today"


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"today")
    reader.join()
    assert read == [b"today"]
