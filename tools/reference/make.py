"""Makes every golden file of the product again: python tools/reference/make.py

The same versions (requirements.txt) give the same files, on any x86-64 processor (portable.py). The product itself never needs Python.
"""

import portable  # noqa: F401, first: it sets what the libraries read when they load

import importlib
import sys

SCRIPTS = ("tables", "schedules", "timesteps", "samplers", "karras", "unipc", "clipped", "training", "optimizer", "muon", "models", "inside", "bits", "judged", "theory", "denoisers", "principal", "files", "pictures", "handover")


def main(names: list) -> None:
    unknown = [name for name in names if name not in SCRIPTS]
    if unknown:
        sys.exit(f"There is no script named {', '.join(unknown)}; there are {', '.join(SCRIPTS)}.")
    for name in names or SCRIPTS:
        importlib.import_module(name).make()


if __name__ == "__main__":
    main(sys.argv[1:])
