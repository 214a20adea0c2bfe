from PySide6.QtGui import QImage

from aipaint_desktop.jobs.job import FilmFrame, FilmStrip


def _frame(step: int, side: int = 10) -> FilmFrame:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    return FilmFrame(step, 99, image, image)


def test_only_the_newest_images_are_kept_in_full() -> None:
    film = FilmStrip(max_bytes=3 * 400)
    for step in range(6):
        film.append(_frame(step))
    assert [frame.step for frame in film] == [0, 1, 2, 3, 4, 5]
    assert [frame.image is not None for frame in film] == [False, False, False, True, True, True]
    assert not film[0].thumbnail.isNull()


def test_the_newest_frame_keeps_its_image_however_large() -> None:
    film = FilmStrip(max_bytes=100)
    for step in range(2):
        film.append(_frame(step, side=50))
    assert [frame.image is not None for frame in film] == [False, True]


def test_the_film_has_a_longest_length() -> None:
    film = FilmStrip(max_frames=3)
    for step in range(5):
        film.append(_frame(step))
    assert [frame.step for frame in film] == [2, 3, 4]
    assert len(film) == 3
