"""What the lab says in the artist's language, where the words come from rooms that know no Qt."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from aipaint_desktop.nn.generative.families import TITLES, Family

LOSSES = {
    "generator": QT_TRANSLATE_NOOP("loss", "generator"),
    "discriminator": QT_TRANSLATE_NOOP("loss", "discriminator"),
    "real": QT_TRANSLATE_NOOP("loss", "verdict on real"),
    "made": QT_TRANSLATE_NOOP("loss", "verdict on made"),
    "little noise": QT_TRANSLATE_NOOP("loss", "little noise"),
    "some noise": QT_TRANSLATE_NOOP("loss", "some noise"),
    "much noise": QT_TRANSLATE_NOOP("loss", "much noise"),
    "pixels": QT_TRANSLATE_NOOP("loss", "pixels"),
    "features": QT_TRANSLATE_NOOP("loss", "features"),
    "divergence": QT_TRANSLATE_NOOP("loss", "divergence"),
}
_translate = QCoreApplication.translate


def family_title(family: Family) -> str:
    return _translate("model", TITLES[family])


def loss_title(name: str) -> str:
    """Name a loss of the records; one of another version stays as it is."""
    return _translate("loss", str(LOSSES.get(name, name)))


def diagnosis(sentence: str) -> str:
    """Say how a training goes; see `training.lab.diagnosis`."""
    return _translate("diagnosis", sentence)
