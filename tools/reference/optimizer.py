"""Adam and AdamW with gradient clipping and an exponential moving average, over given gradients."""

import torch
from torch.optim.swa_utils import get_ema_avg_fn

from common import double_precision, write

START = ([1.0, -2.0, 0.5], [0.25])
GRADIENTS = [([0.3 * step + 0.3, 1.5e-4 - 1e-4 * step, 0.0], [2.0 - step]) for step in range(6)]
OPTIONS = {"learningRate": 0.02, "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8, "gradientClip": 1.0, "emaDecay": 0.8}


def run(optimizer_class: type, weight_decay: float) -> dict:
    parameters = [torch.nn.Parameter(torch.tensor(values)) for values in START]
    averages = [parameter.detach().clone() for parameter in parameters]
    average = get_ema_avg_fn(OPTIONS["emaDecay"])
    optimizer = optimizer_class(
        parameters, lr=OPTIONS["learningRate"], betas=(OPTIONS["beta1"], OPTIONS["beta2"]), eps=OPTIONS["epsilon"],
        weight_decay=weight_decay,
    )
    steps = []
    for gradients in GRADIENTS:
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = torch.tensor(gradient)
        norm = torch.nn.utils.clip_grad_norm_(parameters, OPTIONS["gradientClip"])
        optimizer.step()
        averages = [average(a, parameter.detach(), 0) for a, parameter in zip(averages, parameters)]
        steps.append({
            "norm": norm,
            "parameters": [parameter.detach().clone() for parameter in parameters],
            "averages": averages,
            "m": [optimizer.state[parameter]["exp_avg"].clone() for parameter in parameters],
            "v": [optimizer.state[parameter]["exp_avg_sq"].clone() for parameter in parameters],
        })
    return {"weightDecay": weight_decay, "steps": steps}


def make() -> None:
    with double_precision():
        content = {
            "start": START, "gradients": GRADIENTS, "options": OPTIONS,
            "adam": run(torch.optim.Adam, 0.0), "adamw": run(torch.optim.AdamW, 0.1),
        }
    write(
        "engine/golden/optimizer.json",
        "torch.optim.Adam and AdamW, torch.nn.utils.clip_grad_norm_, torch.optim.swa_utils.get_ema_avg_fn",
        content,
    )
