"""Reading a run's records while they are written, damaged or not, and the curves they make."""

import json
import math
from pathlib import Path

import pytest

from aipaint_desktop.training.lab import progress_reader, training_log
from aipaint_desktop.training.lab.progress import Progress
from aipaint_desktop.training.lab.progress_reader import LossHistory, ProgressReader, Record, last_record
from aipaint_desktop.training.lab.training_log import TrainingLog


def line(step: int, **more: object) -> str:
    values = {
        "step": step,
        "seconds": 2.0 * step,
        "seconds_left": 9.0,
        "speed": 30.5,
        "losses": {"pixels": 1 / step},
    }
    return json.dumps(values | {"sheet": None, "likeness": None, "words": []} | more) + "\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "progress.jsonl"


def test_only_what_is_new_is_read(records: Path) -> None:
    reader = ProgressReader(records)
    assert reader.read_new() == []
    records.write_text(line(1) + line(2, sheet="000002.png", words=["Go on."]))
    first, second = reader.read_new()
    assert first == Record(1, 2.0, 9.0, 30.5, {"pixels": 1.0})
    assert (second.sheet, second.words) == ("000002.png", ("Go on.",))
    assert reader.read_new() == []
    with records.open("a") as file:
        file.write(line(3))
    assert [record.step for record in reader.read_new()] == [3]


def test_a_half_written_line_waits_for_its_end(records: Path) -> None:
    whole = line(2)
    records.write_text(line(1) + whole[:30])
    reader = ProgressReader(records)
    assert [record.step for record in reader.read_new()] == [1]
    with records.open("a") as file:
        file.write(whole[30:])
    assert [record.step for record in reader.read_new()] == [2]


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe\n",
        b"{}\n",
        b"[1, 2]\n",
        b'{"step": 2\n',
        line(2, losses=None).encode(),
        line(2, speed="fast").encode(),
        line(2, losses={"pixels": math.nan}).encode(),
        line(2).replace("2", "Infinity", 1).encode(),
    ],
)
def test_damaged_lines_are_left_out(records: Path, damage: bytes) -> None:
    records.write_bytes(line(1).encode() + damage + line(3).encode())
    assert [record.step for record in ProgressReader(records).read_new()] == [1, 3]


def test_long_records_are_read_in_parts(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_reader, "_MOST_BYTES", 100)
    records.write_text("".join(map(line, range(1, 6))))
    reader = ProgressReader(records)
    parts = [reader.read_new() for _ in range(12)]
    assert len(parts[0]) == 0 or parts[0][-1].step < 5
    assert [record.step for part in parts for record in part] == [1, 2, 3, 4, 5]


def test_the_last_record_is_that_of_the_last_whole_line(records: Path) -> None:
    assert last_record(records) is None
    records.write_text("".join(map(line, range(1, 400))) + line(400)[:-9])
    last = last_record(records)
    assert last is not None
    assert last.step == 399


def test_a_run_that_went_back_writes_its_curves_anew() -> None:
    history = LossHistory()
    for step, losses in ((1, {"a": 5.0}), (4, {"a": 4.0}), (7, {"a": 3.0}), (5, {"a": 2.0, "b": 1.0})):
        history.add(Record(step, 0.0, 0.0, 0.0, losses))
    assert list(history.steps) == [1, 4, 5]
    assert list(history.losses["a"]) == [5.0, 4.0, 2.0]
    assert [math.isnan(value) for value in history.losses["b"]] == [True, True, False]


def test_what_is_logged_can_be_read_even_behind_a_half_written_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_log, "_board", lambda _folder: None)
    path = tmp_path / training_log.PROGRESS
    for step, left_behind in ((1, ""), (2, '{"step": 3, "sec'), (4, "")):
        with TrainingLog(tmp_path) as log:
            log.write(Progress(step, 2.0, 3.0, 4.0, {"pixels": 0.5}, words=("Go on.",)))
        with path.open("a") as file:
            file.write(left_behind)
    found = ProgressReader(path).read_new()
    assert [record.step for record in found] == [1, 2, 4]
    assert found[2] == Record(4, 2.0, 3.0, 4.0, {"pixels": 0.5}, words=("Go on.",))
