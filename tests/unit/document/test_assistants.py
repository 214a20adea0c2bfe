from dataclasses import replace

import pytest

from aipaint_desktop.document.assistant import Assistant, AssistantKind
from aipaint_desktop.document.assistants import with_assistant, without_assistant, without_assistants
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.transforming.picture import flipped_picture, turned_picture
from aipaint_desktop.values.titles import StepTitle

RULER = Assistant(AssistantKind.RULER, ((10, 20), (70, 40)))


@pytest.fixture
def document() -> Document:
    document = Document(100, 80)
    document.apply(StepTitle("Add assistant"), lambda state: with_assistant(state, RULER))
    return document


def test_they_are_steps_of_the_history(document: Document) -> None:
    moved = replace(RULER, points=((10, 20), (70, 60)))
    document.apply(StepTitle("Move assistant"), lambda state: with_assistant(state, moved, 0))
    assert document.state.assistants == (moved,)
    document.undo()
    assert document.state.assistants == (RULER,)
    document.undo()
    assert document.state.assistants == ()


def test_what_changes_nothing_is_no_step(document: Document) -> None:
    assert not document.apply(StepTitle("Move assistant"), lambda state: with_assistant(state, RULER, 0))
    assert document.apply(StepTitle("Remove assistant"), lambda state: without_assistant(state, 0))
    assert not document.apply(StepTitle("Remove assistants"), without_assistants)


def test_they_go_along_with_the_canvas(document: Document) -> None:
    document.resize(200, 200, 5, 7)
    assert document.state.assistants[0].points == ((15, 27), (75, 47))
    document.undo()
    document.scale(200, 40)
    assert document.state.assistants[0].points == ((20, 10), (140, 20))
    document.undo()
    assert turned_picture(document.state, 1).assistants[0].points == ((60, 10), (40, 70))
    assert flipped_picture(document.state, across=True).assistants[0].points == ((90, 20), (30, 40))
    assert flipped_picture(document.state, across=False).assistants[0].points == ((10, 60), (70, 40))


def test_a_document_with_others_holds_other_work(document: Document) -> None:
    assert not document.state.holds_the_same_as(without_assistants(document.state))
