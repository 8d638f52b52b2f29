"""The noise schedules with other numbers in their formulas than the libraries' defaults."""

import math

import numpy as np
from denoising_diffusion_pytorch.denoising_diffusion_pytorch import sigmoid_beta_schedule
from diffusers import DDPMScheduler
from diffusers.schedulers.scheduling_ddpm import betas_for_alpha_bar

from common import double_precision, write

# β is a difference from 1: its last digits are those of the ᾱ that it comes from.
EXACT = {"rtol": 0, "atol": 1e-15}


def cosine_betas(timesteps: int, offset: float = 0.008, exponent: float = 2, max_beta: float = 0.999) -> np.ndarray:
    """
    ᾱ(t) = cos((t + s)/(1 + s)·π/2)^e, βᵢ = min(1 − ᾱ((i+1)/T)/ᾱ(i/T), max): diffusers' squaredcos_cap_v2 with the
    numbers that it fixes (Nichol & Dhariwal 2021, eq. 17: s = 0.008, e = 2).
    """
    t = np.arange(timesteps + 1) / timesteps
    alphas_cumprod = np.cos((t + offset) / (1 + offset) * np.pi / 2) ** exponent
    return np.minimum(1 - alphas_cumprod[1:] / alphas_cumprod[:-1], max_beta)


def sigmoid_betas(timesteps: int, beta_start: float, beta_end: float, low: float = -6, high: float = 6) -> np.ndarray:
    """β = βstart + (βend − βstart)·logistic(x), x in equal steps: diffusers' sigmoid (GeoDiff), which fixes −6…6."""
    x = np.linspace(low, high, timesteps)
    return 1 / (1 + np.exp(-x)) * (beta_end - beta_start) + beta_start


def check_defaults(timesteps: int) -> None:
    """With the libraries' own numbers the formulas are the libraries' code."""
    expected = betas_for_alpha_bar(timesteps).numpy()
    assert np.allclose(cosine_betas(timesteps), expected, **EXACT), timesteps
    # The largest β is an argument of diffusers too.
    expected = betas_for_alpha_bar(timesteps, max_beta=0.9).numpy()
    assert np.allclose(cosine_betas(timesteps, max_beta=0.9), expected, **EXACT), timesteps
    expected = DDPMScheduler(timesteps, beta_start=1e-4, beta_end=0.02, beta_schedule="sigmoid").betas.numpy()
    assert np.allclose(sigmoid_betas(timesteps, 1e-4, 0.02), expected, **EXACT), timesteps


def summary(settings: dict, betas: np.ndarray) -> dict:
    count = len(betas)
    entries = list(range(count)) if count <= 20 else [0, 1, count // 4, count // 2, count - 2, count - 1]
    return {"settings": settings, "entries": entries, "at": betas[entries], "sum": math.fsum(betas.tolist())}


def make() -> None:
    cosine, jabri, geodiff = [], [], []
    jabri_numbers = (
        (-3, 3, 1), (-3, 3, 0.5), (-3, 3, 0.9), (-3, 3, 1.5), (0, 3, 0.3), (0, 3, 0.7), (-4, 2, 1), (-2, 5, 0.8),
    )
    with double_precision():
        for timesteps in (20, 1000):
            check_defaults(timesteps)
            for offset in (0.004, 0.008, 0.02):
                for exponent in (1, 2, 3):
                    for most in (0.9, 0.999):
                        settings = {"timesteps": timesteps, "offset": offset, "exponent": exponent, "maxBeta": most}
                        cosine.append(summary(settings, cosine_betas(timesteps, offset, exponent, most)))
            for start, end, tau in jabri_numbers:
                betas = sigmoid_beta_schedule(timesteps, start=start, end=end, tau=tau).numpy()
                settings = {"timesteps": timesteps, "start": start, "end": end, "tau": tau}
                jabri.append(summary(settings, betas))
            for low, high in ((-6, 6), (-3, 3), (-6, 3), (-10, 10), (0, 6)):
                for beta_start, beta_end in ((1e-4, 0.02), (1e-3, 0.05)):
                    settings = {"timesteps": timesteps, "betaStart": beta_start, "betaEnd": beta_end}
                    settings |= {"start": low, "end": high}
                    geodiff.append(summary(settings, sigmoid_betas(timesteps, beta_start, beta_end, low, high)))
    write(
        "diffusion/golden/schedules.json",
        "β by sum and entries; squaredcos_cap_v2 and sigmoid: formulas in numpy (tools/reference/schedules.py) that "
        "equal diffusers' betas_for_alpha_bar and DDPMScheduler(beta_schedule='sigmoid').betas at the numbers that these "
        "fix; sigmoid_alphas_cumprod: denoising_diffusion_pytorch sigmoid_beta_schedule(T, start=…, end=…, tau=…)",
        {"squaredcos_cap_v2": cosine, "sigmoid_alphas_cumprod": jabri, "sigmoid": geodiff},
    )
