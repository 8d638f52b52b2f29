"""The two principal components of points, by numpy's singular value decomposition."""

import numpy as np

from common import write

CASES = ((40, 12), (25, 60), (300, 3))


def points(count: int, size: int) -> np.ndarray:
    """Three groups, a drift, and whole numbers that look like noise: the test makes the same."""
    index = np.arange(count * size).reshape(count, size)
    row, column = np.arange(count)[:, None], np.arange(size)
    noise = (index * 7919 + (index // 13) * 104729) % 256 / 256
    return noise + row % 3 * np.cos(1 + column) + row * 0.02 * np.sin(2 * column)


def make() -> None:
    cases = []
    for count, size in CASES:
        x = points(count, size)
        centred = x - x.mean(0)
        _, singular, axes = np.linalg.svd(centred, full_matrices=False)
        variances = singular**2 / (count - 1)
        cases.append({"count": count, "size": size, "axes": axes[:2], "variances": variances[:2],
                      "total": variances.sum(), "places": centred[:4] @ axes[:2].T})
    write("diffusion/golden/principal.json", "numpy.linalg.svd of the centred points", {"cases": cases})
