"""Holds what the lab hands over against the libraries that it is handed to: python tools/reference/handed_over.py

Trains a few steps of several models with the lab (Node and a Vulkan driver), exports them, opens them with the real diffusers,
and compares answers and drawn pictures. `LAB_DATA_DIR` names the folder with MNIST and CIFAR-10.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import nbformat
import numpy as np
import onnx
import onnxruntime
import torch
from diffusers import DDPMPipeline, DDPMScheduler, FlowMatchEulerDiscreteScheduler, UNet2DModel
from nbclient import NotebookClient
from safetensors.torch import load_file

ROOT = Path(__file__).parents[2]
SMALL = ["--steps", "3", "--batch", "8", "--learning-rate", "0.01", "--zero-init", "false"]
T0 = [
    "--model", "unet2d", "--block-out-channels", "32,64,64", "--layers-per-block", "2",
    "--down-block-types", "DownBlock2D,AttnDownBlock2D,AttnDownBlock2D",
    "--up-block-types", "AttnUpBlock2D,AttnUpBlock2D,UpBlock2D",
    "--norm-num-groups", "32", "--resnet-time-scale-shift", "default",
]

# What is trained, beside SMALL, for diffusers and ONNX.
CASES = {
    "the default on MNIST": ["--dataset", "mnist", "--class-conditional"],
    "T0's UNet2DModel, ε, linear β": [*T0, "--dataset", "mnist", "--class-conditional", "false", "--prediction-type", "epsilon", "--schedule", "linear"],
    "in colour, v, own curve": ["--dataset", "cifar10", "--class-conditional", "--prediction-type", "v_prediction", "--schedule", "own"],
    "in colour, unconditional": ["--dataset", "cifar10", "--class-conditional", "false"],
    "rectified flow": ["--dataset", "mnist", "--class-conditional", "--prediction-type", "flow", "--sampler", "flow_euler", "--spacing", "linspace"],
}


# For ONNX alone.
OTHERS = {
    "playground": ["--model", "playground", "--dataset", "mnist", "--class-conditional"],
    "BasicUNet": ["--preset", "t2-basic-unet", "--dataset", "mnist"],
}


def run(*command: str, cwd: Path = ROOT) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def lab(*args: str) -> None:
    run("npm", "run", "--silent", "lab", "--", *args)


def nchw(x: torch.Tensor) -> torch.Tensor:
    return x.permute(0, 3, 1, 2).contiguous()


def largest(a: torch.Tensor, b: torch.Tensor) -> float:
    return (a - b).abs().max().item()


def check_diffusers(checkpoint: Path, ours: dict, folder: Path) -> tuple:
    """Largest difference of the network's answers, and of pictures drawn by the exported sample.py."""
    lab("export", "--format", "diffusers", "--checkpoint", str(checkpoint), "--out", str(folder.with_suffix(".zip")))
    with zipfile.ZipFile(folder.with_suffix(".zip")) as archive:
        archive.extractall(folder)
    pipeline = DDPMPipeline.from_pretrained(folder)
    sys.path.insert(0, str(folder))
    sys.modules.pop("sample", None)
    import sample

    sys.path.remove(str(folder))
    flow = not hasattr(pipeline.scheduler.config, "beta_schedule")
    labels = ours["labels"].long() if pipeline.unet.config.num_class_embeds else None
    with torch.no_grad():
        prediction = sample.predict(pipeline.unet, nchw(ours["x"]), ours["t"] + (1 if flow else 0), labels)
    options = sample.drawing(sample.settings(folder))
    grid = sample.draw(pipeline, nchw(ours["noise"]), sample.classes(pipeline.unet, 8), **options)
    if labels is None:  # The stock pipeline draws by itself, too.
        assert pipeline(batch_size=1, num_inference_steps=2, output_type="np").images.shape[0] == 1
    return largest(prediction, nchw(ours["prediction"])), largest(grid, nchw(ours["grid"]))


def check_onnx(checkpoint: Path, ours: dict, folder: Path) -> tuple:
    """Largest difference of the network's answers in onnxruntime, and of pictures drawn by the exported plan."""
    lab("export", "--format", "onnx", "--checkpoint", str(checkpoint), "--out", str(folder.with_suffix(".zip")))
    with zipfile.ZipFile(folder.with_suffix(".zip")) as archive:
        archive.extractall(folder)
    onnx.checker.check_model(str(folder / "model.onnx"), full_check=True)
    session = onnxruntime.InferenceSession(folder / "model.onnx")
    names = [given.name for given in session.get_inputs()]

    def ask(x, t, labels):
        given = {"x": x, "t": np.float32(t), "labels": np.int64(labels)}
        return session.run(["prediction"], {name: given[name] for name in names})[0]

    numbers = {name: value.numpy() for name, value in ours.items()}
    answer = ask(numbers["x"].transpose(0, 3, 1, 2), numbers["t"], numbers["labels"])
    plan = json.loads((folder / "plan.json").read_text())
    x = numbers["noise"].transpose(0, 3, 1, 2)
    if any(step["next"][3] for step in plan["steps"]):  # fresh noise on the way
        return np.abs(answer - numbers["prediction"].transpose(0, 3, 1, 2)).max(), None
    labels = plan["labels"][:8]
    for step in plan["steps"]:
        told = ask(x, [step["t"]] * 8, labels)
        if plan["guidance"] != 1:
            free = ask(x, [step["t"]] * 8, [plan["noClass"]] * 8)
            told = free + plan["guidance"] * (told - free)
        x0 = step["x0"][0] * x + step["x0"][1] * told
        x0 = x0.clip(-1, 1) if plan["clip"] else x0
        eps = step["eps"][0] * x + step["eps"][1] * (x0 if step["fromClipped"] else told)
        x = (step["next"][0] * x + step["next"][1] * x0 + step["next"][2] * eps).astype(np.float32)
    return (
        np.abs(answer - numbers["prediction"].transpose(0, 3, 1, 2)).max(),
        np.abs(x - numbers["grid"].transpose(0, 3, 1, 2)).max(),
    )


