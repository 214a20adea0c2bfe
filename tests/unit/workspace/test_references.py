from pathlib import Path

from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.workspace.references import References

SEA, WOOD, SKY = (ReferenceEntry(name, name.title(), Path(f"{name}.png")) for name in ("sea", "wood", "sky"))


def heard(references: References) -> list[bool]:
    told: list[bool] = []
    references.changed.connect(lambda: told.append(True))
    return told


def test_the_first_is_chosen_at_the_start() -> None:
    assert References([SEA, WOOD]).chosen == (SEA,)
    assert References([]).chosen == ()


def test_what_is_chosen_is_told_once_and_keeps_the_order_of_the_gallery() -> None:
    references = References([SEA, WOOD, SKY])
    told = heard(references)
    references.choose(["sky", "wood", "gone"])
    assert references.chosen == (WOOD, SKY)
    references.choose(["wood", "sky"])
    references.choose(["gone"])
    assert references.chosen == (WOOD, SKY)
    assert len(told) == 1
    references.set_chosen([])
    assert references.chosen == ()


def test_what_is_added_is_chosen_and_not_there_twice() -> None:
    references = References([SEA])
    references.add([WOOD, SKY])
    assert (references.entries, references.chosen) == ((SEA, WOOD, SKY), (WOOD, SKY))
    references.add([SEA])
    assert (references.entries, references.chosen) == ((SEA, WOOD, SKY), (SEA,))
    told = heard(references)
    references.add([])
    assert not told


def test_where_nothing_that_is_chosen_is_left_the_first_is() -> None:
    references = References([SEA, WOOD, SKY])
    references.choose(["wood", "sky"])
    references.leave_out([WOOD.path])
    assert (references.entries, references.chosen) == ((SEA, SKY), (SKY,))
    references.leave_out([SKY.path])
    assert (references.entries, references.chosen) == ((SEA,), (SEA,))
