"""A whole loop of one of diffusers' schedulers, with a fixed formula for a model and recorded noise."""

import importlib
import inspect
from unittest import mock

import numpy as np
import torch
from diffusers import (
    DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler, DPMSolverSinglestepScheduler,
    EulerAncestralDiscreteScheduler, EulerDiscreteScheduler, FlowMatchEulerDiscreteScheduler, HeunDiscreteScheduler,
    PNDMScheduler, UniPCMultistepScheduler,
)

SEED, LENGTH, STEPS = 20, 6, 10
SHAPE = (1, LENGTH, 1, 1)

SCHEDULERS = {
    "ddpm": DDPMScheduler, "ddim": DDIMScheduler, "dpmpp_2m": DPMSolverMultistepScheduler,
    "dpm_2s": DPMSolverSinglestepScheduler, "heun": HeunDiscreteScheduler, "euler": EulerDiscreteScheduler,
    "euler_ancestral": EulerAncestralDiscreteScheduler, "plms": PNDMScheduler,
    "flow_euler": FlowMatchEulerDiscreteScheduler, "unipc": UniPCMultistepScheduler,
}
FIXED = {
    "plms": {"skip_prk_steps": True, "set_alpha_to_one": True},
    "dpmpp_2m": {"solver_order": 2, "algorithm_type": "dpmsolver++", "final_sigmas_type": "zero"},
    "dpm_2s": {
        "solver_order": 2, "algorithm_type": "dpmsolver++", "final_sigmas_type": "zero", "lower_order_final": True,
    },
    "unipc": {
        "solver_order": 2, "solver_type": "bh2", "predict_x0": True, "lower_order_final": True,
        "final_sigmas_type": "zero",
    },
}
CLIPS = {
    "none": {"clip_sample": False},
    "unit": {"clip_sample": True},
    "dynamic": {"clip_sample": False, "thresholding": True, "sample_max_value": 1e9},
}
BASE = {
    "timesteps": 1000, "samplingSteps": STEPS, "schedule": "linear", "betaStart": 1e-4, "betaEnd": 0.02,
    "rescaleZeroSnr": False, "predictionType": "epsilon", "spacing": "leading", "clipSample": "none", "eta": 0.0,
    "variance": "fixed_small", "useClippedModelOutput": False, "gain": 1.0,
}
MODEL = "model: gain·tanh(0.7·x + 0.4·sin(i) + 0.5·t/1000)"
DRAWS = "numpy.random.RandomState(seed).standard_normal, rounded to 6 places"


def draws() -> tuple:
    """Where every loop starts, and the noise of its steps."""
    random = np.random.RandomState(SEED)
    return random.standard_normal(SHAPE).round(6), random.standard_normal((STEPS, *SHAPE)).round(6)


def model(x: torch.Tensor, t: float, gain: float) -> torch.Tensor:
    """The formula that stands for a model: smooth, different for every pixel and every time step."""
    phase = torch.sin(torch.arange(LENGTH)).reshape(SHAPE)
    return gain * torch.tanh(0.7 * x + 0.4 * phase + 0.5 * t / 1000)


def learned_variance(x: torch.Tensor) -> torch.Tensor:
    return torch.tanh(x)


def make_scheduler(settings: dict):
    """The scheduler of these settings, its time steps set. A switch that the scheduler lacks must be off."""
    sampler = settings["sampler"]
    wanted = {
        "beta_schedule": settings["schedule"], "beta_start": settings["betaStart"], "beta_end": settings["betaEnd"],
        "prediction_type": settings["predictionType"], "timestep_spacing": settings["spacing"],
        "rescale_betas_zero_snr": settings["rescaleZeroSnr"],
        "use_karras_sigmas": settings.get("useKarrasSigmas", False), **CLIPS[settings["clipSample"]],
    }
    if sampler == "ddpm":
        wanted["variance_type"] = settings["variance"]
    known = inspect.signature(SCHEDULERS[sampler].__init__).parameters
    assert not any(value is True for name, value in wanted.items() if name not in known), settings
    options = {name: value for name, value in wanted.items() if name in known}
    scheduler = SCHEDULERS[sampler](settings["timesteps"], **options, **FIXED.get(sampler, {}))
    scheduler.set_timesteps(settings["samplingSteps"])
    # Without it the solvers start from the second step where the first two time steps round to the same number.
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(0)
    return scheduler


def run(settings: dict, start: torch.Tensor, noises: torch.Tensor, answer=None) -> list:
    """
    One loop; returns x after every evaluation of the model, in coordinates where x = √ᾱ·x₀ + √(1−ᾱ)·ε.
    `answer(x, t)` stands for the model where it is not the formula above with the settings' gain.
    """
    sampler = settings["sampler"]
    flow = sampler == "flow_euler"
    scheduler = make_scheduler(settings)
    answer = answer or (lambda x, t: model(x, t, settings["gain"]))
    in_sigma = sampler in ("euler", "euler_ancestral", "heun")
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
            output = answer(scaled, told)
            if settings["variance"] == "learned_range":
                output = torch.cat([output, learned_variance(scaled)], dim=1)
            x = scheduler.step(output, t, x, **extra).prev_sample
            frames.append(x / length(index + 1))
    return frames
