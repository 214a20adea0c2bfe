"""Samplers by the names that other programs have for them. No torch."""

from collections.abc import Mapping

from aipaint_desktop.engines.checkpoint.samplers import OFFERED, Sampler

_CALLED: Mapping[str, Sampler] = {
    "euler_ancestral": "euler_a",
    "k_euler": "euler",
    "k_euler_a": "euler_a",
    "k_euler_ancestral": "euler_a",
    "k_heun": "heun",
    "k_dpmpp_2m": "dpmpp_2m",
    "dpmpp_2m_k": "dpmpp_2m_karras",
    "dpmpp_sde_karras": "dpmpp_sde",
    "dpmpp_sde_k": "dpmpp_sde",
    "dpmpp_sde_gpu": "dpmpp_sde",
    "uni_pc": "unipc",
    "uni_pc_bh2": "unipc",
}


def sampler_called(name: str) -> Sampler | None:
    """Tell which sampler A1111, ComfyUI, InvokeAI or Fooocus call so; None where there is none like it here."""
    plain = name.strip().lower().replace("++", "pp").replace(" ", "_").replace("-", "_")
    return next((sampler for sampler in OFFERED if sampler == plain), None) or _CALLED.get(plain)
