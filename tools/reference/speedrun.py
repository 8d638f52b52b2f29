"""The speedrun's cells in PyTorch (docs/speedrun.md), judged by the page's judge: the stock UNet2DModel that the page trains by default.

    MNIST=<folder with the four .gz> python tools/reference/speedrun.py --cells docs/speedrun-cells.json --out results.jsonl

A cell of 8 TFLOP takes some minutes on two cores. What is in the file of results already is not done again; cells with
settings that are not known here are named and left out. `lab speedrun` runs the same file with the product's engine.
"""

import argparse
import copy
import json
import math
import time
from pathlib import Path
from unittest import mock

import numpy as np
import torch
from diffusers import DDPMScheduler, UNet2DModel
from torch.nn import functional as F
from torch.utils.flop_counter import FlopCounterMode

from judge import in_parts, load, read_judge
from judged import frechet

DEFAULTS = {
    "batchSize": 64, "optimizer": "muon", "muonLearningRate": 0.02, "learningRateSchedule": "linear",
    "weighting": "none", "timeSampling": "logit_normal", "blockOutChannels": [8, 16, 32], "emaPower": 0.75,
    "sampler": "ddim", "samplingSteps": 50, "guidanceScale": 1.25,
}  # fmt: skip
CLASSES, LEARNING_RATE, WARMUP, EMA_CAP, DROP = 10, 2e-3, 100, 0.999, 0.1
ALPHA = DDPMScheduler(beta_schedule="squaredcos_cap_v2").alphas_cumprod.double()
TIMESTEPS = len(ALPHA)
SNR = ALPHA / (1 - ALPHA)
WEIGHTS = {
    "none": torch.ones_like(SNR),
    "min_snr": SNR.clamp(max=5),
    "root_snr": (SNR + 1).sqrt().clamp(max=10),
}


def unet(settings):
    levels = len(settings["blockOutChannels"])
    model = UNet2DModel(
        sample_size=28, in_channels=1, out_channels=1, layers_per_block=1, norm_num_groups=4,
        block_out_channels=settings["blockOutChannels"], down_block_types=("DownBlock2D",) * levels,
        up_block_types=("UpBlock2D",) * levels, resnet_time_scale_shift="scale_shift",
        num_class_embeds=CLASSES + 1, attention_head_dim=8, attn_norm_num_groups=4,
    )  # fmt: skip
    for name, parameter in model.named_parameters():
        if any(part in name for part in ("conv2.", "conv_out.", "to_out.")):
            torch.nn.init.zeros_(parameter)
    return model


def is_hidden(name, parameter):
    """Whose kernels Muon moves; Adam has the first and the last layer, embeddings, norms and biases."""
    outside = ("conv_in", "conv_out", "class_embedding", "time_embedding")
    return parameter.ndim >= 2 and not any(part in name for part in outside)


def cost(model):
    """Floating-point operations of one forward pass of one picture."""
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        model(torch.zeros(1, 1, 28, 28), 0, torch.zeros(1, dtype=torch.long))
    return counter.get_total_flops()


def time_steps(settings, count):
    """A stratum for each picture of the batch."""
    u = ((torch.arange(count) + torch.rand(count)) / count).clamp(1e-6, 1 - 1e-6)
    t = u if settings["timeSampling"] == "uniform" else torch.sigmoid(torch.special.ndtri(u))
    return (t * TIMESTEPS).long().clamp(max=TIMESTEPS - 1)


