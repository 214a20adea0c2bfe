"""The artist's own models: Stable Diffusion and its kin, run by diffusers, which the extra `checkpoints` brings."""
