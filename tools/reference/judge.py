"""Trains the judge of drawn digits, a small classifier, on real MNIST and writes public/judge.safetensors:

    MNIST=<folder with the four .gz> python tools/reference/judge.py

Its features' mean and covariance over the test set go into the file, so that the page needs no test set for the Fréchet
distance. Two minutes on two cores. The golden numbers that the product's judge is held against: `make.py judged`.
"""

import gzip
import os
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F

FILE = Path(__file__).parents[2] / "public" / "judge.safetensors"
FEATURES = 48
EPOCHS = 6


class Judge(nn.Module):
    """x [n, 1, 28, 28] in −1…1 → features [n, 48] and logits [n, 10]; src/engine/judge/network.ts is the same."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.conv3 = nn.Conv2d(32, 32, 3, stride=2, padding=1)
        self.features = nn.Linear(32 * 4 * 4, FEATURES)
        self.classes = nn.Linear(FEATURES, 10)

    def forward(self, x, drop=0.0):
        h = F.max_pool2d(F.silu(self.conv1(x)), 2)
        h = F.max_pool2d(F.silu(self.conv2(h)), 2)
        # The product's maps are height, width, channels.
        h = F.silu(self.conv3(h)).permute(0, 2, 3, 1).flatten(1)
        features = F.silu(self.features(F.dropout(h, drop, self.training)))
        return features, self.classes(F.dropout(features, drop, self.training))


def load(split):
    folder = Path(os.environ["MNIST"])
    read = lambda name, skip: np.frombuffer(gzip.open(folder / name).read(), np.uint8, offset=skip).copy()
    images = read(f"{split}-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)
    labels = read(f"{split}-labels-idx1-ubyte.gz", 8)
    return torch.from_numpy(images).float() / 127.5 - 1, torch.from_numpy(labels).long()


def shifted(x):
    """The whole batch moved by up to two pixels: dark comes in from the border."""
    down, right = (torch.randint(-2, 3, ()).item() for _ in range(2))
    return torch.roll(x, (down, right), (2, 3))


def in_parts(judge, x):
    with torch.no_grad():
        parts = [judge(part) for part in x.split(1000)]
    return torch.cat([f for f, _ in parts]), torch.cat([c for _, c in parts])


def train():
    torch.manual_seed(0)
    x, y = load("train")
    test_x, test_y = load("t10k")
    judge = Judge()
    steps = EPOCHS * (len(x) // 128)
    optimizer = torch.optim.AdamW(judge.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    # A machine that lends few minutes at a time goes on where it was: JUDGE_STATE=<file>.
    state = os.environ.get("JUDGE_STATE")
    done = 0
    if state and Path(state).exists():
        saved = torch.load(state)
        done = saved["done"]
        for part, values in zip((judge, optimizer, schedule), saved["parts"]):
            part.load_state_dict(values)
    for epoch in range(done, EPOCHS):
        judge.train()
        for batch in torch.randperm(len(x)).split(128)[: len(x) // 128]:
            loss = F.cross_entropy(judge(shifted(x[batch]), 0.1)[1], y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        judge.eval()
        features, logits = in_parts(judge, test_x)
        probabilities = logits.softmax(1)
        accuracy = (logits.argmax(1) == test_y).float().mean().item()
        sure = (probabilities.max(1).values > 0.9).float().mean().item()
        print(f"epoch {epoch + 1}: accuracy {accuracy:.4f}, recognised {sure:.4f}", flush=True)
        if state:
            torch.save({"done": epoch + 1, "parts": [p.state_dict() for p in (judge, optimizer, schedule)]}, state)
    weights = {name: tensor.contiguous() for name, tensor in judge.state_dict().items()}
    moments = {"test.mean": features.double().mean(0).float(), "test.covariance": features.double().T.cov().float()}
    save_file(weights | moments, FILE, {"accuracy": f"{accuracy:.4f}", "recognised": f"{sure:.4f}", "classes": "10"})
    print(f"wrote {FILE.name}, {FILE.stat().st_size} bytes")


def read_judge():
    judge = Judge()
    tensors = load_file(FILE)
    judge.load_state_dict({name: tensor for name, tensor in tensors.items() if not name.startswith("test.")})
    return judge.eval(), tensors


if __name__ == "__main__":
    train()
