"""Whole loops on the noise levels of Karras et al. 2022 (arXiv 2206.00364, eq. 5, ρ = 7)."""

import numpy as np
import torch

from common import double_precision, write
from loops import BASE, DRAWS, MODEL, SEED, draws, make_scheduler, run

STAGES_A_STEP = {"heun": 2}


def cases() -> list:
    """
    What diffusers does with use_karras_sigmas=True, read in its source and asserted in check_levels:
    - σᵢ = (σmax^(1/7) + i/(n−1)·(σmin^(1/7) − σmax^(1/7)))^7 for i = 0…n−1, then 0; of n = 1 it is σmax alone.
    - DPM-Solver (multi- and singlestep) and UniPC: σmax and σmin are those of the last and first entry of the tables.
      Spacing has no effect.
    - Euler and Heun: σmax and σmin are those of the first and last time step of the grid that spacing lays out. So
      `leading` starts below the top, `trailing` leaves a last jump from σ(T/n − 1) to 0, and n = 1 with `linspace` is
      the one time step 0.
    - The level is its σ: √ᾱ = 1/√(1+σ²), √(1−ᾱ) = σ/√(1+σ²). The tables are not asked again.
    - The model is told _sigma_to_t(σ): between the two entries that enclose σ, linear in ln σ, kept within 0…T−1.
      Euler and Heun tell it as it is. DPM-Solver and UniPC round it (halves to even), but DPM-Solver multistep with the
      cosine schedule (squaredcos_cap_v2) cuts it off to the whole number below. Rounded time steps repeat where levels
      lie closer than the tables; a loop must count its steps (set_begin_index), not look them up.
    - Euler ancestral, DDIM, DDPM and PNDM have no such switch. Every final σ is 0 (final_sigmas_type "zero").
    - v-prediction and sample-prediction change nothing in this.
    """
    linspace, trailing = {"spacing": "linspace"}, {"spacing": "trailing"}
    v, sample = {"predictionType": "v_prediction"}, {"predictionType": "sample"}
    scaled, cosine = {"schedule": "scaled_linear"}, {"schedule": "squaredcos_cap_v2"}
    small = {"timesteps": 100, "betaEnd": 0.2}
    interpolated = (
        linspace, v | scaled, trailing | sample, linspace | cosine | v, trailing | cosine | sample,
        linspace | small | {"samplingSteps": 20}, linspace | {"samplingSteps": 1}, {"samplingSteps": 1},
        linspace | v | {"samplingSteps": 2}, linspace | sample | {"samplingSteps": 3},
    )
    rounded = (
        linspace, v | scaled | {"samplingSteps": 7}, trailing | sample, cosine | v | linspace,
        cosine | sample | linspace | {"samplingSteps": 5}, linspace | small | {"samplingSteps": 20},
        linspace | {"samplingSteps": 1}, linspace | v | {"samplingSteps": 2}, linspace | sample | {"samplingSteps": 3},
        linspace | v | {"samplingSteps": 16},
    )
    # The singlestep solver knows no spacing: it is linspace's.
    single = [changes | linspace for changes in rounded if changes.get("spacing") != "trailing"]
    samplers = {"euler": interpolated, "heun": interpolated, "dpmpp_2m": rounded, "dpm_2s": single}
    return [
        {**BASE, "useKarrasSigmas": True, "sampler": sampler, **changes}
        for sampler, changed in samplers.items()
        for changes in changed
    ]


def levels_of(settings: dict) -> tuple:
    """σ of every level down to 0, and the time step that the model is told at all but the last, without repeats."""
    scheduler = make_scheduler(settings)
    stages = STAGES_A_STEP.get(settings["sampler"], 1)
    # Heun lists [σ₀, σ₁, σ₁, σ₂, σ₂, …, 0] and [t₀, t₁, t₁, t₂, t₂, …].
    firsts = [0, *range(1, len(scheduler.timesteps), stages)]
    return scheduler.sigmas[[*firsts, len(scheduler.sigmas) - 1]].numpy(), scheduler.timesteps[firsts].numpy()


def check_levels(settings: dict, sigmas: np.ndarray, timesteps: np.ndarray) -> None:
    """The rules above, written anew, give diffusers' numbers."""
    sampler, count = settings["sampler"], settings["samplingSteps"]
    rounding = sampler not in ("euler", "heun")
    plain = make_scheduler({**settings, "useKarrasSigmas": False})
    cumprod = plain.alphas_cumprod.numpy()
    table = np.sqrt((1 - cumprod) / cumprod)
    ends = (table[-1], table[0]) if rounding else (plain.sigmas[0].item(), plain.sigmas[-2].item())
    high, low = (end ** (1 / 7) for end in ends)
    expected = (high + np.linspace(0, 1, count) * (low - high)) ** 7
    assert np.allclose(sigmas, [*expected, 0], rtol=1e-12, atol=0), settings

    told = np.interp(np.log(expected), np.log(table), np.arange(len(table)))
    if sampler == "dpmpp_2m" and settings["schedule"] == "squaredcos_cap_v2":
        told = np.floor(told + 1e-9)
    elif rounding:
        told = told.round()
    assert np.allclose(timesteps, told, rtol=0, atol=1e-9), settings


def make() -> None:
    start, noises = draws()
    golden = []
    with double_precision():
        for settings in cases():
            sigmas, timesteps = levels_of(settings)
            check_levels(settings, sigmas, timesteps)
            frames = run(settings, torch.from_numpy(start), torch.from_numpy(noises))
            golden.append({
                "settings": settings, "sigmas": sigmas,
                # The last digits of a time step that is almost whole differ from processor to processor.
                "timesteps": timesteps.round(9), "frames": [frame.flatten() for frame in frames],
            })
    write(
        "diffusion/golden/karras.json",
        "diffusers <Scheduler>(…, use_karras_sigmas=True): .sigmas and .timesteps without repeats, and "
        ".step(model(x, t), t, x) over .timesteps after set_begin_index(0), in float64, x in variance preserving "
        f"coordinates; {MODEL}; start: {DRAWS}",
        {"start": start.flatten(), "cases": golden},
        SEED,
    )
