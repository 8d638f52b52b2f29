"""Whole loops of UniPC (Zhao et al. 2023, arXiv 2302.04867), and its coefficients in the product's terms."""

import numpy as np
import torch

from common import double_precision, write
from loops import BASE, DRAWS, MODEL, SEED, draws, make_scheduler, run

COUNTS = (1, 2, 3, 5, 10, 20)


def unipc_coefficients(levels: list) -> list:
    """
    UniPC of order 2, B₂(h) = e^−h − 1, predicting x₀, as in diffusers. `levels`: (α, σ) = (√ᾱ, √(1−ᾱ)) from the noise
    to the data, the last is (1, 0). For each step the factors of x, x0, x0Previous and x0Previous2 in the next x, where
    x is what the model sees and x0 what it answers there (clipped, if at all).

    With λ = ln(α/σ), at level i, h = λᵢ₊₁ − λᵢ and E = 1 − e^−h of the step ahead, q = h/(λᵢ − λᵢ₋₁):

    Predictor, from the corrected x̃ᵢ, which is DPM-Solver++(2M):
        xᵢ₊₁ = σᵢ₊₁/σᵢ·x̃ᵢ + αᵢ₊₁·E·(mᵢ + q/2·(mᵢ − mᵢ₋₁)); order 1 leaves the term with q away.

    Corrector, for the step that led to level i, with h, E, q and the order of that step:
        order 1:  x̃ᵢ = σᵢ/σᵢ₋₁·x̃ᵢ₋₁ + αᵢ·E·(mᵢ₋₁ + ½·(mᵢ − mᵢ₋₁))
        order 2:  x̃ᵢ = σᵢ/σᵢ₋₁·x̃ᵢ₋₁ + αᵢ·E·(mᵢ₋₁ + ρ₁·q·(mᵢ₋₁ − mᵢ₋₂) + ρ₂·(mᵢ − mᵢ₋₁)),
        b₁ = 1/E − 1/h, b₂ = 1/E − 2·b₁/h, ρ₁ = q·(b₁ − b₂)/(1 + q), ρ₂ = (b₁ + q·b₂)/(1 + q)
    (ρ solves diffusers' R·ρ = b with r = −1/q; as h → 0 and q = 1 they are Adams–Moulton's 1/12 and 5/12.)

    diffusers keeps x̃ᵢ₋₁ (`last_sample`) for this. There is no need: the predictor that made xᵢ took the same step from
    it, so that only the difference of the two remains, in what the model answered:
        order 1:  x̃ᵢ = xᵢ + αᵢ·E·½·(mᵢ − mᵢ₋₁)
        order 2:  x̃ᵢ = xᵢ + αᵢ·E·((ρ₁ − ½)·q·(mᵢ₋₁ − mᵢ₋₂) + ρ₂·(mᵢ − mᵢ₋₁))
    The model is not asked again at x̃ᵢ: mᵢ stays what it said to xᵢ.

    Order: the first and the last step are of order 1 (the last goes to σ = 0, where the predictor gives m itself), all
    others of order 2. The corrector has the order of the step that it corrects; before the first step there is none.
    """
    last = len(levels) - 2
    lambdas = [np.log(alpha / sigma) if sigma > 0 else np.inf for alpha, sigma in levels]
    # Of each step: σᵢ₊₁/σᵢ, αᵢ₊₁·E, h, and q where it is of second order.
    steps = []
    for i in range(last + 1):
        (alpha, sigma), (alpha_next, sigma_next) = levels[i : i + 2]
        h = lambdas[i + 1] - lambdas[i]
        q = h / (lambdas[i] - lambdas[i - 1]) if 0 < i < last else None
        steps.append((sigma_next / sigma, alpha_next - alpha * sigma_next / sigma, h, q))
    factors = []
    for i, (keep, gain, _, q) in enumerate(steps):
        ahead = q / 2 if q is not None else 0.0
        # x̃ = x + corrected · (m, m₋₁, m₋₂)
        corrected = np.zeros(3)
        if i > 0:
            _, gain_before, h, q_before = steps[i - 1]
            if q_before is None:
                corrected = gain_before * np.array([0.5, -0.5, 0])
            else:
                e = -np.expm1(-h)
                b1 = 1 / e - 1 / h
                b2 = 1 / e - 2 * b1 / h
                rho1, rho2 = q_before * (b1 - b2) / (1 + q_before), (b1 + q_before * b2) / (1 + q_before)
                past = (rho1 - 0.5) * q_before
                corrected = gain_before * np.array([rho2, past - rho2, -past])
        answers = keep * corrected + gain * np.array([1 + ahead, -ahead, 0])
        factors.append({"x": keep, "x0": answers[0], "x0Previous": answers[1], "x0Previous2": answers[2]})
    return factors


