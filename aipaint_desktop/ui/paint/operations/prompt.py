"""Words, or the canvas with words, painted by a model of the artist's own."""

from typing import Any, ClassVar

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.checkpoint.pipelines import Ability
from aipaint_desktop.engines.checkpoint.request import CheckpointRequest
from aipaint_desktop.jobs.job import FilmFrame
from aipaint_desktop.ui.paint.operations.operation import Operation, Surroundings, Way
from aipaint_desktop.ui.paint.operations.prompt_branch import Branch
from aipaint_desktop.ui.paint.operations.prompt_controls import PromptControls
from aipaint_desktop.ui.paint.operations.prompt_settings import PromptSettings
from aipaint_desktop.workspace.paint_settings import PaintSettings


class Prompt(Operation[PromptControls]):
    id: ClassVar[str] = "prompt"
    engine: ClassVar[str] = "checkpoint"
    takes_references: ClassVar[bool] = False
    controls = PromptControls

    def make_controls(self, around: Surroundings) -> PromptControls:
        return PromptControls(around.background, around.part)

    def choose_abilities(self, controls: PromptControls, abilities: frozenset[Ability]) -> None:
        controls.choose_abilities(abilities)

    def begin(self, controls: PromptControls, model: str) -> None:
        controls.suit(model)

    def goes_on_from(self, request: Request) -> bool:
        return isinstance(request, CheckpointRequest)

    def go_on(self, controls: PromptControls, request: Request, frame: FilmFrame) -> int | None:
        assert isinstance(request, CheckpointRequest)
        branch = Branch(request, frame.step)
        controls.go_on_from(branch)
        return branch.stretch.seed  # another is other noise, which is not always wanted

    def press(self, controls: PromptControls) -> str:
        return controls.press

    def ways(self, controls: PromptControls) -> tuple[Way, ...]:
        return controls.ways

    def settings(self, controls: PromptControls, common: PaintSettings) -> PromptSettings:
        return PromptSettings(
            **vars(common),
            prompt=controls.prompt.toPlainText(),
            negative=controls.negative.text(),
            branch=controls.branch.branch,
            mode=controls.mode,
            strength=controls.strength.number / 100,
            larger=controls.larger,
            guidance=controls.guidance.number,
            steps=round(controls.steps.number),
            **self._mixed(controls),
        )

    @staticmethod
    def _mixed(controls: PromptControls) -> dict[str, Any]:
        """What only some models take."""
        if Ability.MIX not in controls.able:
            return {}
        return {
            "sampler": controls.sampler.currentData(),
            "few_steps": controls.few_steps.isChecked(),
            "loras": controls.loras.loras,
            "controls": controls.control_list.controls,
            "vae": controls.vae.currentData(),
            "clip_skip": round(controls.clip_skip.number),
            "regions": controls.regions.regions,
        }
