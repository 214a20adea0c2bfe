"""What the engines compute on, and how much memory they and the history may take."""

from aipaint_desktop.engines.computing.devices import DEVICES, PRECISIONS
from aipaint_desktop.ui.settings.page import SettingsPage
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.workspace.preferences import LEAST_HISTORY, MEMORY_LIMITS, MOST_HISTORY
from aipaint_desktop.workspace.workspace import Workspace


class ComputingPage(SettingsPage):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Computing"))
        preferences = workspace.preferences
        names = (self.tr("The best there is"), "CUDA", "MPS", "CPU")
        self.device = self.add_choice(
            self.tr("Device"),
            dict(zip(DEVICES, names, strict=True)),
            preferences.device,
            workspace.set_device,
            self.tr("CUDA is for NVIDIA cards, MPS for Apple's."),
        )
        precisions = dict(
            zip(PRECISIONS, (self.tr("As fast as can be"), self.tr("Exact (fp32)")), strict=True)
        )
        self.precision = self.add_choice(
            self.tr("Precision"),
            precisions,
            preferences.precision,
            workspace.set_precision,
            self.tr("The fast way computes networks in bf16 where the device multiplies it natively."),
        )
        limits = {"0": self.tr("As much as there is")}
        limits |= {str(limit): self.tr("At most {0} GB").format(limit) for limit in MEMORY_LIMITS}
        self.memory = self.add_choice(
            self.tr("Memory"),
            limits,
            str(preferences.memory_limit),
            lambda limit: setattr(preferences, "memory_limit", int(limit)),
            self.tr("A painting that would take more is refused before it begins."),
        )
        self.history = ValueSlider(self.tr("At most"), LEAST_HISTORY, MOST_HISTORY, " MB", curved=True)
        self.history.set_number(preferences.history_megabytes)
        self.history.edited.connect(lambda size: workspace.set_history_megabytes(round(size)))
        self.add_row(self.tr("Undo history"), self.history, self.tr("The oldest steps are forgotten first."))
        self.rows.addStretch()
