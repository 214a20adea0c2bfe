import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from aipaint_desktop.document.change import Change, tiles_of
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas import composite_image
from aipaint_desktop.ui.canvas.composite_image import CompositeImage
from aipaint_desktop.values.geometry import Rect

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def document() -> Document:
    pixels = np.random.default_rng(0).integers(0, 256, (151, 203, 4), dtype=np.uint8)
    document = Document.from_picture(pixels, "noise")
    document.set_visible(document.layers[0].id, False)
    return document


def drawn(
    image: CompositeImage, width: int, height: int, scale: float, part: Rect | None = None
) -> np.ndarray:
    canvas = QImage(width, height, QImage.Format.Format_RGBA8888)
    canvas.fill(QColor(0, 0, 0, 0))
    painter = QPainter(canvas)
    painter.scale(scale, scale)
    image.draw(painter, part or Rect(0, 0, 10**4, 10**4), scale)
    painter.end()
    return np.frombuffer(canvas.constBits(), np.uint8).reshape(height, width, 4).astype(int)


def premultiplied(pixels: np.ndarray) -> np.ndarray:
    colour = pixels.astype(float)
    colour[..., :3] *= colour[..., 3:] / 255
    return colour


def test_it_draws_the_composite_of_the_document(document: Document) -> None:
    shown = drawn(CompositeImage(document), 203, 151, 1.0)
    expected = document.composite()
    assert np.array_equal(shown[..., 3], expected[..., 3])
    assert np.abs(premultiplied(shown) - premultiplied(expected)).max() <= 1.01


def test_only_what_was_invalidated_is_composited_again(document: Document) -> None:
    image = CompositeImage(document)
    before = drawn(image, 203, 151, 1.0)
    edit = document.begin_edit("Black")
    edit.write(document.rect, np.full((151, 203, 4), (0, 0, 0, 255), np.uint8))
    assert np.array_equal(drawn(image, 203, 151, 1.0), before)
    image.invalidate(Change(tiles_of(Rect(120, 120, 20, 20))))
    after = drawn(image, 203, 151, 1.0)
    assert (after[120:140, 120:140] == [0, 0, 0, 255]).all()
    after[120:140, 120:140] = before[120:140, 120:140]
    assert np.array_equal(after, before)


def test_a_hidden_layer_that_is_shown_alone_changes_before_the_eyes(document: Document) -> None:
    layer = document.active.id
    document.set_visible(layer, False)
    document.show_alone(layer)
    image = CompositeImage(document)
    document.changed.add(image.invalidate)
    before = drawn(image, 203, 151, 1.0)
    assert before.any()
    document.clear_layer()
    assert not drawn(image, 203, 151, 1.0).any()
    document.undo()
    assert np.array_equal(drawn(image, 203, 151, 1.0), before)


def test_all_is_seen_again_once_what_was_shown_alone_is_gone(document: Document) -> None:
    document.set_visible(document.layers[0].id, True)
    whole = document.composite()
    added = document.add_layer("Empty").id
    document.show_alone(added)
    image = CompositeImage(document)
    document.changed.add(image.invalidate)
    assert not drawn(image, 203, 151, 1.0).any()
    document.undo()
    assert document.alone is None
    assert np.array_equal(drawn(image, 203, 151, 1.0), whole)
    document.redo()
    assert document.alone == added
    assert not drawn(image, 203, 151, 1.0).any()


def test_from_afar_each_pixel_is_the_mean_of_what_it_covers(document: Document) -> None:
    shown = premultiplied(drawn(CompositeImage(document), 50, 37, 0.25))
    composite = premultiplied(document.composite())[:148, :200]
    expected = composite.reshape(37, 4, 50, 4, 4).mean(axis=(1, 3))
    assert np.abs(shown - expected).max() <= 2


def test_a_view_from_afar_is_kept_up_to_date(document: Document) -> None:
    image = CompositeImage(document)
    drawn(image, 50, 37, 0.25)
    document.changed.add(image.invalidate)
    edit = document.begin_edit("Dot")
    edit.write(Rect(101, 77, 9, 7), np.full((7, 9, 4), (0, 0, 0, 255), np.uint8))
    assert np.array_equal(drawn(image, 50, 37, 0.25), drawn(CompositeImage(document), 50, 37, 0.25))


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (3, 2)])
@pytest.mark.parametrize("scale", [1.0, 0.3, 0.02])
def test_tiny_documents_can_be_seen_from_afar(size: tuple[int, int], scale: float) -> None:
    document = Document(*size)
    shown = drawn(CompositeImage(document), 2, 2, 8.0 if scale == 1 else scale)
    assert shown.shape == (2, 2, 4)


def test_a_change_all_over_a_large_picture_is_shown_coarsely_at_once_and_then_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(composite_image, "_AT_LEAST", 0)
    monkeypatch.setattr(composite_image, "_AT_ONCE", 0)
    monkeypatch.setattr(composite_image, "_COARSELY", 60)
    document = Document(512, 384)
    colours = np.zeros((384, 512, 3), np.uint8)
    colours[:, :256] = 200, 100, 50
    document.paste_image(colours, "Halves")
    image, picture = CompositeImage(document), Rect(0, 0, 512, 384)
    canvas = QImage(512, 384, QImage.Format.Format_RGBA8888)

    def draw() -> Rect:
        painter = QPainter(canvas)
        left = image.draw(painter, picture, 1.0)
        painter.end()
        return left

    def shown() -> np.ndarray:
        return np.frombuffer(canvas.constBits(), np.uint8).reshape(384, 512, 4).astype(int)

    expected = document.composite().astype(int)
    rest = [draw()]
    assert not rest[0].empty
    away = np.abs(shown() - expected)
    away[:, 248:264] = 0  # coarse pixels mix what meets there
    assert away.max() <= 1
    while not rest[-1].empty:
        rest.append(draw())
        assert rest[-1].area <= rest[-2].area
    assert len(rest) > 2
    assert np.array_equal(shown(), expected)


def test_what_was_drawn_coarsely_is_refined_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composite_image, "_AT_LEAST", 0)
    monkeypatch.setattr(composite_image, "_AT_ONCE", 0)
    document = Document(512, 384)
    noise = np.random.default_rng(0).integers(0, 256, (384, 512, 3), dtype=np.uint8)
    document.paste_image(noise, "Noise")
    image = CompositeImage(document)
    drawn(image, 512, 384, 1.0)
    refined: set[Rect] = set()
    while fine := image.refine():
        assert len(fine) == 1
        refined |= set(fine)
    assert len(refined) == 12 - 1
    monkeypatch.setattr(composite_image, "_AT_ONCE", 60)
    assert np.array_equal(drawn(image, 512, 384, 1.0), document.composite())


def test_what_is_being_written_is_shown_as_it_is_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document(512, 384)
    image = CompositeImage(document)
    drawn(image, 512, 384, 1.0)
    document.changed.add(image.invalidate)
    monkeypatch.setattr(composite_image, "_AT_LEAST", 0)
    monkeypatch.setattr(composite_image, "_AT_ONCE", 0)
    pixels = np.random.default_rng(0).integers(0, 256, (384, 512, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    edit = document.begin_edit("Wide")
    edit.write(document.rect, pixels)
    assert np.array_equal(drawn(image, 512, 384, 1.0), pixels)
    edit.commit()
