"""Noise schedules and what is derived from them, from the libraries' own code in float64."""

import math
from unittest import mock

import numpy as np
import torch
from denoising_diffusion_pytorch import GaussianDiffusion
from diffusers import DDPMScheduler
from diffusers.schedulers.scheduling_ddim import rescale_zero_terminal_snr
from scipy.interpolate import PchipInterpolator

from common import double_precision, write

CURVE = [0.9999, 0.92, 0.7, 0.35, 0.08, 0.0005]
ZERO_CURVE = [1.0, 0.9, 0.89, 0.2, 0.0]


class Stub(torch.nn.Module):
    """Stands where lucidrains' GaussianDiffusion wants a model."""

    channels, out_dim, self_condition = 1, 1, False
    random_or_learned_sinusoidal_cond = False

    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(1))

    @property
    def device(self):
        return self.weight.device


def betas_of(schedule: str, timesteps: int, start: float, end: float) -> torch.Tensor:
    if schedule == "sigmoid_alphas_cumprod":
        return GaussianDiffusion(Stub(), image_size=8, timesteps=timesteps, beta_schedule="sigmoid").betas
    if schedule == "geometric":
        return torch.from_numpy(np.geomspace(start, end, timesteps))
    return DDPMScheduler(timesteps, beta_start=start, beta_end=end, beta_schedule=schedule).betas


def derived(betas: torch.Tensor) -> dict:
    """Tables as diffusers (ᾱ) and lucidrains (all others) derive them from β."""
    library = "denoising_diffusion_pytorch.denoising_diffusion_pytorch.linear_beta_schedule"
    with mock.patch(library, lambda timesteps: betas):
        diffusion = GaussianDiffusion(
            Stub(), image_size=8, timesteps=len(betas), beta_schedule="linear", objective="pred_x0"
        )
    tables = {
        "betas": betas,
        "alphasCumprod": DDPMScheduler(len(betas), trained_betas=betas.numpy()).alphas_cumprod,
        "sqrtAlphasCumprod": diffusion.sqrt_alphas_cumprod,
        "sqrtOneMinusAlphasCumprod": diffusion.sqrt_one_minus_alphas_cumprod,
        "posteriorVariance": diffusion.posterior_variance,
        "snr": diffusion.loss_weight,  # of an x₀-prediction without clipping
    }
    count = len(betas)
    entries = sorted({0, 1, count // 4, count // 2, count - 2, count - 1})
    return {
        "entries": entries,
        "tables": {name: {"sum": math.fsum(table.tolist()), "at": table[entries]} for name, table in tables.items()},
    }


def golden_curve(curve: list, timesteps: int) -> dict:
    places = np.arange(1, timesteps + 1) / timesteps
    values = PchipInterpolator(np.linspace(0, 1, len(curve)), curve)(places)
    return {"curve": curve, "timesteps": timesteps, "alphasCumprod": values}


def make() -> None:
    cases = [
        (schedule, timesteps, 1e-4, 0.02, rescale)
        for schedule in (
            "linear", "scaled_linear", "squaredcos_cap_v2", "sigmoid", "sigmoid_alphas_cumprod", "geometric",
        )
        for timesteps, rescale in ((1000, False), (10, False), (4000, False), (1000, True))
    ]
    cases += [("linear", 200, 1e-4, 0.02, False), ("linear", 100, 1e-4, 0.04, False)]
    golden = []
    with double_precision():
        for schedule, timesteps, start, end, rescale in cases:
            betas = betas_of(schedule, timesteps, start, end)
            betas = rescale_zero_terminal_snr(betas) if rescale else betas
            settings = {
                "schedule": schedule, "timesteps": timesteps, "betaStart": start, "betaEnd": end,
                "rescaleZeroSnr": rescale,
            }
            golden.append({"settings": settings, **derived(betas)})
        posterior = GaussianDiffusion(Stub(), image_size=8, timesteps=20, beta_schedule="cosine")
        posterior = {
            "x0": posterior.posterior_mean_coef1, "x": posterior.posterior_mean_coef2,
            "logVariance": posterior.posterior_log_variance_clipped,
        }
    write(
        "diffusion/golden/tables.json",
        "diffusers DDPMScheduler(beta_schedule=…).betas, .alphas_cumprod and rescale_zero_terminal_snr; the other "
        "tables: denoising_diffusion_pytorch GaussianDiffusion on these betas (SNR: loss_weight of pred_x0); "
        "sigmoid_alphas_cumprod: denoising_diffusion_pytorch GaussianDiffusion(beta_schedule='sigmoid'); geometric: "
        "numpy.geomspace; curves: scipy PchipInterpolator; posterior: GaussianDiffusion(beta_schedule='cosine')",
        {
            "cases": golden,
            "curves": [golden_curve(CURVE, 50), golden_curve(ZERO_CURVE, 50), golden_curve([0.9, 0.1], 5)],
            "posterior": posterior,
        },
    )
