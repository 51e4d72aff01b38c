"""Prints the golden figures of tests/drift (drift_scipy.json). Wants scipy.

    python3 tests/golden/drift_scipy.py > tests/golden/drift_scipy.json && deno fmt tests/golden
"""

import json

import numpy as np
import scipy
from scipy import stats
from scipy.spatial.distance import jensenshannon


def wave(count, step, shift=0.0, scale=1.0):
    """Numbers between 0 and 1 that TypeScript makes too: (i * step) mod 1."""
    return shift + scale * np.mod(np.arange(count) * step, 1.0)


SAMPLES = {
    "small": ([3.5, 1.0, 2.25, 9.0, 4.0], [2.0, 8.5, 7.0, 11.0]),
    "ties": ([1, 1, 2, 3, 3, 3, 8], [1, 2, 2, 2, 5, 5, 8, 8, 9]),
    "apart": ([0.1, 0.2, 0.3], [10.0, 11.0, 12.0, 13.0]),
    "same": ([1.0, 2.0, 3.0], [3.0, 1.0, 2.0]),
}
WAVES = {
    "equal sizes": ((40, 0.618), (40, 0.414, 0.15)),
    "hundreds": ((300, 0.618), (451, 0.414, 0.03, 1.1)),
    "thousands": ((9000, 0.618), (7500, 0.414, 0.004, 1.01)),
    "far apart": ((9000, 0.618), (7500, 0.414, 0.05)),
}
COUNTS = {
    "close": ([120, 80, 40, 10], [110, 95, 35, 12]),
    "new value": ([50, 50, 0], [30, 30, 40]),
    "disjoint": ([7, 0], [0, 5]),
    "same": ([3, 5, 2], [30, 50, 20]),
}


def samples():
    for name, (a, b) in SAMPLES.items():
        yield name, {"a": a, "b": b}, np.array(a), np.array(b)
    for name, (a, b) in WAVES.items():
        yield name, {"waveA": a, "waveB": b}, wave(*a), wave(*b)


golden = {"scipy": scipy.__version__, "samples": [], "counts": [], "quantiles": []}
for name, made, a, b in samples():
    exact = stats.ks_2samp(a, b, method="exact")
    golden["samples"].append(
        {
            "name": name,
            **made,
            "wasserstein": stats.wasserstein_distance(a, b),
            "statistic": exact.statistic,
            "exact": exact.pvalue,
            "asymptotic": stats.ks_2samp(a, b, method="asymp").pvalue,
        }
    )
for name, (p, q) in COUNTS.items():
    golden["counts"].append(
        {"name": name, "p": p, "q": q, "distance": jensenshannon(p, q, base=2)}
    )
for degrees in [1, 2, 9, 30, 250]:
    for share in [0.001, 0.5, 0.95, 0.999, 0.99999]:
        golden["quantiles"].append([degrees, share, stats.chi2.ppf(share, degrees)])
print(json.dumps(golden, indent=2))
