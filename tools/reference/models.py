"""Models: counts, names and shapes of their tensors, and one forward and backward pass each with made-up weights.

Weights are a formula (`values`), so that both sides know them and no file has to hold them.
"""

import hashlib

import numpy as np
import torch
from torch.nn import functional as F
from torch.utils.flop_counter import FlopCounterMode

from common import double_precision, write
from networks import build
from philox import STREAMS, uniforms

SEED = 20
X, TARGET = 100, 101  # private streams

# What UNet2DModel does by itself.
PLAIN = {"resnetTimeScaleShift": "default", "zeroInit": False}

T0 = {
    "model": "unet2d", "blockOutChannels": [32, 64, 64], "layersPerBlock": 2,
    "downBlockTypes": ["DownBlock2D", "AttnDownBlock2D", "AttnDownBlock2D"],
    "upBlockTypes": ["AttnUpBlock2D", "AttnUpBlock2D", "UpBlock2D"],
    "attentionHeadDim": 8, "normNumGroups": 32, "classConditional": False, **PLAIN,
}
CLASSES = {
    "model": "unet2d", "blockOutChannels": [8, 16, 16], "layersPerBlock": 1,
    "downBlockTypes": ["DownBlock2D", "AttnDownBlock2D", "DownBlock2D"],
    "upBlockTypes": ["UpBlock2D", "AttnUpBlock2D", "AttnUpBlock2D"],
    "attentionHeadDim": 4, "normNumGroups": 4, "classConditional": True, **PLAIN,
}
UNEVEN = {
    "model": "unet2d", "blockOutChannels": [16, 24], "layersPerBlock": 3,
    "downBlockTypes": ["AttnDownBlock2D", "DownBlock2D"], "upBlockTypes": ["AttnUpBlock2D", "UpBlock2D"],
    "attentionHeadDim": 8, "normNumGroups": 8, "classConditional": False, **PLAIN,
}
SINGLE = {
    "model": "unet2d", "blockOutChannels": [24], "layersPerBlock": 3,
    "downBlockTypes": ["AttnDownBlock2D"], "upBlockTypes": ["AttnUpBlock2D"],
    "attentionHeadDim": 12, "normNumGroups": 8, "classConditional": False, **PLAIN,
}
RECIPE = {
    "model": "unet2d", "blockOutChannels": [8, 16, 32], "layersPerBlock": 1,
    "downBlockTypes": ["DownBlock2D"] * 3, "upBlockTypes": ["UpBlock2D"] * 3,
    "attentionHeadDim": 8, "normNumGroups": 4, "classConditional": True,
    "resnetTimeScaleShift": "scale_shift", "zeroInit": True,
}
BASIC = {"model": "basic-unet"}
ANNOTATED = {"model": "annotated-unet", "width": 32, "classConditional": False}
DENOISING = {"model": "denoising-unet", "width": 64, "dimMults": [1, 2, 4, 8], "classConditional": False}
PLAYGROUND = {"model": "playground", "width": 16, "classConditional": True}


def image(side: int, channels: int) -> dict:
    return {"height": side, "width": side, "channels": channels, "classes": 10}


COUNTED = [
    (T0, image(28, 1)), ({**T0, "classConditional": True}, image(32, 3)), (CLASSES, image(8, 3)), (UNEVEN, image(12, 1)),
    (SINGLE, image(7, 1)), (RECIPE, image(28, 1)),
    (BASIC, image(28, 1)), (ANNOTATED, image(32, 3)), (DENOISING, image(32, 3)), (DENOISING, image(128, 3)),
    (PLAYGROUND, image(28, 1)), ({**PLAYGROUND, "classConditional": False}, image(32, 3)),
]

# Name of the file, settings, image, time steps, labels.
PASSES = [
    ("unet2d-t0", T0, image(28, 1), [417], [0]),
    ("unet2d-classes", CLASSES, image(8, 3), [0, 730], [3, 10]),
    ("unet2d-single", SINGLE, image(7, 1), [12, 999], [0, 0]),
    ("unet2d-recipe", RECIPE, image(28, 1), [0, 730], [3, 10]),
    ("basic-unet", BASIC, image(28, 1), [0], [0]),
    ("annotated-unet", {**ANNOTATED, "architecture": {"multipliers": [1, 2], "attends": [False, True]}},
     image(8, 3), [5, 99], [0, 0]),
    ("denoising-unet", {**DENOISING, "width": 8, "dimMults": [1, 2]}, image(8, 3), [5, 640], [0, 0]),
    ("playground", {**PLAYGROUND, "width": 8}, image(16, 1), [3, 870], [7, 10]),
]


