"""Bits a dimension of a network with made-up weights: every term of the bound by torch.distributions, all time steps of two
pictures."""

import numpy as np
import torch
from diffusers import DDPMScheduler
from torch.distributions import Normal, kl_divergence

from common import double_precision, write
from models import PLAYGROUND, SEED, image, values
from networks import build
from philox import STREAMS, gaussians

STEPS, PICTURES, SIDE, CLASSES = 20, 2, 8, 10
NOISE_SEED = 4


def pictures() -> np.ndarray:
    """Bytes, made of whole numbers only: the test makes the same."""
    index = np.arange(PICTURES * SIDE * SIDE)
    return (index * 7919 + (index // 13) * 104729) % 256


def make() -> None:
    settings, shape = {**PLAYGROUND, "width": 8}, image(SIDE, 1)
    numbers = SIDE * SIDE
    with double_precision(), torch.no_grad():
        network = build(settings, shape).eval()
        state = network.network.state_dict()
        for number, key in enumerate(sorted(state)):
            state[key].copy_(torch.tensor(values(key, tuple(state[key].shape), number)))
        scheduler = DDPMScheduler(STEPS, beta_schedule="linear", beta_start=1e-3, beta_end=0.2)
        kept, betas = scheduler.alphas_cumprod.double(), scheduler.betas.double()
        clean = torch.tensor(pictures() / 127.5 - 1).reshape(PICTURES, 1, SIDE, SIDE)
        prior = kl_divergence(Normal(kept[-1].sqrt() * clean, (1 - kept[-1]).sqrt()), Normal(0.0, 1.0)).sum()
        terms = torch.zeros(PICTURES, STEPS)
        variances = betas[1:] * (1 - kept[:-1]) / (1 - kept[1:])
        for picture in range(PICTURES):
            x0 = clean[picture : picture + 1]
            for t in range(STEPS):
                noise = gaussians(NOISE_SEED, STREAMS["forwardNoise"], numbers, step=picture * STEPS + t)
                xt = kept[t].sqrt() * x0 + (1 - kept[t]).sqrt() * torch.tensor(noise).reshape(x0.shape)
                eps = network(xt, torch.tensor([t]), torch.tensor([CLASSES]))
                guess = ((xt - (1 - kept[t]).sqrt() * eps) / kept[t].sqrt()).clamp(-1, 1)
                if t == 0:
                    # The posterior of the first step is the guess itself; its width is that of the second.
                    step = Normal(guess, variances[0].sqrt())
                    upper = torch.where(x0 > 0.999, torch.ones_like(x0), step.cdf(x0 + 1 / 255))
                    lower = torch.where(x0 < -0.999, torch.zeros_like(x0), step.cdf(x0 - 1 / 255))
                    terms[picture, t] = -(upper - lower).clamp(min=1e-12).log().sum()
                    continue
                before, spread = kept[t - 1], variances[t - 1].sqrt()
                towards = lambda x: (before.sqrt() * betas[t] * x + (1 - betas[t]).sqrt() * (1 - before) * xt) / (1 - kept[t])
                terms[picture, t] = kl_divergence(Normal(towards(x0), spread), Normal(towards(guess), spread)).sum()
    bits = lambda nats: nats.item() / numbers / PICTURES / np.log(2)
    write(
        "diffusion/golden/bits.json",
        "playground of tools/reference/networks.py in float64; torch.distributions.kl_divergence and Normal.cdf, "
        "betas of diffusers DDPMScheduler(20, 'linear', 1e-3, 0.2)",
        {"settings": settings, "image": shape, "timesteps": STEPS, "betaStart": 1e-3, "betaEnd": 0.2, "pictures": PICTURES,
         "weightsSeed": SEED, "prior": bits(prior), "steps": bits(terms[:, 1:].sum()), "decoder": bits(terms[:, 0].sum()),
         "total": bits(prior + terms.sum())},
        seed=NOISE_SEED,
    )
