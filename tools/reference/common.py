"""What every script here shares: versions, double precision, and how a golden file is written."""

import contextlib
import json
from importlib.metadata import version
from pathlib import Path
from unittest import mock

import numpy as np
import torch

SOURCE = Path(__file__).parents[2] / "src"
PACKAGES = ("torch", "numpy", "scipy", "diffusers", "denoising-diffusion-pytorch", "labml-nn", "safetensors")


def versions() -> dict:
    # A local tag such as +cpu says how torch was built, not what it computes.
    return {package: version(package).split("+")[0] for package in PACKAGES}


@contextlib.contextmanager
def double_precision():
    """The libraries name float32 explicitly; in here their own code computes in float64."""
    single = torch.float32
    try:
        with mock.patch.object(torch, "float32", torch.float64), mock.patch.object(np, "float32", np.float64):
            torch.set_default_dtype(torch.float64)
            yield
    finally:
        torch.set_default_dtype(single)


def plain(value):
    """Tensors and arrays to lists of numbers, through dictionaries and lists; 13 digits, so that processors agree."""
    if isinstance(value, torch.Tensor):
        return plain(value.detach().numpy())
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return float(f"{value:.13g}")
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value


def write(path: str, made_by: str, content: dict, seed: int | None = None) -> None:
    """Writes src/<path>; `made_by` says in words which call of which library the numbers come from."""
    header = {"madeBy": made_by, "command": "python tools/reference/make.py", "versions": versions(), "seed": seed}
    body = ",\n".join(
        f"  {json.dumps(key)}: {json.dumps(plain(value), allow_nan=False, separators=(',', ':'))}"
        for key, value in {**header, **content}.items()
    )
    (SOURCE / path).parent.mkdir(parents=True, exist_ok=True)
    (SOURCE / path).write_text("{\n" + body + "\n}\n")
    print(f"wrote src/{path}")
