"""Whole loops of diffusers' schedulers in float64, with a fixed formula for a model and recorded noise."""

from unittest import mock

import torch
from labml_nn.diffusion.ddpm import DenoiseDiffusion

from common import double_precision, write
from loops import BASE, DRAWS, LENGTH, MODEL, SEED, STEPS, draws, model, run


def cases() -> list:
    v_zero = {"predictionType": "v_prediction", "rescaleZeroSnr": True, "spacing": "trailing"}
    return [
        {**BASE, **changes}
        for changes in (
            {"sampler": "ddpm"},
            {"sampler": "ddpm", "spacing": "trailing", "samplingSteps": 7, "clipSample": "unit"},
            {"sampler": "ddpm", "spacing": "linspace", "variance": "fixed_large", "predictionType": "sample"},
            {"sampler": "ddpm", "variance": "learned_range", "schedule": "squaredcos_cap_v2", "clipSample": "unit"},
            {"sampler": "ddpm", "clipSample": "dynamic", "gain": 3.0, "predictionType": "sample"},
            {"sampler": "ddpm", "timesteps": 10, "betaEnd": 0.2, "predictionType": "v_prediction"},
            {"sampler": "ddpm", **v_zero},
            {"sampler": "ddim"},
            {"sampler": "ddim", "eta": 1.0, "clipSample": "unit"},
            {"sampler": "ddim", "eta": 0.3, "clipSample": "unit", "useClippedModelOutput": True, "betaEnd": 0.04},
            {"sampler": "ddim", "spacing": "trailing", "schedule": "scaled_linear", "predictionType": "sample"},
            {"sampler": "ddim", "samplingSteps": 7, "predictionType": "v_prediction", "schedule": "squaredcos_cap_v2"},
            {"sampler": "ddim", **v_zero},
            {"sampler": "dpmpp_2m", "spacing": "linspace"},
            {"sampler": "dpmpp_2m", "spacing": "leading", "predictionType": "v_prediction"},
            {"sampler": "dpmpp_2m", "spacing": "trailing", "predictionType": "sample", "schedule": "scaled_linear"},
            {"sampler": "dpmpp_2m", **v_zero},
            {"sampler": "dpm_2s", "spacing": "linspace"},
            {"sampler": "dpm_2s", "spacing": "linspace", "samplingSteps": 9, "predictionType": "v_prediction"},
            {"sampler": "dpm_2s", "spacing": "linspace", "predictionType": "sample", "schedule": "squaredcos_cap_v2"},
            {"sampler": "heun", "spacing": "linspace"},
            {"sampler": "heun", "predictionType": "sample", "schedule": "scaled_linear"},
            {"sampler": "heun", "spacing": "trailing", "predictionType": "v_prediction"},
            {"sampler": "euler", "spacing": "linspace"},
            {"sampler": "euler", "predictionType": "v_prediction", "schedule": "scaled_linear"},
            {"sampler": "euler", **v_zero},
            {"sampler": "euler_ancestral", "spacing": "linspace"},
            {"sampler": "euler_ancestral", "predictionType": "v_prediction"},
            {"sampler": "euler_ancestral", **v_zero},
            {"sampler": "plms"},
            {"sampler": "plms", "samplingSteps": 7, "schedule": "scaled_linear"},
            {"sampler": "plms", "samplingSteps": 2},
            {"sampler": "plms", "spacing": "trailing"},
            {"sampler": "flow_euler", "spacing": "linspace", "predictionType": "flow"},
        )
    ]


def tutorial_mixing(start: torch.Tensor) -> dict:
    """T0's and T2's loop: x = x*(1 - mix) + pred*mix, mix = 1/(n - i), a model without time steps."""
    x, frames = start, []
    for i in range(STEPS):
        mix = 1 / (STEPS - i)
        x = x * (1 - mix) + model(x, 0.0, 1.0) * mix
        frames.append(x.flatten())
    return {"frames": frames}


def annotated_loop(start: torch.Tensor, noises: torch.Tensor) -> dict:
    """T4's loop: labml-nn's DenoiseDiffusion.p_sample, which adds noise in its last step too."""
    diffusion = DenoiseDiffusion(lambda x, t: model(x, float(t[0]), 1.0), n_steps=STEPS, device=torch.device("cpu"))
    drawn, x, frames = iter(noises), start, []
    with mock.patch.object(torch, "randn", lambda *args, **kwargs: next(drawn)):
        for t in reversed(range(STEPS)):
            x = diffusion.p_sample(x, torch.tensor([t]))
            frames.append(x.flatten())
    settings = {"timesteps": STEPS, "betaStart": 1e-4, "betaEnd": 0.02}
    return {"settings": settings, "frames": frames}


def make() -> None:
    start, noises = draws()
    golden = []
    with double_precision():
        for settings in cases():
            frames = run(settings, torch.from_numpy(start), torch.from_numpy(noises))
            golden.append({"settings": settings, "frames": [frame.flatten() for frame in frames]})
        mixing = tutorial_mixing(torch.from_numpy(start))
        annotated = annotated_loop(torch.from_numpy(start), torch.from_numpy(noises))
    write(
        "diffusion/golden/samplers.json",
        "diffusers <Scheduler>(…).step(model(x, t), t, x) over .timesteps, in float64, x in variance preserving "
        f"coordinates; {MODEL}, learned variance tanh(x); start and noise: {DRAWS}; mixing: the tutorials' loop in "
        "torch; annotated: labml_nn.diffusion.ddpm.DenoiseDiffusion.p_sample",
        {
            "start": start.flatten(), "noises": noises.reshape(STEPS, LENGTH), "cases": golden, "mixing": mixing,
            "annotated": annotated,
        },
        SEED,
    )
