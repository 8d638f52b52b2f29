"""The plainest code path of every library, so that two processors write the same files. Import it before the others.

They choose vector instructions by the processor that they meet, and each choice sums in another order.
"""

import os

os.environ.update(
    ATEN_CPU_CAPABILITY="default",
    MKL_CBWR="COMPATIBLE",
    ONEDNN_MAX_CPU_ISA="SSE41",
    OPENBLAS_CORETYPE="Nehalem",
    NPY_DISABLE_CPU_FEATURES="X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    OMP_NUM_THREADS="1",
    MKL_NUM_THREADS="1",
    OPENBLAS_NUM_THREADS="1",
)
