"""Muon over given gradients: torch.optim.Muon for matrices of several shapes, beside torch.optim.Adam for a vector."""

from unittest import mock

import torch

from common import double_precision, write

SHAPES = [(4, 9), (8, 6), (6, 6), (5, 18)]
OPTIONS = {"learningRate": 0.02, "muonLearningRate": 0.05, "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8, "emaDecay": 0.8}
STEPS = 4


def given(shape: tuple, step: int) -> torch.Tensor:
    count = shape[0] * shape[1]
    i = torch.arange(count)
    # No two rows alike: of what is nearly singular single precision knows only the rounding, five rounds enlarged.
    return (torch.sin(0.7 * i * i + 0.9 * step + count) * (1 + step)).reshape(shape)


def make() -> None:
    with double_precision(), mock.patch.object(torch, "bfloat16", torch.float64):
        matrices = [torch.nn.Parameter(given(shape, 20)) for shape in SHAPES]
        vector = torch.nn.Parameter(torch.tensor([0.5, -1.0, 2.0]))
        start = [p.detach().clone() for p in (*matrices, vector)]
        # Keller Jordan's own step: factor √max(1, rows/columns), no decay. In bfloat16 there, in float64 here.
        own = torch.optim.Muon(matrices, lr=OPTIONS["muonLearningRate"], weight_decay=0.0, adjust_lr_fn="original")
        adam = torch.optim.Adam([vector], lr=OPTIONS["learningRate"], betas=(OPTIONS["beta1"], OPTIONS["beta2"]))
        averages = [p.clone() for p in start]
        steps = []
        for step in range(STEPS):
            for p in matrices:
                p.grad = given(tuple(p.shape), step)
            vector.grad = torch.tensor([0.3, -0.1 * step, 1.0])
            gradients = [p.grad.clone() for p in (*matrices, vector)]
            own.step()
            adam.step()
            now = [p.detach().clone() for p in (*matrices, vector)]
            averages = [OPTIONS["emaDecay"] * a + (1 - OPTIONS["emaDecay"]) * p for a, p in zip(averages, now)]
            momenta = [own.state[p]["momentum_buffer"].clone() for p in matrices] + [adam.state[vector]["exp_avg"].clone()]
            steps.append({"gradients": gradients, "parameters": now, "momenta": momenta, "averages": list(averages)})
    write(
        "engine/golden/muon.json",
        "torch.optim.Muon (adjust_lr_fn original, weight_decay 0, its bfloat16 left out) and torch.optim.Adam",
        {"shapes": SHAPES, "options": OPTIONS, "start": start, "steps": steps},
    )
