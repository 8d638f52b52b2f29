"""The bound's parts, computed without their closed forms: KL by quadrature, the posterior by Bayes' rule, areas by scipy."""

import math

import torch
from diffusers import DDPMScheduler
from scipy.integrate import quad
from scipy.stats import norm

from common import double_precision, write

GAUSSIANS = [
    ((0.0, 1.0), (0.0, 1.0)), ((0.0, 1.0), (1.0, 1.0)), ((0.5, 0.3), (-0.2, 0.8)), ((-1.5, 2.0), (1.0, 0.25)),
    ((2.0, 0.04), (0.0, 4.0)),
]
LINKS = [(1, 0.7, 0.1), (10, -1.0, 0.4), (25, 0.35, -0.8), (38, 1.0, -1.0)]


def divergence(p: tuple, q: tuple) -> float:
    """KL(p || q) by adaptive quadrature; (mean, variance) each."""
    p, q = (norm(mean, math.sqrt(variance)) for mean, variance in (p, q))
    low, high = p.mean() - 14 * p.std(), p.mean() + 14 * p.std()
    value, _ = quad(lambda x: p.pdf(x) * (p.logpdf(x) - q.logpdf(x)), low, high, limit=400, epsabs=1e-13, epsrel=1e-12)
    return value


def posterior(scheduler: DDPMScheduler, t: int, x0: float, xt: float) -> tuple:
    """Mean and variance of q(x_{t-1} | x_t, x0), which is q(x_t | x_{t-1}) q(x_{t-1} | x0) up to a factor."""
    beta = float(scheduler.betas[t])
    before = float(scheduler.alphas_cumprod[t - 1])
    prior = norm(math.sqrt(before) * x0, math.sqrt(1 - before))
    centre, width = prior.mean(), prior.std()
    scale = math.sqrt(beta / (1 - beta))
    guess = (centre / width**2 + xt / math.sqrt(1 - beta) / scale**2) / (1 / width**2 + 1 / scale**2)
    reach = 14 * min(width, scale)

    def moment(power: int, about: float = 0.0) -> float:
        product = lambda x: (x - about) ** power * prior.pdf(x) * norm.pdf(xt, math.sqrt(1 - beta) * x, math.sqrt(beta))
        return quad(product, guess - reach, guess + reach, limit=400, epsabs=1e-14, epsrel=1e-12)[0]

    total = moment(0)
    mean = moment(1) / total
    return mean, moment(2, mean) / total


def weight(scheduler: DDPMScheduler, t: int, kind: str) -> float:
    """What a squared error of the noise counts in the bound (Ho et al. 2020, eq. 12), with the library's own variance."""
    beta, alpha, kept = (float(table[t]) for table in (scheduler.betas, scheduler.alphas, scheduler.alphas_cumprod))
    return beta**2 / (2 * float(scheduler._get_variance(t, variance_type=kind)) * alpha * (1 - kept))


def make() -> None:
    kls = []
    for p, q in GAUSSIANS:
        exact = torch.distributions.kl_divergence(
            *(torch.distributions.Normal(*torch.tensor([m, math.sqrt(v)], dtype=torch.float64)) for m, v in (p, q))
        )
        kls.append({"p": p, "q": q, "integral": divergence(p, q), "torch": exact})
    links = []
    with double_precision():
        scheduler = DDPMScheduler(40, beta_schedule="linear", beta_start=1e-3, beta_end=0.2)
        for t, x0, guessed in LINKS:
            before = float(scheduler.alphas_cumprod[t])
            xt = math.sqrt(before) * x0 + math.sqrt(1 - before) * math.cos(3 * t)
            true, model = posterior(scheduler, t, x0, xt), posterior(scheduler, t, guessed, xt)
            links.append({"t": t, "x0": x0, "guessed": guessed, "xt": xt, "mean": true[0], "variance": true[1],
                          "guessedMean": model[0], "kl": divergence(true, model)})
        first = float(scheduler.betas[0])
        weights = {kind: [weight(scheduler, t, kind) for t in range(1, 40)] for kind in ("fixed_small", "fixed_large")}
    # The middle of each of the 256 values of a pixel, and half way to its neighbours; the ends take the tails.
    decoder = norm(0.31, math.sqrt(first))
    edges = [-math.inf, *((2 * k + 1) / 255 - 1 for k in range(255)), math.inf]
    areas = [decoder.cdf(high) - decoder.cdf(low) for low, high in zip(edges, edges[1:])]
    write(
        "diffusion/golden/theory.json",
        "KL: scipy.integrate.quad and torch.distributions.kl_divergence; links: moments of the product of two scipy.stats.norm "
        "by scipy.integrate.quad, β of diffusers DDPMScheduler(40, 'linear', 1e-3, 0.2); weights: eq. 12 of DDPM with its _get_variance; decoder: scipy.stats.norm.cdf",
        {"kls": kls, "timesteps": 40, "betaStart": 1e-3, "betaEnd": 0.2, "links": links, "weights": weights,
         "decoder": {"mean": 0.31, "variance": first, "areas": areas}},
    )
