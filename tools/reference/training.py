"""Loss weights, likelihood terms, the normal distribution, learning rates and averaging."""

import torch
from denoising_diffusion_pytorch import GaussianDiffusion
from denoising_diffusion_pytorch.learned_gaussian_diffusion import (
    LearnedGaussianDiffusion, discretized_gaussian_log_likelihood, normal_kl,
)
from diffusers.optimization import get_scheduler
from diffusers.training_utils import EMAModel
from torch.distributions import Normal, kl_divergence

from common import double_precision, write
from tables import Stub

OBJECTIVES = {"epsilon": "pred_noise", "sample": "pred_x0", "v_prediction": "pred_v"}


def min_snr_weights() -> dict:
    return {
        prediction: GaussianDiffusion(
            Stub(), image_size=8, timesteps=50, beta_schedule="cosine", objective=objective, min_snr_loss_weight=True,
            min_snr_gamma=5,
        ).loss_weight
        for prediction, objective in OBJECTIVES.items()
    }


def root_snr_weights() -> dict:
    """√(SNR + 1) of the loss on x₀; of the loss on v, whose error is SNR + 1 times as large, and on ε, SNR times. At most 10."""
    diffusion = GaussianDiffusion(Stub(), image_size=8, timesteps=50, beta_schedule="cosine", objective="pred_x0")
    snr = diffusion.alphas_cumprod / (1 - diffusion.alphas_cumprod)
    weights = {"epsilon": (snr + 1).sqrt() / snr, "sample": (snr + 1).sqrt(), "v_prediction": (snr + 1).rsqrt()}
    return {prediction: weight.clamp(max=10) for prediction, weight in weights.items()}


def likelihood() -> dict:
    gaussians = [(0.0, 0.0, 0.3, -1.0), (0.2, -2.0, 0.2, -2.0), (-1.0, -6.0, 0.9, 0.5)]
    pixels = torch.linspace(-1, 1, 256)
    mean, log_scale = torch.tensor(0.31), torch.tensor(-3.0)
    exact = Normal(mean, log_scale.exp())
    upper = torch.where(pixels > 0.999, torch.ones(()), exact.cdf(pixels + 1 / 255))
    lower = torch.where(pixels < -0.999, torch.zeros(()), exact.cdf(pixels - 1 / 255))
    approximate = discretized_gaussian_log_likelihood(
        pixels, means=mean.expand(256), log_scales=log_scale.expand(256)
    ).exp()
    return {
        "gaussians": gaussians,
        "kl": [
            kl_divergence(Normal(m1, torch.tensor(v1 / 2).exp()), Normal(m2, torch.tensor(v2 / 2).exp()))
            for m1, v1, m2, v2 in gaussians
        ],
        "normalKl": [normal_kl(*map(torch.tensor, gaussian)) for gaussian in gaussians],
        "pixel": {"mean": mean, "logScale": log_scale},
        "pixelProbabilities": upper - lower,
        "approximateProbabilities": approximate,
    }


class Answer(Stub):
    """A model with learned variance whose answer is given."""

    out_dim = 2

    def forward(self, x, t):
        return torch.cat([torch.tanh(x), torch.sin(3 * x)], dim=1)


def bound_terms() -> dict:
    diffusion = LearnedGaussianDiffusion(
        Answer(), vb_loss_weight=1.0, image_size=2, timesteps=20, beta_schedule="cosine", auto_normalize=False
    )
    x0 = torch.tensor([-1.0, 1 / 255, 127 / 255, 1.0]).reshape(1, 1, 2, 2)
    noise = torch.tensor([0.3, -1.2, 0.5, 0.8]).reshape(1, 1, 2, 2)
    terms = []
    for t in (1, 7, 19):
        step = torch.tensor([t])
        total = diffusion.p_losses(x0, step, noise=noise)
        x = diffusion.q_sample(x0, step, noise)
        terms.append({"t": t, "bits": total - ((torch.tanh(x) - noise) ** 2).mean()})
    return {"x0": x0.flatten(), "noise": noise.flatten(), "timesteps": 20, "terms": terms}


def normal() -> dict:
    points = torch.tensor([-38.0, -12.0, -5.0, -3.000001, -3.0, -2.0, -0.7, 0.0, 1e-9, 0.5, 2.9, 3.1, 6.0, 9.0])
    shares = torch.tensor([1e-300, 1e-20, 1e-7, 0.001, 0.0749, 0.0751, 0.3, 0.5, 0.6, 0.93, 0.9999, 0.99999988])
    return {
        "cdf": {"at": points, "values": torch.special.ndtr(points)},
        "inverse": {"at": shares, "values": torch.special.ndtri(shares)},
    }


def learning_rates() -> list:
    names = {"constant": "constant", "warmup": "constant_with_warmup", "cosine": "cosine", "linear": "linear"}
    rates = []
    for ours, theirs in names.items():
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.002)
        scheduler = get_scheduler(theirs, optimizer, num_warmup_steps=4, num_training_steps=12)
        values = []
        for _ in range(13):
            values.append(scheduler.get_last_lr()[0])
            optimizer.step()
            scheduler.step()
        rates.append({"learningRateSchedule": ours, "values": values})
    return rates


def ema_decays() -> list:
    steps = [0, 1, 2, 10, 100, 1738, 100000]
    decays = []
    for ours, options in (("inverse", {}), ("power", {"use_ema_warmup": True, "inv_gamma": 1.0, "power": 0.75})):
        average = EMAModel([torch.nn.Parameter(torch.zeros(1))], decay=0.999, **options)
        decays.append({"emaWarmup": ours, "steps": steps, "values": [average.get_decay(step + 1) for step in steps]})
    return decays


def losses() -> dict:
    differences = torch.tensor([-2.5, -1.0, -0.3, 0.0, 0.7, 1.5], requires_grad=True)
    functions = {
        "mse": torch.nn.functional.mse_loss, "l1": torch.nn.functional.l1_loss, "huber": torch.nn.functional.huber_loss,
    }
    result = {"differences": differences}
    for name, function in functions.items():
        values = function(differences, torch.zeros_like(differences), reduction="none")
        result[name] = {"values": values, "slopes": torch.autograd.grad(values.sum(), differences)[0]}
    return result


def make() -> None:
    with double_precision():
        content = {
            "minSnrWeights": min_snr_weights(), "rootSnrWeights": root_snr_weights(), "likelihood": likelihood(), "bound": bound_terms(), "normal": normal(),
            "learningRates": learning_rates(), "emaDecays": ema_decays(), "losses": losses(),
        }
    write(
        "diffusion/golden/training.json",
        "denoising_diffusion_pytorch GaussianDiffusion(min_snr_loss_weight=True).loss_weight, normal_kl, "
        "discretized_gaussian_log_likelihood, LearnedGaussianDiffusion.p_losses; torch.distributions; "
        "torch.special.ndtr, ndtri; diffusers get_scheduler, EMAModel.get_decay; torch.nn.functional losses",
        content,
    )
