// The script that draws: the same for every model, it reads the files beside it.
export const samplePy = String.raw`"""Draws pictures: python sample.py --class 3 --guidance 1.5 --out samples.png"""

import argparse
import json
from pathlib import Path

import torch
from diffusers import DDIMScheduler, DDPMPipeline
from torchvision.utils import save_image

HERE = Path(__file__).parent


def settings(folder=HERE):
    """What the model was trained with, in Diffusion Lab's words."""
    return json.loads((Path(folder) / "diffusion_lab.json").read_text())["config"]


def drawing(trained):
    """How the lab draws with this model: arguments of draw()."""
    clipped = trained["clipSample"] == "unit" and trained["useClippedModelOutput"]
    return {"guidance": trained["guidanceScale"], "steps": trained["samplingSteps"], "eta": trained["eta"], "clipped": clipped}


def predict(unet, x, t, labels=None, guidance=1.0):
    """The network's answer at time t, mixed with its answer for "no class" where there is guidance."""
    if labels is None:
        return unet(x, t).sample
    if guidance == 1:
        return unet(x, t, labels).sample
    nothing = torch.full_like(labels, unet.config.num_class_embeds - 1)
    asked, free = unet(torch.cat([x, x]), t, torch.cat([labels, nothing])).sample.chunk(2)
    return free + guidance * (asked - free)


@torch.no_grad()
def draw(pipeline, x, labels=None, guidance=1.0, steps=50, eta=0.0, clipped=True):
    """From noise x [n, channels, size, size] to pictures in -1...1; DDIM, or Euler's method for rectified flow."""
    scheduler, options = pipeline.scheduler, {}
    if hasattr(scheduler.config, "beta_schedule"):
        scheduler = DDIMScheduler.from_config(scheduler.config)
        options = {"eta": eta, "use_clipped_model_output": clipped}
    scheduler.set_timesteps(steps, device=x.device)
    for t in scheduler.timesteps:
        # A network that has learned its variance, too, answers with twice the channels.
        prediction = predict(pipeline.unet, x, t, labels, guidance)[:, : x.shape[1]]
        if not options and clipped:  # x0 = x - sigma v is kept within -1...1, as DDIM's scheduler does by itself
            sigma = t / scheduler.config.num_train_timesteps
            prediction = (x - (x - sigma * prediction).clamp(-1, 1)) / sigma
        x = scheduler.step(prediction, t, x, **options).prev_sample
    return x


def start(unet, count, seed=0):
    """Noise to draw from."""
    shape = (count, unet.config.in_channels, unet.config.sample_size, unet.config.sample_size)
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(unet.device)


def classes(unet, count, wanted=None):
    """A class for each picture: the wanted one, else each in turn; None where the network is told none."""
    if unet.config.num_class_embeds is None:
        return None
    rows = unet.config.num_class_embeds - 1
    return torch.tensor([wanted if wanted is not None else i % rows for i in range(count)], device=unet.device)


def main():
    trained = settings()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=16)
    parser.add_argument("--class", dest="wanted", type=int, help="which class; each in turn when left out")
    parser.add_argument("--guidance", type=float, default=trained["guidanceScale"], help="1 is none")
    parser.add_argument("--steps", type=int, default=trained["samplingSteps"])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", default="samples.png")
    args = parser.parse_args()
    pipeline = DDPMPipeline.from_pretrained(HERE).to("cuda" if torch.cuda.is_available() else "cpu")
    rows = pipeline.unet.config.num_class_embeds or 1
    if args.wanted is not None and not 0 <= args.wanted < rows - 1:
        parser.error(f"--class is {args.wanted}, expected one from 0 to {rows - 2}" if rows > 1 else "this model knows no classes")
    options = {**drawing(trained), "guidance": args.guidance, "steps": args.steps}
    noise = start(pipeline.unet, args.count, args.seed)
    pictures = draw(pipeline, noise, classes(pipeline.unet, args.count, args.wanted), **options)
    save_image(pictures / 2 + 0.5, args.out, nrow=8)
    print(f"{args.count} pictures: {args.out}")


if __name__ == "__main__":
    main()
`;
