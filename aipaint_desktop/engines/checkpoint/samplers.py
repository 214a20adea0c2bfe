"""Samplers by their usual names."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from diffusers import SchedulerMixin

Sampler: TypeAlias = Literal[
    "ddim",
    "euler",
    "euler_a",
    "heun",
    "dpmpp_2m",
    "dpmpp_2m_karras",
    "dpmpp_sde",
    "unipc",
    "lcm",
    "flow_euler",
]
SAMPLERS: tuple[Sampler, ...] = get_args(Sampler)

# class of diffusers, and what of its settings is not that of the model
_SCHEDULERS: Mapping[Sampler, tuple[str, Mapping[str, Any]]] = {
    "ddim": ("DDIMScheduler", {}),
    "euler": ("EulerDiscreteScheduler", {}),
    "euler_a": ("EulerAncestralDiscreteScheduler", {}),
    "heun": ("HeunDiscreteScheduler", {}),
    "dpmpp_2m": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": False}),
    "dpmpp_2m_karras": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
    "dpmpp_sde": ("DPMSolverSinglestepScheduler", {"algorithm_type": "sde-dpmsolver++"}),
    "unipc": ("UniPCMultistepScheduler", {}),
    "lcm": ("LCMScheduler", {}),
}
OFFERED: tuple[Sampler, ...] = tuple(_SCHEDULERS)
"""Those of the models that are painted with; what flow matching takes is known by its name alone."""


def make_scheduler(
    sampler: Sampler, of_model: Mapping[str, Any], *, few_steps: bool = False
) -> "SchedulerMixin":
    """Make a scheduler as diffusers does from a model's own. of_model: the configuration of that. few_steps: whether
    the model was distilled to paint in a few, which begin with pure noise. Raises `BadInput` where the sampler is for
    models of another kind."""
    import diffusers

    if sampler not in _SCHEDULERS:
        raise BadInput("The sampler {0} is for models of flow matching; this one is none.", sampler)
    name, settings = _SCHEDULERS[sampler]
    if few_steps and sampler != "lcm":  # which has steps of its own
        settings = {**settings, "timestep_spacing": "trailing"}
    return getattr(diffusers, name).from_config(of_model, **settings)


def passes_of_step(sampler: Sampler) -> int:
    """Count how often a network is asked in a step that another one follows."""
    return 2 if sampler == "heun" else 1


def passes(sampler: Sampler, steps: int) -> int:
    """Count how often a network is asked in so many steps."""
    return 2 * steps - 1 if sampler == "heun" else steps  # whose last step needs no second look
