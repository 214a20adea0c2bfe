"""The curves: thinned without losing their course, smoothed without a false beginning, named in the legend."""

from array import array

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from aipaint_desktop.training.lab.progress_reader import LossHistory, Record
from aipaint_desktop.ui.lab.loss_curves import LossCurves, _smoothed, _thinned
from aipaint_desktop.ui.look.theme import load_theme


def test_a_long_curve_is_thinned_to_means_and_what_is_missing_left_out() -> None:
    steps = array("q", range(5000))
    values = array("d", [float("nan"), *(step / 10 for step in range(1, 5000))])
    x, y = _thinned(steps, values)
    assert len(x) == len(y) == 300
    assert y == pytest.approx(x / 10)
    assert y[0] == pytest.approx(np.mean(values[1:17]), abs=0.1)
    x, y = _thinned(array("q", [3, 4]), array("d", [1.0, float("nan")]))
    assert (list(x), list(y)) == ([3.0], [1.0])


def test_smoothing_begins_at_the_first_point_and_follows_slowly() -> None:
    smooth = _smoothed(np.array([2.0, 2.0, 2.0, 12.0]))
    assert smooth[:3] == pytest.approx(2.0)
    assert 2.5 < smooth[3] < 7


def test_the_legend_names_each_loss_with_its_last_value(qtbot: QtBot) -> None:
    curves = LossCurves(load_theme("dark"))
    qtbot.addWidget(curves)
    assert not curves.plot.getAxis("left").isVisible()
    history = LossHistory()
    for step in (1, 2):
        history.add(Record(step, 0.0, 0.0, 0.0, {"pixels": 0.25, "divergence": 3.0}))
    curves.show_history(history)
    legend = curves.legend.text()
    assert legend.index("pixels") < legend.index("0.25") < legend.index("divergence") < legend.index("3.00")
    lines = curves.plot.listDataItems()
    assert len(lines) == 4
    history.add(Record(3, 0.0, 0.0, 0.0, {"pixels": 0.25, "divergence": 3.0}))
    curves.show_history(history)
    assert curves.plot.listDataItems() == lines  # moved, not made anew
    assert lines[0].getData()[0][-1] == 3
    assert curves.plot.getAxis("left").isVisible()


def test_a_single_peak_leaves_the_others_readable(qtbot: QtBot) -> None:
    curves = LossCurves(load_theme("light"))
    qtbot.addWidget(curves)
    history = LossHistory()
    for step in range(500):
        history.add(Record(step, 0.0, 0.0, 0.0, {"pixels": 1000.0 if step == 400 else step % 2}))
    curves.show_history(history)
    _low, high = curves.plot.viewRange()[1]
    assert high < 150
