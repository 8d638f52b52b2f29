"""Runs exported ONNX networks in onnxruntime: python tools/reference/onnx_runs.py

Weights and answers are those of the golden passes (models.py), so that no graphics driver is needed.
"""

import json
import subprocess
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from safetensors.torch import save_file

from models import PASSES, SEED, X, values
from networks import build
from philox import uniforms

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "src" / "engine" / "models" / "golden"


def checkpoint(settings: dict, shape: dict, file: Path) -> None:
    """A file of the lab with the weights of the golden pass."""
    state = build(settings, shape).network.state_dict()
    tensors = {
        name: torch.tensor(values(name, tuple(state[name].shape), number), dtype=torch.float32).contiguous()
        for number, name in enumerate(sorted(state))
    }
    config = {"classConditional": False, **settings, "emaDecay": 0}
    save_file(tensors, file, metadata={"config": json.dumps(config), "image": json.dumps(shape), "step": "1"})


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        for name, settings, shape, t, labels in PASSES:
            # lucidrains' Unet has no such form, and the lab builds the annotated one whole only.
            if settings["model"] == "denoising-unet" or "architecture" in settings:
                continue
            file, archive = place / "model.safetensors", place / "model.zip"
            checkpoint(settings, shape, file)
            command = ["npm", "run", "--silent", "lab", "--", "export", "--format", "onnx"]
            subprocess.run([*command, "--checkpoint", str(file), "--out", str(archive)], cwd=ROOT, check=True, capture_output=True)
            zipfile.ZipFile(archive).extract("model.onnx", place)
            onnx.checker.check_model(str(place / "model.onnx"), full_check=True)
            session = onnxruntime.InferenceSession(place / "model.onnx")
            size = (len(t), shape["height"], shape["width"], shape["channels"])
            x = (2 * uniforms(SEED, X, int(np.prod(size))) - 1).reshape(size).transpose(0, 3, 1, 2)
            given = {"x": np.float32(x), "t": np.float32(t), "labels": np.int64(labels)}
            [answer] = session.run(None, {one.name: given[one.name] for one in session.get_inputs()})
            golden = np.array(json.loads((GOLDEN / f"{name}.json").read_text())["output"]).reshape(size).transpose(0, 3, 1, 2)
            difference = np.abs(answer - golden).max()
            print(f"{name}: {len(session.get_inputs())} inputs, answers differ by {difference:.1e}")
            assert difference <= 1e-4


if __name__ == "__main__":
    main()
