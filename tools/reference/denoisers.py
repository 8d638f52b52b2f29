"""Denoisers without training, as numpy writes them: posterior mean, Wiener filter, patch-wise posterior mean."""

import numpy as np

from common import write

COUNT, SIDE = 40, 6


def pictures(channels: int) -> np.ndarray:
    """Bytes, made of whole numbers only: the test makes the same."""
    index = np.arange(COUNT * SIDE * SIDE * channels)
    bytes_ = (index * 7919 + (index // 13) * 104729) % 256
    return np.where(bytes_ < 128, 0, bytes_).reshape(COUNT, SIDE, SIDE, channels)


def softmax(logits: np.ndarray) -> np.ndarray:
    weights = np.exp(logits - logits.max(0))
    return weights / weights.sum(0)


def make() -> None:
    cases = []
    for channels in (1, 3):
        x0 = pictures(channels) / 127.5 - 1
        flat = x0.reshape(COUNT, -1)
        for signal in (0.98, 0.7, 0.1):
            noise = np.sqrt(1 - signal**2)
            eps = np.sin(1 + 3 * np.arange(flat.shape[1]))
            x = signal * flat[3] + noise * eps
            weights = softmax(-((x - signal * flat) ** 2).sum(1) / (2 * noise**2))
            linear = np.empty_like(x0[0])
            for channel in range(channels):
                own = x0[..., channel].reshape(COUNT, -1)
                mean, covariance = own.mean(0), np.cov(own.T, bias=True)
                system = signal**2 * covariance + noise**2 * np.eye(len(mean))
                seen = x.reshape(SIDE, SIDE, channels)[..., channel].ravel()
                answer = mean + signal * covariance @ np.linalg.solve(system, seen - signal * mean)
                linear[..., channel] = answer.reshape(SIDE, SIDE)
            errors = ((x.reshape(x0[0].shape) - signal * x0) ** 2).sum(-1)
            patch = np.empty_like(x0[0])
            for row in range(SIDE):
                for column in range(SIDE):
                    window = errors[:, max(0, row - 1):row + 2, max(0, column - 1):column + 2].sum((1, 2))
                    patch[row, column] = softmax(-window / (2 * noise**2)) @ x0[:, row, column]
            cases.append({"channels": channels, "signal": signal, "noise": noise, "x": x, "optimal": weights @ flat,
                          "weights": np.sort(weights)[::-1][:8], "sharers": 1 / (weights**2).sum(),
                          "linear": linear.ravel(), "patch": patch.ravel()})
    write(
        "diffusion/golden/denoisers.json",
        "numpy: softmax of -|x - signal x0|^2 / 2 noise^2 over the set; numpy.cov and numpy.linalg.solve; the same softmax "
        "over windows of 3x3",
        {"count": COUNT, "side": SIDE, "patchSide": 3, "cases": cases},
    )
