"""Models that were distilled to paint in a few steps: how they are told, and what is asked of them. No torch."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from aipaint_desktop.engines.checkpoint.pipelines import PIPELINES
from aipaint_desktop.engines.checkpoint.request import CheckpointRequest
from aipaint_desktop.engines.checkpoint.samplers import Sampler


@dataclass(frozen=True)
class Pace:
    """Says in how many steps a model paints best, how much the words count then, and by which sampler. few: whether it
    was distilled for that."""

    steps: int
    guidance: float
    sampler: Sampler
    few: bool = field(default=False, compare=False)


USUAL = Pace(CheckpointRequest.steps, CheckpointRequest.guidance, CheckpointRequest.sampler)
FEW = Pace(4, 1.0, "euler", few=True)
"""Of adversarial and of progressive distillation (Turbo, Lightning and their kin): guidance is in the weights."""

CONSISTENT = Pace(4, 1.0, "lcm", few=True)
"""Of latent consistency models (Luo et al. 2023) that were merged from a LoRA."""

CONSISTENT_TOLD = Pace(4, 8.0, "lcm", few=True)
"""Of those that are told by how much the words count, instead of being asked twice."""

_TOLD = (".cond_proj.weight",)  # of a network that is told of guidance


def usual_pace(family: str, variant: str) -> Pace:
    """Tell how most models of a family and variant paint best: as diffusers' pipeline proposes, where that paints."""
    proposed = (
        each.proposes for each in PIPELINES.values() if (each.family, each.variant) == (family, variant)
    )
    steps, guidance = next(proposed, (USUAL.steps, USUAL.guidance))
    return Pace(steps, guidance, USUAL.sampler)


def pace_of_tensors(names: Collection[str]) -> Pace | None:
    """Tell from the names of a model's tensors; None where they do not tell, as of most that paint in a few steps."""
    told = any(
        name.endswith(_TOLD) and ("time_embed." in name or "time_embedding." in name) for name in names
    )
    return CONSISTENT_TOLD if told else None


def pace_of_folder(scheduler: Mapping[str, Any], unet: Mapping[str, Any]) -> Pace | None:
    """Tell from what a folder of diffusers says of its noise schedule and its network; None where that is nothing."""
    if unet.get("time_cond_proj_dim"):
        return CONSISTENT_TOLD
    kind = scheduler.get("_class_name")
    if kind == "LCMScheduler":
        return CONSISTENT
    # those that predict velocity end in pure noise, and count steps from there as well
    of_velocity = scheduler.get("prediction_type") == "v_prediction" or scheduler.get(
        "rescale_betas_zero_snr"
    )
    if kind == "TCDScheduler" or (scheduler.get("timestep_spacing") == "trailing" and not of_velocity):
        return FEW
    return None