def rate(settings, step, steps):
    warm = min(1, (step + 1) / min(WARMUP, max(1, steps // 10)))
    if settings["learningRateSchedule"] == "cosine":
        return warm * (1 + math.cos(math.pi * step / steps)) / 2
    return warm * (1 - step / steps)


def train(settings, tflop, seed):
    torch.manual_seed(seed)
    x, y = load("train")
    model = unet(settings)
    average = copy.deepcopy(model)
    batch = settings["batchSize"]
    steps = int(tflop * 1e12 / (3 * cost(model) * batch))
    named = dict(model.named_parameters())
    hidden = [p for n, p in named.items() if settings["optimizer"] == "muon" and is_hidden(n, p)]
    rest = [p for p in named.values() if all(p is not h for h in hidden)]
    adam = torch.optim.Adam(rest, LEARNING_RATE, betas=(0.9, 0.99))
    # PyTorch's Muon takes matrices only: views of the kernels as out × in·k².
    matrices = [torch.nn.Parameter(p.data.view(len(p), -1)) for p in hidden]
    muon = matrices and torch.optim.Muon(matrices, lr=1, weight_decay=0, adjust_lr_fn="original")
    weights = WEIGHTS[settings["weighting"]]
    started = time.time()
    for step in range(steps):
        at = torch.randint(len(x), (batch,))
        clean, labels = x[at], y[at].where(torch.rand(batch) >= DROP, CLASSES)
        t = time_steps(settings, batch)
        a, noise = ALPHA[t].float().view(-1, 1, 1, 1), torch.randn_like(clean)
        predicted = model(a.sqrt() * clean + (1 - a).sqrt() * noise, t, labels).sample
        loss = (weights[t].float() * ((predicted - clean) ** 2).mean((1, 2, 3))).mean()
        model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(rest, 1.0)
        share = rate(settings, step, steps)
        adam.param_groups[0]["lr"] = LEARNING_RATE * share
        adam.step()
        if muon:
            for matrix, kernel in zip(matrices, hidden):
                matrix.grad = kernel.grad.view(len(kernel), -1)
            muon.param_groups[0]["lr"] = settings["muonLearningRate"] * share
            # In single precision, as the product's.
            with mock.patch.object(torch, "bfloat16", torch.float32):
                muon.step()
        decay = min(1 - (1 + step) ** -settings["emaPower"], EMA_CAP)
        with torch.no_grad():
            for slow, fast in zip(average.parameters(), model.parameters()):
                slow.lerp_(fast, 1 - decay)
        if step % 100 == 99:
            print(f"  step {step + 1} of {steps}, {time.time() - started:.0f} s, loss {loss:.4f}", flush=True)
    return average.eval(), steps


@torch.no_grad()
def draw(model, settings, labels):
    """x₀ from noise; ε̂ follows from the clipped x̂₀. Trailing steps."""
    count, steps, scale = len(labels), settings["samplingSteps"], settings["guidanceScale"]
    x = torch.randn(count, 1, 28, 28)
    none = torch.full_like(labels, CLASSES)
    times = [round(TIMESTEPS - k * TIMESTEPS / steps) - 1 for k in range(steps)] + [-1]
    before = None
    half_log_snr = lambda t: float((SNR[t].log() / 2))
    for k, t in enumerate(times[:-1]):
        told = torch.full((count,), t)
        clean = model(x, told, labels).sample
        if scale != 1:
            free = model(x, told, none).sample
            clean = free + scale * (clean - free)
        clean = clean.clamp(-1, 1)
        if k == steps - 1:
            return clean
        a, b = float(ALPHA[t]), float(ALPHA[times[k + 1]])
        towards = clean
        if settings["sampler"] == "dpmpp_2m" and before is not None:
            ratio = (half_log_snr(times[k + 1]) - half_log_snr(t)) / (half_log_snr(t) - half_log_snr(times[k - 1]))
            towards = clean + ratio / 2 * (clean - before)
        before = clean
        x = b**0.5 * towards + ((1 - b) / (1 - a)) ** 0.5 * (x - a**0.5 * towards)


def shares(judge, moments, pictures, labels):
    features, logits = in_parts(judge, pictures)
    probabilities = logits.softmax(1)
    found = probabilities.argmax(1)
    share = torch.bincount(found, minlength=CLASSES) / len(found)
    features = features.double().numpy()
    return {
        "recognised": (probabilities.max(1).values > 0.9).double().mean().item(),
        "asked": (found == labels).double().mean().item(),
        "spread": -(share * share.clamp(min=1e-12).log()).sum().item() / math.log(CLASSES),
        "frechet": frechet(features.mean(0), np.cov(features.T), *moments),
    }


def settings_of(cell, draws):
    return DEFAULTS | cell.get("settings", {}) | draws


def known_here(cell):
    unknown = set().union(*(settings_of(cell, draws) for draws in cell.get("draws", [{}]))) - DEFAULTS.keys()
    if unknown:
        print(f"{cell['name']} is left out: {', '.join(sorted(unknown))} is not known here. lab speedrun runs it.", flush=True)
    return not unknown


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--samples", type=int, default=1000)
    options = parser.parse_args()
    cells = [cell for cell in json.loads(options.cells.read_text()) if known_here(cell)]
    known = [json.loads(line) for line in options.out.read_text().splitlines()] if options.out.exists() else []
    judge, tensors = read_judge()
    moments = [tensors[name].double().numpy() for name in ("test.mean", "test.covariance")]
    x, _ = load("train")
    parts = torch.randperm(len(x), generator=torch.Generator().manual_seed(0)).split(options.samples)[:4]
    nobody = torch.zeros(options.samples)
    floor = np.mean([shares(judge, moments, x[part], nobody)["frechet"] for part in parts])
    labels = torch.arange(options.samples) % CLASSES
    for seed in range(options.seeds):
        for cell in cells:
            if any(result["cell"] == cell["name"] and result["seed"] == seed for result in known):
                continue
            tflop = cell.get("tflop", 8)
            print(f"{cell['name']}, seed {seed}", flush=True)
            model, steps = train(settings_of(cell, {}), tflop, seed)
            results = []
            for index, draws in enumerate(cell.get("draws", [{}])):
                torch.manual_seed(1)
                settings = settings_of(cell, draws)
                pictures = torch.cat([draw(model, settings, part) for part in labels.split(250)])
                judged = shares(judge, moments, pictures, labels)
                results.append(
                    {"cell": cell["name"], "seed": seed, "draw": index, "tflop": tflop, "step": steps,
                     "count": options.samples, **judged, "floor": floor}
                )  # fmt: skip
                print(json.dumps(results[-1]), flush=True)
            with options.out.open("a") as file:
                file.writelines(json.dumps(result) + "\n" for result in results)


if __name__ == "__main__":
    main()