INITIAL = ("unet2d-classes", "basic-unet", "annotated-unet", "denoising-unet")


def counts(settings: dict, shape: dict) -> dict:
    network = build(settings, shape).eval()
    zeros = torch.zeros(1, shape["channels"], shape["height"], shape["width"])
    # FlopCounterMode counts a multiplication and an addition as two.
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        network(zeros, torch.zeros(1, dtype=torch.long), torch.zeros(1, dtype=torch.long))
    state = network.network.state_dict()
    lines = [f"{name} {','.join(map(str, tensor.shape))}" for name, tensor in sorted(state.items())]
    return {
        "settings": settings, "image": shape,
        "parameters": sum(tensor.numel() for tensor in state.values()), "tensors": len(state),
        "multiplyAdds": counter.get_total_flops() // 2,
        "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest(),
    }


def values(name: str, shape: tuple, number: int) -> np.ndarray:
    """Gains around 1, vectors within ±0.1, weights within ±fan_in^−½; tensor `number` in the order of the names."""
    centred = 2 * uniforms(SEED, STREAMS["weights"], int(np.prod(shape)), step=number) - 1
    if name.endswith(".g") or (len(shape) == 1 and name.endswith(".weight")):
        drawn = 1 + 0.2 * centred
    elif len(shape) == 1:
        drawn = 0.1 * centred
    else:
        drawn = centred * np.prod(shape[1:]) ** -0.5
    return drawn.reshape(shape).astype(np.float32).astype(np.float64)


def rounded(value: float) -> float:
    """Seven digits; what is zero but for the order of a sum (a bias before a normalisation) is written as zero."""
    return float(f"{value:.7g}") if abs(value) > 1e-14 else 0.0


def summary(gradient: torch.Tensor | None) -> list:
    """Norm, and the first, middle and last entry; a parameter that is never used has gradient 0."""
    if gradient is None:
        return [0, 0, 0, 0]
    flat = gradient.flatten()
    return [rounded(v.item()) for v in (flat.norm(), flat[0], flat[len(flat) // 2], flat[-1])]


def one_pass(settings: dict, shape: dict, t: list, labels: list) -> dict:
    size = (len(t), shape["height"], shape["width"], shape["channels"])
    draw = lambda stream: torch.tensor(2 * uniforms(SEED, stream, int(np.prod(size))) - 1).reshape(size)
    with double_precision():
        network = build(settings, shape).eval()
        state = network.network.state_dict()
        for number, name in enumerate(sorted(state)):
            state[name].copy_(torch.tensor(values(name, tuple(state[name].shape), number)))
        output = network(draw(X).permute(0, 3, 1, 2), torch.tensor(t), torch.tensor(labels))
        loss = F.mse_loss(output, draw(TARGET).permute(0, 3, 1, 2))
        loss.backward()
    return {
        "settings": settings, "image": shape, "t": t, "labels": labels, "loss": rounded(loss.item()),
        "output": [rounded(v) for v in output.permute(0, 2, 3, 1).flatten().tolist()],
        "gradients": {name: summary(p.grad) for name, p in network.network.named_parameters()},
    }


def initial(settings: dict, shape: dict) -> dict:
    """Mean, deviation and largest size of every tensor as the library initialises it."""
    torch.manual_seed(SEED)
    state = build(settings, shape).network.state_dict()
    statistics = lambda x: [rounded(v.item()) for v in (x.mean(), x.std(correction=0), x.abs().max())]
    return {
        "settings": settings, "image": shape,
        "initial": {name: statistics(tensor.double()) for name, tensor in state.items()},
    }


def make() -> None:
    write(
        "engine/models/golden/counts.json",
        "state_dict() and torch.utils.flop_counter of each network of tools/reference/networks.py",
        {"cases": [counts(*case) for case in COUNTED]},
    )
    write(
        "engine/models/golden/initial.json",
        "statistics of a fresh state_dict() of networks of tools/reference/networks.py, torch.manual_seed(seed)",
        {"cases": [initial(settings, shape) for name, settings, shape, *_ in PASSES if name in INITIAL]},
        seed=SEED,
    )
    for name, *case in PASSES:
        content = one_pass(*case)
        write(
            f"engine/models/golden/{name}.json",
            f"{content['settings']['model']} of tools/reference/networks.py in float64, MSE and its backward()",
            content,
            seed=SEED,
        )


if __name__ == "__main__":
    make()