def run_notebook(checkpoint: Path, folder: Path, data: Path) -> str:
    """The notebook from its first cell to its last, with ten steps of training."""
    folder.mkdir()
    (folder / "data").symlink_to(data)
    lab("export", "--format", "notebook", "--checkpoint", str(checkpoint), "--out", str(folder / "model.ipynb"))
    book = nbformat.read(folder / "model.ipynb", as_version=4)
    nbformat.validate(book)
    for cell in book.cells:
        cell.source = cell.source.replace("STEPS = 200", "STEPS = 10")
    NotebookClient(book, timeout=600, resources={"metadata": {"path": str(folder)}}).execute()
    pictures = sum("image/png" in output.get("data", {}) for cell in book.cells for output in cell.get("outputs", []))
    assert pictures == 2 and (folder / "trained" / "unet").is_dir()
    return f"{(folder / 'model.ipynb').stat().st_size} bytes, {pictures} grids"


def train_on(folder: Path, data: Path) -> str:
    """Ten steps of the exported train.py, and its model is opened."""
    out = folder.with_name(folder.name + "-on")
    said = run(sys.executable, "train.py", "--data", str(data), "--steps", "10", "--batch-size", "16", "--out", str(out), cwd=folder)
    DDPMPipeline.from_pretrained(out)
    run(sys.executable, "sample.py", "--count", "8", "--steps", "2", cwd=out)
    return said.splitlines()[0]


def check_back(folder: Path, scheduler) -> float:
    """A pipeline that diffusers wrote, opened by the lab: largest difference of the network's answers."""
    torch.manual_seed(1)
    unet = UNet2DModel(
        sample_size=16, block_out_channels=(32, 64), down_block_types=("DownBlock2D", "AttnDownBlock2D"),
        up_block_types=("AttnUpBlock2D", "UpBlock2D"), num_class_embeds=11,
    ).eval()
    DDPMPipeline(unet, scheduler).save_pretrained(folder)
    values = folder.with_suffix(".safetensors")
    run("npx", "tsx", "tools/reference/ours.ts", str(folder), str(values))
    ours = load_file(values)
    shift = 0 if hasattr(scheduler.config, "beta_schedule") else 1
    with torch.no_grad():
        theirs = unet(nchw(ours["x"]), ours["t"] + shift, ours["labels"].long()).sample
    return largest(theirs, nchw(ours["prediction"]))


def torchvision_data(folder: Path) -> Path:
    """Links to the files of LAB_DATA_DIR in the places where torchvision looks for them."""
    source = Path(os.environ["LAB_DATA_DIR"])
    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for kind in ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"):
        [found] = [path for path in (source / "mnist" / f"{kind}.gz", source / f"{kind}.gz") if path.exists()][:1]
        (raw / f"{kind}.gz").symlink_to(found)
        run("bash", "-c", f"gunzip -c {kind}.gz > {kind}", cwd=raw)
    return folder


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        data = torchvision_data(place / "data")
        for scheduler in (DDPMScheduler(), FlowMatchEulerDiscreteScheduler()):
            name = f"{type(scheduler).__name__} of diffusers, opened here"
            if wanted not in name:
                continue
            answer = check_back(place / type(scheduler).__name__, scheduler)
            print(f"{name}: answers differ by {answer:.1e}", flush=True)
            assert answer <= 1e-4
        for number, (name, options) in enumerate({**CASES, **OTHERS}.items()):
            if wanted not in name:
                continue
            checkpoint, values = place / f"{number}.safetensors", place / f"{number}.ours.safetensors"
            lab("train", *options, *(SMALL if name in CASES else SMALL[:6]), "--out", str(checkpoint))
            run("npx", "tsx", "tools/reference/ours.ts", str(checkpoint), str(values))
            ours = load_file(values)
            print(f"{name}: answers with a deviation of {ours['prediction'].std().item():.2f}", flush=True)
            differences = {"onnx": check_onnx(checkpoint, ours, place / f"{number}-onnx")}
            if name in CASES:
                differences["diffusers"] = check_diffusers(checkpoint, ours, place / f"{number}-diffusers")
            for form, (answer, grid) in differences.items():
                drawn = "" if grid is None else f", pictures by {grid:.1e}"
                print(f"  {form}: answers differ by {answer:.1e}{drawn}", flush=True)
                assert answer <= 1e-4 and (grid is None or grid <= 1e-2)
            if name in CASES and "mnist" in options:
                print(f"  train.py: {train_on(place / f'{number}-diffusers', data)}", flush=True)
                print(f"  notebook: {run_notebook(checkpoint, place / f'{number}-notebook', data)}", flush=True)


if __name__ == "__main__":
    main()
