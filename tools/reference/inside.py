"""What networks compute inside, caught by PyTorch's hooks: outputs of modules, groups before a norm, attention weights.

Weights and inputs are those of models.py, with a batch of one.
"""

from unittest import mock

import numpy as np
import torch
from torch.nn import functional as F

from common import double_precision, write
from models import ANNOTATED, CLASSES, DENOISING, PLAYGROUND, SEED, X, image, rounded, values
from networks import build
from philox import uniforms

SEEN = 5  # entries of a map that are written, evenly spaced
PIXEL = 3

# Settings, image, time step, label; our layer (its output with what is fused into it) and the module
# whose output, or input, is the same; norms; attention.
CASES = [
    ("playground", {**PLAYGROUND, "width": 8}, image(16, 1), 870, 7,
     {"conv_in": "conv_in", "down_blocks.0.resnets.0.conv2": "down_blocks.0.resnets.0",
      "mid_block.attentions.0.to_out.0": "mid_block.attentions.0", "up_blocks.1.resnets.1.conv2": "up_blocks.1.resnets.1",
      "time_embedding.linear_2": "down_blocks.0.resnets.0.time_emb_proj input", "class_embedding": "class_embedding"},
     ["down_blocks.0.resnets.0.norm1", "conv_norm_out"], "mid_block.attentions.0"),
    ("unet2d", CLASSES, image(8, 3), 730, 3,
     {"conv_in": "conv_in", "down_blocks.0.resnets.0.conv2": "down_blocks.0.resnets.0",
      "mid_block.attentions.0.to_out.0": "mid_block.attentions.0", "conv_out": "conv_out"},
     ["up_blocks.2.resnets.0.norm1"], "mid_block.attentions.0"),
    ("annotated-unet", {**ANNOTATED, "architecture": {"multipliers": [1, 2], "attends": [False, True]}}, image(8, 3), 99, 0,
     {"image_proj": "image_proj", "middle.attn.output": "middle.attn", "final": "final"},
     ["middle.res1.norm1"], "middle.attn"),
    ("denoising-unet", {**DENOISING, "width": 8, "dimMults": [1, 2]}, image(8, 3), 640, 0,
     {"init_conv": "init_conv", "downs.0.2.to_out.1": "downs.0.2.to_out.1", "final_conv": "final_conv"},
     [], "mid_attn"),
]


def entries(output: torch.Tensor) -> list:
    """Mean, deviation, least, greatest, and some entries in the order height, width, channels."""
    flat = (output.permute(0, 2, 3, 1) if output.dim() == 4 else output).flatten()
    some = flat[torch.linspace(0, flat.numel() - 1, SEEN).long()]
    return [rounded(v.item()) for v in (flat.mean(), flat.std(correction=0), flat.min(), flat.max(), *some)]


def one(name, settings, shape, t, label, outputs, norms, attention) -> dict:
    size = (1, shape["height"], shape["width"], shape["channels"])
    seen, weights = {}, {}
    with double_precision(), torch.no_grad():
        network = build(settings, shape).eval()
        state = network.network.state_dict()
        for number, key in enumerate(sorted(state)):
            state[key].copy_(torch.tensor(values(key, tuple(state[key].shape), number)))
        modules = dict(network.network.named_modules())
        for ours, theirs in outputs.items():
            module, *place = theirs.split()
            modules[module].register_forward_hook(lambda module, args, output, ours=ours, place=place: seen.__setitem__(
                ours, entries(args[0] if place == ["input"] else output)))
        groups = {}
        for norm in norms:
            modules[norm].register_forward_hook(lambda module, args, output, norm=norm: groups.__setitem__(
                norm, args[0].reshape(module.num_groups, -1)))
        inside = []
        modules[attention].register_forward_pre_hook(lambda *_: inside.append(True))
        modules[attention].register_forward_hook(lambda *_: inside.clear())

        softmax, product = torch.Tensor.softmax, F.scaled_dot_product_attention

        def caught(x, dim):
            y = softmax(x, dim)
            if inside:  # labml-nn has [batch, query, key, head], the others [batch, head, query, key].
                weights[attention] = y[0].permute(2, 0, 1) if dim == 2 else y[0]
            return y

        def fused(q, k, v, **options):
            if inside:
                weights[attention] = softmax(q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5, -1)[0]
            return product(q, k, v, **options)

        x = torch.tensor(2 * uniforms(SEED, X, int(np.prod(size))) - 1).reshape(size).permute(0, 3, 1, 2)
        with mock.patch.object(torch.Tensor, "softmax", caught), mock.patch.object(F, "scaled_dot_product_attention", fused):
            network(x, torch.tensor([t]), torch.tensor([label]))
    return {
        "name": name, "settings": settings, "image": shape, "t": t, "label": label, "outputs": seen,
        "groups": {norm: [[rounded(g.mean().item()), rounded(g.std(correction=0).item())] for g in own]
                   for norm, own in groups.items()},
        "attention": {"layer": attention, "weights": [[rounded(v) for v in head] for head in weights[attention][:, PIXEL].tolist()]},
    }


def make() -> None:
    write(
        "engine/inside/golden/inside.json",
        "forward hooks on networks of tools/reference/networks.py in float64; softmax of their attention, caught on the way",
        {"pixel": PIXEL, "cases": [one(*case) for case in CASES]},
        seed=SEED,
    )
