"""Loops in which x̂₀ is clipped and guidance makes that matter: whether ε̂ is taken anew from what is left of x̂₀."""

import numpy as np
import torch

from common import double_precision, write
from loops import BASE, DRAWS, LENGTH, SEED, SHAPE, draws, model, run

# Differences of one frame below this are no evidence that clipping took place.
LEAST_DIFFERENCE = 1e-3


def unconditional(x: torch.Tensor, t: float, gain: float) -> torch.Tensor:
    """What the model says when it is told no class: another formula of the same kind."""
    phase = torch.cos(torch.arange(LENGTH)).reshape(SHAPE)
    return gain * torch.tanh(0.5 * x - 0.3 * phase - 0.5 * t / 1000)


def guided(settings: dict):
    """Classifier-free guidance (Ho & Salimans 2022): the answer without a class, moved `guidanceScale` times as far."""

    def answer(x: torch.Tensor, t: float) -> torch.Tensor:
        without = unconditional(x, t, settings["gain"])
        return without + settings["guidanceScale"] * (model(x, t, settings["gain"]) - without)

    return answer


def cases() -> list:
    """
    What diffusers does with a clipped x̂₀, read in its source:
    - DDIM: x' = √ᾱ'·x̂₀ + √(1−ᾱ'−σ²)·ε̂ with x̂₀ clipped. ε̂ is the model's own (of a sample- or v-prediction: of the
      unclipped x̂₀), which no longer belongs to it, or with use_clipped_model_output (x − √ᾱ·x̂₀)/√(1−ᾱ) of the clipped
      one. The first is the default. It is the only scheduler with this choice; lucidrains' ddim_sample always derives
      anew (rederive_pred_noise).
    - DDPM: the posterior mean of x and the clipped x̂₀; ε̂ is not used. Heun: its slope is (x − x̂₀)/σ of the clipped x̂₀,
      so ε̂ is always derived anew.
    - DPM-Solver++ and UniPC: only dynamic thresholding; ε̂ is not used.
    - Euler, Euler ancestral, PNDM and flow Euler do not clip.
    """
    unit = [
        {
            "sampler": "ddim", "clipSample": "unit", "guidanceScale": scale, "eta": eta,
            "predictionType": prediction, "useClippedModelOutput": anew,
        }
        for prediction in ("epsilon", "sample", "v_prediction")
        for scale in (1.5, 3.0)
        for eta in (0.0, 1.0)
        for anew in (False, True)
    ]
    dynamic = [
        {
            "sampler": "ddim", "clipSample": "dynamic", "guidanceScale": 3.0, "eta": eta, "gain": 1.5,
            "predictionType": "sample", "useClippedModelOutput": anew,
        }
        for eta in (0.0, 1.0)
        for anew in (False, True)
    ]
    others = [
        {"guidanceScale": 3.0, "spacing": "linspace", **changes}
        for changes in (
            {"sampler": "ddpm", "clipSample": "unit"},
            {"sampler": "heun", "clipSample": "unit"},
            {"sampler": "heun", "clipSample": "unit", "predictionType": "v_prediction"},
            {"sampler": "dpmpp_2m", "clipSample": "dynamic"},
            {"sampler": "dpm_2s", "clipSample": "dynamic"},
            {"sampler": "unipc", "clipSample": "dynamic"},
        )
    ]
    return [{**BASE, **changes} for changes in (*unit, *dynamic, *others)]


def difference(frames: list, others: list) -> float:
    return max(np.abs(one - other).max() for one, other in zip(frames, others, strict=True))


def make() -> None:
    start, noises = draws()
    golden = []
    with double_precision():
        loop = lambda settings: [
            frame.flatten().numpy()
            for frame in run(settings, torch.from_numpy(start), torch.from_numpy(noises), guided(settings))
        ]
        for settings in cases():
            frames = loop(settings)
            assert difference(frames, loop({**settings, "clipSample": "none"})) > LEAST_DIFFERENCE, settings
            if settings["sampler"] == "ddim":
                other = {**settings, "useClippedModelOutput": not settings["useClippedModelOutput"]}
                assert difference(frames, loop(other)) > LEAST_DIFFERENCE, settings
            golden.append({"settings": settings, "frames": frames})
    write(
        "diffusion/golden/clipped.json",
        "diffusers <Scheduler>(…).step(u + guidanceScale·(c − u), t, x) over .timesteps with clip_sample or "
        "thresholding, in float64, x in variance preserving coordinates; c: gain·tanh(0.7·x + 0.4·sin(i) + 0.5·t/1000), "
        f"u: gain·tanh(0.5·x − 0.3·cos(i) − 0.5·t/1000); start and noise: {DRAWS}",
        {"start": start.flatten(), "noises": noises.reshape(len(noises), LENGTH), "cases": golden},
        SEED,
    )
