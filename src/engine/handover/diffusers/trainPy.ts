// The script that goes on training: the same for every model, it reads the files beside it.
export const trainPy = String.raw`"""Trains on, on any number of GPUs: accelerate launch train.py --data data --steps 1000 --out trained"""

import argparse
import json
import shutil
from pathlib import Path

import torch
import torchvision
from accelerate import Accelerator
from diffusers import DDPMPipeline
from diffusers.training_utils import EMAModel
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import transforms as T

HERE = Path(__file__).parent
LOSSES = {"mse": F.mse_loss, "l1": F.l1_loss, "huber": F.huber_loss}


def images(stored, unet, folder):
    """(image in -1...1, class) pairs: a set of torchvision, else a folder with one folder for each class."""
    lab, size = stored["config"], unet.config.sample_size
    name = (stored["elsewhere"] or {}).get("torchvision")
    steps = [
        # Small pictures get a black border, as in the lab.
        *([] if name else [T.Resize(size)]), T.CenterCrop(size),
        *([T.RandomHorizontalFlip()] if lab["horizontalFlips"] else []),
        *([T.Grayscale()] if unet.config.in_channels == 1 else []),
        T.ToTensor(), lambda x: 2 * x - 1,
    ]
    if name:
        return getattr(torchvision.datasets, name)(folder, train=True, download=True, transform=T.Compose(steps))
    return torchvision.datasets.ImageFolder(folder, transform=T.Compose(steps))


def noised(scheduler, x0, lab):
    """x_t, the time that the network is told, and what it is to answer."""
    count, T_ = len(x0), scheduler.config.num_train_timesteps
    u = torch.rand(count, device=x0.device)
    if lab["timeSampling"] == "logit_normal":
        u = torch.sigmoid(torch.randn(count, device=x0.device))
    t = (u * T_).long().clamp(max=T_ - 1)
    noise = torch.randn_like(x0)
    if not hasattr(scheduler.config, "beta_schedule"):  # rectified flow
        sigma = ((t + 1) / T_)[:, None, None, None]
        return (1 - sigma) * x0 + sigma * noise, t + 1, noise - x0
    kind = scheduler.config.prediction_type
    target = {"epsilon": lambda: noise, "sample": lambda: x0, "v_prediction": lambda: scheduler.get_velocity(x0, noise, t)}
    return scheduler.add_noise(x0, noise, t), t, target[kind]()


def main():
    stored = json.loads((HERE / "diffusion_lab.json").read_text())
    lab = stored["config"]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="data", help="the folder with the images")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--batch-size", type=int, default=lab["batchSize"], help="on each GPU")
    parser.add_argument("--learning-rate", type=float, default=lab["learningRate"])
    parser.add_argument("--out", default="trained", help="folder for the trained model")
    args = parser.parse_args()

    accelerator = Accelerator()
    pipeline = DDPMPipeline.from_pretrained(HERE)
    unet, scheduler = pipeline.unet, pipeline.scheduler
    average = EMAModel(unet.parameters(), decay=lab["emaDecay"] or 0.999, use_ema_warmup=True, power=0.75)
    optimizer = torch.optim.AdamW(
        unet.parameters(), lr=args.learning_rate, betas=(lab["adamBeta1"], lab["adamBeta2"]), weight_decay=lab["weightDecay"],
    )
    loader = DataLoader(images(stored, unet, args.data), args.batch_size, shuffle=True, drop_last=True, num_workers=2)
    unet, optimizer, loader = accelerator.prepare(unet, optimizer, loader)
    average.to(accelerator.device)
    config = accelerator.unwrap_model(unet).config
    loss_of = LOSSES[lab["loss"]]

    step = 0
    while step < args.steps:
        for x0, labels in loader:
            x, t, target = noised(scheduler, x0, lab)
            told = ()
            if config.num_class_embeds is not None:
                dropped = torch.rand(len(labels), device=labels.device) < lab["nullClassRate"]
                told = (torch.where(dropped, config.num_class_embeds - 1, labels),)
            # Of a network that has learned its variance, too, the mean alone is trained on.
            loss = loss_of(unet(x, t, *told).sample[:, : x0.shape[1]], target)
            accelerator.backward(loss)
            if lab["gradientClip"] > 0:
                accelerator.clip_grad_norm_(unet.parameters(), lab["gradientClip"])
            optimizer.step()
            optimizer.zero_grad()
            average.step(accelerator.unwrap_model(unet).parameters())
            step += 1
            if step % 10 == 0 or step == args.steps:
                accelerator.print(f"step {step} of {args.steps}: loss {loss.item():.5f}")
            if step >= args.steps:
                break

    if accelerator.is_main_process:
        trained = accelerator.unwrap_model(unet)
        average.copy_to(trained.parameters())
        DDPMPipeline(trained, scheduler).save_pretrained(args.out)
        for name in ("README.md", "sample.py", "train.py"):
            shutil.copy(HERE / name, args.out)
        stored["step"] += args.steps
        (Path(args.out) / "diffusion_lab.json").write_text(json.dumps(stored, indent=2))
        print(f"saved: {args.out}")


if __name__ == "__main__":
    main()
`;
