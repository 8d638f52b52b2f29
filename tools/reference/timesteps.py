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


def settings_of(sampler: str, spacing: str, timesteps: int, count: int) -> dict:
    return {"sampler": sampler, "spacing": spacing, "timesteps": timesteps, "samplingSteps": count}


def summed(grid: list) -> dict:
    weighted = sum(place * t for place, t in enumerate(grid))
    return {"sum": sum(grid), "weighted": weighted, "ends": [grid[0], grid[-1]]}


def flow_grid(timesteps: int, count: int) -> list:
    with double_precision():
        flow = FlowMatchEulerDiscreteScheduler(timesteps)
        flow.set_timesteps(count)
    # t·T of the library is 1…T; the product counts its table from 0.
    return (flow.timesteps - 1).tolist()


def make() -> None:
    grids, flow = [], []
    for timesteps, counts in COUNTS.items():
        for count in counts:
            for spacing in ("leading", "trailing", "linspace"):
                for sampler, scheduler in SCHEDULERS.items():
                    made = scheduler(timesteps, timestep_spacing=spacing)
                    made.set_timesteps(count)
                    grids.append((settings_of(sampler, spacing, timesteps, count), unique(made.timesteps)))
            solver = DPMSolverSinglestepScheduler(timesteps, solver_order=2, lower_order_final=True)
            solver.set_timesteps(count)
            grids.append((settings_of("dpm_2s", "linspace", timesteps, count), unique(solver.timesteps)))
            settings = settings_of("flow_euler", "linspace", timesteps, count)
            flow.append({"settings": settings, **summed(flow_grid(timesteps, count))})
    # numpy.arange can come out one longer or shorter than what was asked for.
    grids = [(settings, grid) for settings, grid in grids if len(grid) == settings["samplingSteps"]]
    write(
        "diffusion/golden/timesteps.json",
        "diffusers <Scheduler>(T, timestep_spacing=spacing).set_timesteps(n); .timesteps without repeats; long grids "
        "by sum, sum weighted by place, and both ends",
        {
            "grids": [{"settings": settings, "grid": grid} for settings, grid in grids if len(grid) <= 16],
            "sums": [{"settings": settings, **summed(grid)} for settings, grid in grids if len(grid) > 16],
            "flow": flow,
        },
    )
