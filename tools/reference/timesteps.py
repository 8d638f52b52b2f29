"""Inference time steps of every scheduler of diffusers that the product has, in the library's own precision (but for
rectified flow, which divides by T and multiplies again)."""

from diffusers import (
    DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler, DPMSolverSinglestepScheduler,
    EulerAncestralDiscreteScheduler, EulerDiscreteScheduler, FlowMatchEulerDiscreteScheduler, HeunDiscreteScheduler,
    PNDMScheduler,
)

from common import double_precision, write

SCHEDULERS = {
    "ddpm": DDPMScheduler,
    "ddim": DDIMScheduler,
    "plms": lambda *args, **options: PNDMScheduler(*args, skip_prk_steps=True, **options),
    "euler": EulerDiscreteScheduler,
    "euler_ancestral": EulerAncestralDiscreteScheduler,
    "heun": HeunDiscreteScheduler,
    "dpmpp_2m": DPMSolverMultistepScheduler,
}
# n that do not divide T, halves that must be rounded to even, one step.
COUNTS = {1000: (1, 7, 10, 16, 30, 48, 50, 150, 999), 100: (3, 8, 25, 64), 11: (2, 4)}


def unique(timesteps) -> list:
    """PNDM and Heun list a time step once for every evaluation of the model."""
    return list(dict.fromkeys(timesteps.tolist()))


def make() -> None:
    cases = []
    for sampler, scheduler in SCHEDULERS.items():
        for spacing in ("leading", "trailing", "linspace"):
            for timesteps, counts in COUNTS.items():
                for count in counts:
                    made = scheduler(timesteps, timestep_spacing=spacing)
                    made.set_timesteps(count)
                    grid = unique(made.timesteps)
                    if len(grid) == count:  # numpy.arange can come out one longer or shorter
                        cases.append(case(sampler, spacing, timesteps, count, grid))
    for timesteps, counts in COUNTS.items():
        for count in counts:
            solver = DPMSolverSinglestepScheduler(timesteps, solver_order=2, lower_order_final=True)
            solver.set_timesteps(count)
            cases.append(case("dpm_2s", "linspace", timesteps, count, unique(solver.timesteps)))
            with double_precision():
                flow = FlowMatchEulerDiscreteScheduler(timesteps)
                flow.set_timesteps(count)
            # t·T of the library is 1…T; the product counts its table from 0.
            cases.append(case("flow_euler", "linspace", timesteps, count, (flow.timesteps - 1).tolist()))
    write(
        "diffusion/golden/timesteps.json",
        "diffusers <Scheduler>(T, timestep_spacing=spacing).set_timesteps(n); .timesteps without repeats; long grids "
        "by sum, sum weighted by place, and both ends",
        {"cases": cases},
    )


def case(sampler: str, spacing: str, timesteps: int, count: int, grid: list) -> dict:
    settings = {"sampler": sampler, "spacing": spacing, "timesteps": timesteps, "samplingSteps": count}
    if count <= 16:
        return {"settings": settings, "grid": grid}
    weighted = sum(place * t for place, t in enumerate(grid))
    return {"settings": settings, "sum": sum(grid), "weighted": weighted, "ends": [grid[0], grid[-1]]}
