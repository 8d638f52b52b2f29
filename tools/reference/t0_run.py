"""T0's model trained by PyTorch on the batches and noise that the lab draws from a seed: 200 steps of batch 16.

    python tools/reference/t0_run.py --data DIR --weights t0.safetensors
    npm run lab -- train --preset t0-unet2d --batch 16 --steps 200 --seed 0 --data DIR --checkpoint t0.safetensors …

DIR holds MNIST as gzip IDX, or a folder `mnist` with it. Writes the weights that both start from and, into the
repository, the losses. Not a part of make.py: it needs MNIST and minutes.
"""

import argparse
import gzip
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn import functional as F

from common import write
from models import T0, image
from networks import build
from philox import STREAMS, permutation, uniforms

SEED, BATCH, SIDE = 0, 16, 28


def train_images(data: Path) -> np.ndarray:
    folder = data / "mnist" if (data / "mnist").is_dir() else data
    raw = gzip.decompress((folder / "train-images-idx3-ubyte.gz").read_bytes())
    return np.frombuffer(raw, np.uint8, offset=16).reshape(-1, SIDE, SIDE)


def batch(images: np.ndarray, order: np.ndarray, step: int) -> tuple:
    """The corrupted images and the clean ones of a step; see src/engine/training/batch/plan.ts."""
    clean = images[order[step * BATCH : (step + 1) * BATCH]] / 255
    noise = uniforms(SEED, STREAMS["trainingNoise"], BATCH * SIDE * SIDE, step).reshape(clean.shape)
    amount = uniforms(SEED, STREAMS["corruption"], BATCH, step)[:, None, None]
    single = lambda x: torch.tensor(x, dtype=torch.float32)[:, None]
    return single(clean * (1 - amount) + noise * amount), single(clean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="safetensors file to write")
    parser.add_argument("--steps", type=int, default=200)
    options = parser.parse_args()

    images = train_images(options.data)
    order = permutation(SEED, STREAMS["order"], len(images))
    torch.manual_seed(SEED)
    model = build(T0, image(SIDE, 1)).train()
    save_file(model.network.state_dict(), options.weights)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    losses = []
    for step in range(options.steps):
        noisy, clean = batch(images, order, step)
        zeros = torch.zeros(BATCH, dtype=torch.long)
        loss = F.mse_loss(model(noisy, zeros, zeros), clean)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(f"{loss.item():.7g}"))
        print(step + 1, losses[-1], flush=True)
    write(
        "engine/models/golden/t0-run.json",
        "diffusers' UNet2DModel with T0's options, torch.manual_seed(0), Adam(lr=1e-3), MSE; lab's batches of seed 0",
        {"command": "python tools/reference/t0_run.py", "batchSize": BATCH, "learningRate": 1e-3, "losses": losses},
        seed=SEED,
    )


if __name__ == "__main__":
    main()
