"""Unsaved work in a journal: it comes back from whatever a crash has left of the file."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files.journal.journal import Journal
from aipaint_desktop.files.journal.reading import holds_work, read_journal
from aipaint_desktop.files.journal.work import KeptFile, KeptJob, Work
from aipaint_desktop.files.ora.foreign import Foreign
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput
from tests.full_disk import full_disk
from tests.full_document import assert_same, full_document, noise, run_of


def painted(document: Document, seed: int, at: int = 0) -> None:
    edit = document.begin_edit("Stroke", document.layers[0].id)
    edit.write(Rect(at, 0, 60, 60), noise(60, 60, seed))
    edit.commit()


def kept(path: Path, *documents: Document) -> Journal:
    journal = Journal(path)
    for document in documents:
        journal.keep(Work(document.state))
    return journal


def test_all_of_a_document_comes_back(tmp_path: Path) -> None:
    document = full_document()
    job = KeptJob(run_of(5).request, ("a", "b"), "a", 300, 200, resizes=True)
    file = KeptFile(tmp_path / "Meadow.ora", (1, 2, 3))
    Journal(tmp_path / "1.journal").keep(Work(document.state, "Meadow \udcff", file, 1234.5, (job,)))
    assert holds_work(tmp_path / "1.journal")
    work, _journal = read_journal(tmp_path / "1.journal")
    assert_same(work.state, document.state)
    assert (work.name, work.when, work.losses, work.damaged) == ("Meadow \udcff", 1234.5, (), False)
    assert work.file is not None
    assert (work.file.path, work.file.version) == (file.path, file.version)
    (again,) = work.jobs
    assert vars(again) == vars(job)


def test_a_tree_with_masks_guides_and_channels_comes_back(tmp_path: Path) -> None:
    mask = TileStore(channels=1).write(Rect(10, 20, 50, 30), np.full((30, 50), 200, np.uint8))
    inner = Layer(
        "Inner", TileStore.from_pixels(noise(40, 30)), mask=mask, clip=True, label="red", locked=True
    )
    group = Group("Group", (Layer("Below", alpha_locked=True), inner), through=True, folded=True, mask=mask)
    before = full_document().state
    chosen = frozenset({before.layers[0].id})
    state = replace(
        before,
        nodes=(*before.nodes, group),
        active_id=inner.id,
        chosen_ids=chosen,
        on_mask=True,
        channels={"Sky": noise(300, 200)[..., 0]},
        guides=(Guide(upright=True, position=12.5), Guide(upright=False, position=40)),
    )
    document = Document.from_state(state, "Open picture")
    kept(tmp_path / "1.journal", document)
    work, _journal = read_journal(tmp_path / "1.journal")
    assert work.losses == ()
    assert_same(work.state, document.state)
    assert work.state.guides == state.guides
    assert np.array_equal(work.state.channels["Sky"], state.channels["Sky"])
    assert np.array_equal(composite(work.state.nodes, state.rect), composite(state.nodes, state.rect))


def test_what_other_programs_have_put_into_its_file_comes_back(tmp_path: Path) -> None:
    foreign = Foreign(entries={"data/of_another.bin": b"of another program"})
    Journal(tmp_path / "1.journal").keep(Work(full_document().state, foreign=foreign))
    work, _journal = read_journal(tmp_path / "1.journal")
    assert work.foreign.entries == foreign.entries


def test_what_other_programs_have_put_into_its_file_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    foreign = Foreign(entries={"data/of_another.bin": os.urandom(1_000_000)})
    state = full_document().state
    journal = Journal(path)
    journal.keep(Work(state, foreign=foreign))
    whole = path.stat().st_size
    journal.keep(Work(state, foreign=foreign))
    work, journal = read_journal(path)
    journal.keep(Work(work.state, foreign=work.foreign))
    assert path.stat().st_size - whole < 20_000
    work, _journal = read_journal(path)
    assert work.foreign.entries == foreign.entries


def test_what_lies_beyond_the_canvas_comes_back(tmp_path: Path) -> None:
    document = full_document()
    kept(tmp_path / "1.journal", document)
    work, _journal = read_journal(tmp_path / "1.journal")
    for new, old in zip(work.state.layers, document.layers, strict=True):
        bounds = old.tiles.bounds
        assert np.array_equal(new.tiles.read(bounds), old.tiles.read(bounds))


def test_a_state_costs_what_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    document = Document(2000, 2000)
    document.paste_image(noise(2000, 2000), "Noise")
    journal = kept(path, document)
    whole = path.stat().st_size
    assert whole > 2000 * 2000 * 3
    painted(document, 1)
    journal.keep(Work(document.state))
    assert path.stat().st_size - whole < 100_000
    document.undo()
    journal.keep(Work(document.state))
    assert path.stat().st_size - whole < 250_000


def test_it_goes_on_after_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    document = full_document(900, 900)
    kept(path, document)
    whole = path.stat().st_size
    work, journal = read_journal(path)
    again = Document.from_state(work.state, "Recover picture")
    journal.keep(Work(again.state))
    assert path.stat().st_size - whole < 10_000
    painted(again, 2)
    journal.keep(Work(again.state))
    work, _journal = read_journal(path)
    assert_same(work.state, again.state)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_cut_off_the_state_before_comes_back(tmp_path: Path, seed: int) -> None:
    """As after a crash while it is written."""
    path = tmp_path / "1.journal"
    random = np.random.default_rng(seed)
    document = full_document()
    journal, ends, states = Journal(path), [], []
    for number in range(4):
        painted(document, number, at=40 * number)
        journal.keep(Work(document.state))
        ends.append(path.stat().st_size)
        states.append(document.state)
    content = path.read_bytes()
    for cut in [*ends, *random.integers(ends[0], ends[-1], 10).tolist()]:
        path.write_bytes(content[:cut])
        work, journal = read_journal(path)
        expected = max(index for index, end in enumerate(ends) if end <= cut)
        assert_same(work.state, states[expected])
        painted(document, 99)
        journal.keep(Work(document.state))  # over what was cut short
        assert_same(read_journal(path)[0].state, document.state)


def test_before_the_first_state_there_is_nothing_to_bring_back(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    kept(path, full_document())
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - 1])
    assert not holds_work(path)


def test_a_byte_that_fell_over_costs_no_more_than_a_tile_or_a_state(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    document = full_document()
    journal = kept(path, document)
    states = [document.state]
    painted(document, 1)
    journal.keep(Work(document.state))
    states.append(document.state)
    content = path.read_bytes()
    random = np.random.default_rng(1)
    spoilt = earlier = 0
    layer_id = document.layers[0].id
    for _ in range(100):
        changed = bytearray(content)
        changed[int(random.integers(len(content)))] ^= 1 << int(random.integers(8))
        path.write_bytes(changed)
        try:
            work, _journal = read_journal(path)
        except BadInput:
            spoilt += 1  # where a record begins, or in the only state
            continue
        if work.damaged:
            assert work.losses
            continue
        now = work.state.layer(layer_id).tiles.read(document.rect)
        last = bool((now == states[1].layer(layer_id).tiles.read(document.rect)).all())
        assert_same(work.state, states[last])
        earlier += not last
    assert spoilt < 15
    assert earlier > 5


def test_after_damage_the_journal_goes_on_soundly(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    layer = Layer("Noise", TileStore.from_pixels(noise(900, 900)))
    Journal(path).keep(Work(State(900, 900, (layer,), layer.id)))
    content = bytearray(path.read_bytes())
    content[len(content) // 4] ^= 1  # within a tile
    path.write_bytes(content)
    work, journal = read_journal(path)
    assert work.damaged
    journal.keep(replace(work, losses=(), damaged=False))
    again, _journal = read_journal(path)
    assert (again.losses, again.damaged) == ((), False)
    assert_same(again.state, work.state)


def garbage(seed: int) -> bytes:
    return np.random.default_rng(seed).bytes(1000)


@pytest.mark.parametrize("content", [b"", b"work", garbage(1), b"AIPaint journal 1\n" + garbage(2)])
def test_what_is_no_journal_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "1.journal"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        read_journal(path)


def test_at_rest_there_is_nothing_to_bring_back_and_all_is_known(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    document = full_document(900, 900)
    journal = kept(path, document)
    whole = path.stat().st_size
    journal.rest()
    assert not holds_work(path)
    painted(document, 3)
    journal.keep(Work(document.state))
    assert holds_work(path)
    assert path.stat().st_size - whole < 50_000
    assert_same(read_journal(path)[0].state, document.state)


def test_what_is_not_used_any_more_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipaint_desktop.files.journal.journal._SPARE", 100_000)
    path = tmp_path / "1.journal"
    document = Document(400, 400)
    journal, largest = Journal(path), 0
    for seed in range(30):
        painted(document, seed)
        journal.keep(Work(document.state))
        largest = max(largest, path.stat().st_size)
        assert_same(read_journal(path)[0].state, document.state)
    assert largest < 300_000
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    document = full_document()
    journal = kept(path, document)
    before, content = document.state, path.read_bytes()
    document.paste_image(noise(300, 200), "Noise")
    for room in (len(content), len(content) + 1000, len(content) + 100_000):
        with full_disk(room), pytest.raises(BadInput):
            journal.keep(Work(document.state))
        assert path.read_bytes() == content
        assert_same(read_journal(path)[0].state, before)
    journal.keep(Work(document.state))
    assert_same(read_journal(path)[0].state, document.state)


def _remove(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    os.truncate(path, 0)


@pytest.mark.parametrize("spoil", [_remove, _empty])
def test_a_file_that_somebody_else_took_away_is_begun_anew(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    path = tmp_path / "1.journal"
    document = full_document()
    journal = kept(path, document)
    spoil(path)
    painted(document, 1)
    journal.keep(Work(document.state))
    assert_same(read_journal(path)[0].state, document.state)


def test_a_read_only_folder_is_refused_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    work = Work(Document(64, 48).state)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BadInput, match="permission denied"):
        Journal(tmp_path / "1.journal").keep(work)
