"""Whole loops of diffusers' schedulers in float64, with a fixed formula for a model and recorded noise."""

import importlib
from unittest import mock

import numpy as np
import torch
from diffusers import (
    DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler, DPMSolverSinglestepScheduler,
    EulerAncestralDiscreteScheduler, EulerDiscreteScheduler, FlowMatchEulerDiscreteScheduler, HeunDiscreteScheduler,
    PNDMScheduler,
)
from labml_nn.diffusion.ddpm import DenoiseDiffusion

from common import double_precision, write

SEED, LENGTH, STEPS = 20, 6, 10
SHAPE = (1, LENGTH, 1, 1)

SCHEDULERS = {
    "ddpm": DDPMScheduler, "ddim": DDIMScheduler, "dpmpp_2m": DPMSolverMultistepScheduler,
    "dpm_2s": DPMSolverSinglestepScheduler, "heun": HeunDiscreteScheduler, "euler": EulerDiscreteScheduler,
    "euler_ancestral": EulerAncestralDiscreteScheduler, "plms": PNDMScheduler,
    "flow_euler": FlowMatchEulerDiscreteScheduler,
}
FIXED = {
    "plms": {"skip_prk_steps": True, "set_alpha_to_one": True},
    "dpmpp_2m": {"solver_order": 2, "algorithm_type": "dpmsolver++", "final_sigmas_type": "zero"},
    "dpm_2s": {
        "solver_order": 2, "algorithm_type": "dpmsolver++", "final_sigmas_type": "zero", "lower_order_final": True,
    },
}
CLIPS = {
    "none": {"clip_sample": False},
    "unit": {"clip_sample": True},
    "dynamic": {"clip_sample": False, "thresholding": True, "sample_max_value": 1e9},
}


def model(x: torch.Tensor, t: float, gain: float) -> torch.Tensor:
    """The formula that stands for a model: smooth, different for every pixel and every time step."""
    phase = torch.sin(torch.arange(LENGTH)).reshape(SHAPE)
    return gain * torch.tanh(0.7 * x + 0.4 * phase + 0.5 * t / 1000)


def learned_variance(x: torch.Tensor) -> torch.Tensor:
    return torch.tanh(x)


def run(settings: dict, start: torch.Tensor, noises: torch.Tensor) -> list:
    """One loop; returns x after every evaluation of the model, in coordinates where x = √ᾱ·x₀ + √(1−ᾱ)·ε."""
    sampler = settings["sampler"]
    flow = sampler == "flow_euler"
    options = dict(FIXED.get(sampler, {}))
    if not flow:
        options |= {
            "beta_schedule": settings["schedule"], "beta_start": settings["betaStart"], "beta_end": settings["betaEnd"],
            "prediction_type": settings["predictionType"],
        }
        if sampler != "dpm_2s":
            options["timestep_spacing"] = settings["spacing"]
        if sampler in ("ddpm", "ddim"):
            options |= CLIPS[settings["clipSample"]]
        if sampler == "ddpm":
            options["variance_type"] = settings["variance"]
        if settings["rescaleZeroSnr"]:
            options["rescale_betas_zero_snr"] = True
    scheduler = SCHEDULERS[sampler](num_train_timesteps=settings["timesteps"], **options)
    scheduler.set_timesteps(settings["samplingSteps"])
    in_sigma = hasattr(scheduler, "sigmas") and sampler in ("euler", "euler_ancestral", "heun")
    length = lambda index: (scheduler.sigmas[index] ** 2 + 1) ** 0.5 if in_sigma else 1.0

    drawn = iter(noises)
    extra = {"eta": settings["eta"], "use_clipped_model_output": settings["useClippedModelOutput"]}
    extra = extra if sampler == "ddim" else {}
    module = importlib.import_module(type(scheduler).__module__)
    x, frames = start * length(0), []
    with mock.patch.object(module, "randn_tensor", lambda *args, **kwargs: next(drawn), create=True):
        for index, t in enumerate(scheduler.timesteps):
            scaled = scheduler.scale_model_input(x, t) if hasattr(scheduler, "scale_model_input") else x
            told = float(t) - 1 if flow else float(t)
            output = model(scaled, told, settings["gain"])
            if settings["variance"] == "learned_range":
                output = torch.cat([output, learned_variance(scaled)], dim=1)
            x = scheduler.step(output, t, x, **extra).prev_sample
            frames.append(x / length(index + 1))
    return frames


def cases() -> list:
    base = {
        "timesteps": 1000, "samplingSteps": STEPS, "schedule": "linear", "betaStart": 1e-4, "betaEnd": 0.02,
        "rescaleZeroSnr": False, "predictionType": "epsilon", "spacing": "leading", "clipSample": "none", "eta": 0.0,
        "variance": "fixed_small", "useClippedModelOutput": False, "gain": 1.0,
    }
    v_zero = {"predictionType": "v_prediction", "rescaleZeroSnr": True, "spacing": "trailing"}
    return [
        {**base, **changes}
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
    random = np.random.RandomState(SEED)
    start, noises = random.standard_normal(SHAPE).round(6), random.standard_normal((STEPS, *SHAPE)).round(6)
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
        "coordinates; model: gain·tanh(0.7·x + 0.4·sin(i) + 0.5·t/1000), learned variance tanh(x); start and noise: "
        "numpy.random.RandomState(seed).standard_normal, rounded to 6 places; mixing: the tutorials' loop in torch; "
        "annotated: labml_nn.diffusion.ddpm.DenoiseDiffusion.p_sample",
        {
            "start": start.flatten(), "noises": noises.reshape(STEPS, LENGTH), "cases": golden, "mixing": mixing,
            "annotated": annotated,
        },
        SEED,
    )
