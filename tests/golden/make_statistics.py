"""Writes statistics.json beside this file: what SciPy and statsmodels compute, for tests/audit.

Needs scipy (1.17), statsmodels (0.15) and numpy. Run: python3 make_statistics.py
"""

import itertools
import json
import math
import pathlib

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    multinomial_proportions_confint,
    proportion_confint,
    proportion_effectsize,
)

SEED = 7


def binomial(k, n):
    case = {"k": k, "n": n}
    for name, method in [
        ("wilson", "wilson"),
        ("clopper_pearson", "beta"),
        ("jeffreys", "jeffreys"),
        ("agresti_coull", "agresti_coull"),
    ]:
        case[name] = [float(x) for x in proportion_confint(k, n, 0.05, method)]
    for p0 in (0.5, 0.3, 0.136):
        case[f"p_exact_two_sided_{p0}"] = float(stats.binomtest(k, n, p0).pvalue)
    return case


def exact_multinomial(counts):
    """Mass of all results no likelier than the observed one under equal shares."""
    n, classes = sum(counts), len(counts)
    law = stats.multinomial(n, [1 / classes] * classes)
    limit = law.pmf(counts) * (1 + 1e-7)
    total = 0.0
    for bars in itertools.combinations(range(n + classes - 1), classes - 1):
        edges = (-1, *bars, n + classes - 1)
        result = [b - a - 1 for a, b in zip(edges, edges[1:])]
        mass = law.pmf(result)
        total += mass if mass <= limit else 0
    return float(total)


def multinomial(counts):
    shares = np.array(counts) / sum(counts)
    even = np.full(len(counts), 1 / len(counts))
    chi = stats.chisquare(counts)
    case = {
        "counts": counts,
        "goodman": multinomial_proportions_confint(counts, 0.05, "goodman").tolist(),
        "sison_glaz": multinomial_proportions_confint(counts, 0.05, "sison-glaz").tolist(),
        "chi2_uniform": {"statistic": float(chi.statistic), "p": float(chi.pvalue)},
        "total_variation_uniform": float(np.abs(shares - even).sum() / 2),
        "entropy_normalised": float(stats.entropy(shares) / math.log(len(counts))),
        "hellinger_uniform": float(np.sqrt(((np.sqrt(shares) - np.sqrt(even)) ** 2).sum() / 2)),
        "jensen_shannon_uniform_bits": float(jensenshannon(shares, even, 2) ** 2),
    }
    if math.comb(sum(counts) + len(counts) - 1, len(counts) - 1) < 6000:
        case["p_exact_multinomial_uniform"] = exact_multinomial(counts)
    return case


def two_proportions(k1, n1, k2, n2):
    return {
        "k1": k1, "n1": n1, "k2": k2, "n2": n2,
        "newcombe": [
            float(x)
            for x in confint_proportions_2indep(k1, n1, k2, n2, compare="diff", method="newcomb")
        ],
        "fisher_exact_p": float(stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]])[1]),
        "cohen_h": float(proportion_effectsize(k1 / n1, k2 / n2)),
    }


def pairs(b, c):
    table = [[0, b], [c, 0]]
    return {
        "b": b, "c": c,
        "exact_p": float(mcnemar(table, exact=True).pvalue),
        "chi2_cc_p": float(mcnemar(table, exact=False, correction=True).pvalue),
    }


def equivalence(k, n, target, epsilon):
    below = stats.binom.sf(k - 1, n, target - epsilon)
    above = stats.binom.cdf(k, n, target + epsilon)
    return {"k": k, "n": n, "target": target, "epsilon": epsilon, "p": float(max(below, above))}


def rogan_gladen(observed, sensitivity, specificity):
    corrected = (observed + specificity - 1) / (sensitivity + specificity - 1)
    return {
        "observed": observed, "sensitivity": sensitivity, "specificity": specificity,
        "corrected": min(1.0, max(0.0, corrected)),
    }


def kappa(table):
    result = cohens_kappa(np.array(table))
    return {"table": table, "kappa": float(result.kappa), "se": float(result.std_kappa)}


def adjusted(p, method):
    return {"p": p, "adjusted": [float(x) for x in multipletests(p, method=method)[1]]}


def main():
    generator = np.random.default_rng(SEED)
    p = sorted(float(x) for x in np.round(generator.random(20) ** 3, 4)) + [0.02, 0.02, 1.0, 0.0]
    golden = {
        "binomial": [
            binomial(k, n)
            for k, n in [(0, 1), (1, 1), (0, 8), (4, 9), (2, 10), (10, 10), (3, 16), (16, 16),
                         (11, 250), (4, 250), (125, 250), (249, 250), (0, 250), (600, 1000),
                         (8751, 8879), (20000, 40001)]
        ],
        "multinomial": [
            multinomial(counts)
            for counts in [[10, 20, 70], [0, 3, 13], [1, 0, 15], [1, 1, 1], [4, 0, 0],
                           [5, 9, 2, 4], [30, 20], [33, 33, 34], [80, 10, 5, 5],
                           [56, 72, 73, 59, 62, 87, 58],
                           [12, 3, 0, 9, 31, 8, 7, 11, 10, 9], [900, 700, 1100, 1300, 1000]]
        ],
        "benjamini_hochberg": adjusted(p, "fdr_bh"),
        "benjamini_yekutieli": adjusted(p, "fdr_by"),
        "holm": adjusted(p, "holm"),
        "two_proportions": [
            two_proportions(*case)
            for case in [(56, 70, 48, 80), (0, 10, 10, 10), (0, 12, 0, 17), (5, 5, 3, 9),
                         (11, 250, 101, 245), (130, 250, 120, 250)]
        ],
        "mcnemar": [pairs(*c) for c in [(12, 5), (0, 7), (1, 0), (30, 30), (90, 4), (101, 121)]],
        "tost_one_proportion_exact": [
            equivalence(*c)
            for c in [(130, 250, 0.5, 0.05), (51, 100, 0.5, 0.1), (8, 16, 0.5, 0.3),
                      (70, 250, 0.292, 0.1), (495, 1000, 0.5, 0.05)]
        ],
        "rogan_gladen": [
            rogan_gladen(*c)
            for c in [(0.3, 0.95, 0.95), (0.077, 0.95, 0.95), (0.02, 0.95, 0.95), (0.99, 0.9, 0.9)]
        ],
        "cohen_kappa": [
            kappa(t)
            for t in [[[20, 5], [10, 15]], [[45, 15], [25, 15]],
                      [[90, 2, 1], [4, 80, 3], [2, 5, 60]], [[0, 4], [6, 0]]]
        ],
    }
    path = pathlib.Path(__file__).with_name("statistics.json")
    path.write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
