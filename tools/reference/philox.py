"""The lab's counter-based random numbers (src/diffusion/random.ts) in numpy: Philox4x32-10, Salmon et al. 2011.

It makes inputs of golden runs, never golden numbers.
"""

import numpy as np

STREAMS = {
    "initialNoise": 1,
    "samplerNoise": 2,
    "trainingNoise": 3,
    "timesteps": 4,
    "labels": 5,
    "order": 6,
    "flips": 7,
    "dropout": 8,
    "weights": 9,
    "corruption": 10,
    "forwardNoise": 11,
    "inpainting": 12,
}

MASK = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


def words(seed: int, stream: int, count: int, step: int = 0) -> np.ndarray:
    """Words 0 … count − 1 of an address, as uint64 below 2³²."""
    blocks = (count + 3) // 4
    c0 = np.arange(blocks, dtype=np.uint64)
    c1 = np.full(blocks, step, dtype=np.uint64)
    c2 = np.zeros(blocks, dtype=np.uint64)
    c3 = np.zeros(blocks, dtype=np.uint64)
    k0, k1 = seed & 0xFFFFFFFF, stream & 0xFFFFFFFF
    for _ in range(10):
        product0 = np.uint64(0xD2511F53) * c0
        product1 = np.uint64(0xCD9E8D57) * c2
        c0 = (product1 >> HALF) ^ c1 ^ np.uint64(k0)
        c2 = (product0 >> HALF) ^ c3 ^ np.uint64(k1)
        c1, c3 = product1 & MASK, product0 & MASK
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return np.stack([c0, c1, c2, c3], axis=1).reshape(-1)[:count]


def uniforms(seed: int, stream: int, count: int, step: int = 0) -> np.ndarray:
    """float64 in the open interval (0, 1), exact in float32."""
    return ((words(seed, stream, count, step) >> np.uint64(9)).astype(np.float64) + 0.5) * 2.0**-23


def gaussians(seed: int, stream: int, count: int, step: int = 0) -> np.ndarray:
    """float64, Box–Muller on pairs of uniforms."""
    u = uniforms(seed, stream, (count + 3) // 4 * 4, step).reshape(-1, 2)
    radius, angle = np.sqrt(-2 * np.log(u[:, 0])), 2 * np.pi * u[:, 1]
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).reshape(-1)[:count]


def permutation(seed: int, stream: int, count: int, step: int = 0) -> np.ndarray:
    """Fisher–Yates from the end, as `permutation` of random.ts."""
    order = np.arange(count)
    drawn = words(seed, stream, count, step)
    for last in range(count - 1, 0, -1):
        other = int(drawn[last]) * (last + 1) >> 32
        order[last], order[other] = order[other], order[last]
    return order