def original(settings: dict, level: tuple, x: np.ndarray, output: np.ndarray) -> np.ndarray:
    """x̂₀ of what the model says to x = α·x₀ + σ·ε."""
    alpha, sigma = level
    match settings["predictionType"]:
        case "epsilon":
            return (x - sigma * output) / alpha
        case "sample":
            return output
        case "v_prediction":
            return alpha * x - sigma * output


def check_coefficients(settings: dict, start: np.ndarray, frames: list) -> None:
    """A loop with the coefficients above gives diffusers' frames."""
    scheduler = make_scheduler(settings)
    lengths = np.sqrt(1 + scheduler.sigmas.numpy() ** 2)
    levels = [(1 / length, sigma / length) for sigma, length in zip(scheduler.sigmas.numpy(), lengths)]
    factors = unipc_coefficients(levels)
    x, past = start.flatten(), [0.0, 0.0]
    for level, t, step, frame in zip(levels[:-1], scheduler.timesteps, factors, frames, strict=True):
        phase = np.sin(np.arange(len(x)))
        output = settings["gain"] * np.tanh(0.7 * x + 0.4 * phase + 0.5 * float(t) / 1000)
        x0 = original(settings, level, x, output)
        x = step["x"] * x + step["x0"] * x0 + step["x0Previous"] * past[0] + step["x0Previous2"] * past[1]
        past = [x0, past[0]]
        assert np.allclose(x, frame.flatten().numpy(), rtol=0, atol=1e-10), settings


def cases() -> list:
    """
    UniPCMultistepScheduler(solver_order=2, solver_type="bh2", predict_x0=True, lower_order_final=True,
    final_sigmas_type="zero"). Its grids are those of DPM-Solver: n + 1 places of `linspace` and `leading` without the
    last. It has no clip_sample, only dynamic thresholding (of x̂₀ as it comes from the model, before it is remembered);
    both are off here. Its Karras levels are DPM-Solver's (karras.py), time steps rounded for every schedule.
    """
    predictions = ("epsilon", "sample", "v_prediction")
    # An ε-prediction divided by the cosine's last √ᾱ is in the tens of thousands, too much for 13 digits.
    schedules = {prediction: ("linear", "squaredcos_cap_v2") for prediction in predictions}
    schedules["epsilon"] = ("linear", "scaled_linear")
    full = [
        {"spacing": "linspace", "schedule": schedule, "predictionType": prediction, "samplingSteps": count}
        for prediction in predictions
        for schedule in schedules[prediction]
        for count in COUNTS
    ]
    # Other grids: every count with one prediction of one schedule, in turn.
    turns = [
        {"samplingSteps": count, "predictionType": predictions[i % 3], "schedule": schedules[predictions[i % 3]][i % 2]}
        for i, count in enumerate(COUNTS)
    ]
    others = [
        {**turn, **grid}
        for grid in (
            {"spacing": "leading"}, {"spacing": "trailing"}, {"spacing": "linspace", "useKarrasSigmas": True},
        )
        for turn in turns
    ]
    karras = {"useKarrasSigmas": True, "samplingSteps": 10, "spacing": "linspace"}
    more = [
        {"spacing": "linspace", "samplingSteps": 7, "gain": 3.0},
        {"spacing": "trailing", "predictionType": "v_prediction", "rescaleZeroSnr": True},
        {**karras, "predictionType": "sample", "schedule": "squaredcos_cap_v2"},
        {**karras, "timesteps": 100, "betaEnd": 0.2, "predictionType": "v_prediction"},
    ]
    return [
        {**BASE, "sampler": "unipc", "useKarrasSigmas": False, **changes} for changes in (*full, *others, *more)
    ]


def make() -> None:
    start, noises = draws()
    golden = []
    with double_precision():
        for settings in cases():
            scheduler = make_scheduler(settings)
            frames = run(settings, torch.from_numpy(start), torch.from_numpy(noises))
            check_coefficients(settings, start, frames)
            golden.append({
                "settings": settings, "sigmas": scheduler.sigmas, "timesteps": scheduler.timesteps,
                "frames": [frame.flatten() for frame in frames],
            })
    write(
        "diffusion/golden/unipc.json",
        "diffusers UniPCMultistepScheduler(solver_order=2, solver_type='bh2', predict_x0=True, "
        "lower_order_final=True): .sigmas, .timesteps and .step(model(x, t), t, x) over .timesteps after "
        f"set_begin_index(0), in float64; {MODEL}; start: {DRAWS}",
        {"start": start.flatten(), "cases": golden},
        SEED,
    )
