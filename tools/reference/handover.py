"""Configurations that diffusers writes for the networks and processes of the lab: what an exported folder has to hold."""

import json

from diffusers import DDPMScheduler, FlowMatchEulerDiscreteScheduler

from common import write
from models import CLASSES, RECIPE, T0, image
from networks import build

# Settings of the lab, and what they mean to diffusers.
SCHEDULERS = [
    ({}, DDPMScheduler(beta_schedule="squaredcos_cap_v2", prediction_type="sample", timestep_spacing="trailing")),
    (
        {"schedule": "linear", "timesteps": 200, "betaEnd": 0.03, "predictionType": "epsilon", "variance": "fixed_large",
         "clipSample": "none", "spacing": "leading"},
        DDPMScheduler(num_train_timesteps=200, beta_end=0.03, variance_type="fixed_large", clip_sample=False),
    ),
    (
        {"schedule": "sigmoid", "predictionType": "v_prediction", "rescaleZeroSnr": True, "clipSample": "dynamic",
         "variance": "learned_range", "spacing": "linspace"},
        DDPMScheduler(
            beta_schedule="sigmoid", prediction_type="v_prediction", rescale_betas_zero_snr=True, clip_sample=False,
            thresholding=True, variance_type="learned_range", timestep_spacing="linspace",
        ),
    ),
    (
        {"schedule": "constant", "timesteps": 4, "betaStart": 0.25, "spacing": "karras"},
        DDPMScheduler(
            num_train_timesteps=4, beta_start=0.25, trained_betas=[0.25] * 4, prediction_type="sample",
            timestep_spacing="trailing",
        ),
    ),
    ({"predictionType": "flow", "timesteps": 500}, FlowMatchEulerDiscreteScheduler(num_train_timesteps=500)),
]


def config(configured) -> dict:
    return json.loads(configured.to_json_string())


def make() -> None:
    write(
        "engine/handover/golden/configs.json",
        "to_json_string() of UNet2DModel and of schedulers of diffusers",
        {
            "unets": [
                {"settings": settings, "image": shape, "config": config(build(settings, shape).network)}
                for settings, shape in ((RECIPE, image(28, 1)), (T0, image(28, 1)), (CLASSES, image(8, 3)))
            ],
            "schedulers": [{"settings": settings, "config": config(scheduler)} for settings, scheduler in SCHEDULERS],
        },
    )


if __name__ == "__main__":
    make()
