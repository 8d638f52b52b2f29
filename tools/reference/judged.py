"""The judge and the Fréchet distance by others' code: torch for the network, numpy and scipy for the distance.

Reads public/judge.safetensors, which judge.py has trained.
"""

import numpy as np
import torch
from scipy import linalg

from common import write
from judge import read_judge
from philox import uniforms

SEED, STREAM, COUNT, SIZE = 21, 102, 60, 28


def pictures() -> torch.Tensor:
    """Made up: soft blots, different in each, in −1…1."""
    u = uniforms(SEED, STREAM, COUNT * 4).reshape(COUNT, 4)
    y, x = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    blots = [
        2 * np.exp(-(((x - 0.2 - 0.6 * a) / (0.08 + 0.2 * c)) ** 2) - ((y - 0.2 - 0.6 * b) / (0.08 + 0.2 * d)) ** 2) - 1
        for a, b, c, d in u
    ]
    return torch.tensor(np.array(blots), dtype=torch.float32)[:, None]


def frechet(mean_a, cov_a, mean_b, cov_b) -> float:
    """As pytorch-fid and the authors' own code compute it."""
    root = linalg.sqrtm(cov_a @ cov_b)
    return float(((mean_a - mean_b) ** 2).sum() + np.trace(cov_a) + np.trace(cov_b) - 2 * np.trace(root.real))


def make() -> None:
    judge, tensors = read_judge()
    with torch.no_grad():
        features, logits = judge(pictures())
    features, probabilities = features.double().numpy(), logits.double().softmax(1).numpy()
    mean, covariance = tensors["test.mean"].double().numpy(), tensors["test.covariance"].double().numpy()
    found = probabilities.argmax(1)
    share = np.bincount(found, minlength=10) / COUNT
    matrix = np.cov(np.random.default_rng(0).normal(size=(40, 6)).T)
    other = np.cov(np.random.default_rng(1).normal(size=(40, 6)).T)
    shift = np.linspace(-0.3, 0.4, 6)
    write(
        "engine/golden/judged.json",
        "torch for the judge, numpy.cov and scipy.linalg.sqrtm for the distance",
        {
            "count": COUNT,
            "features": features[:3], "probabilities": probabilities[:3],
            "recognised": (probabilities.max(1) > 0.9).mean(),
            "asked": (found == np.arange(COUNT) % 10).mean(),
            "spread": -(share[share > 0] * np.log(share[share > 0])).sum() / np.log(10),
            "frechet": frechet(features.mean(0), np.cov(features.T), mean, covariance),
            "small": {"a": matrix, "b": other, "shift": shift, "frechet": frechet(0 * shift, matrix, shift, other)},
        },
        seed=SEED,
    )
