"""GAN, VAE and diffusion: networks, samplers and the models that artists train."""
