"""Initial token vectors: tokens that keep the same company point the same way."""

import warnings

import numpy as np
import torch
from torch.nn import functional

from indexer.index import Vectors
from indexer.training.static.cooccurrence import Numbers, Reals, Together

# Exponents of Levy, Goldberg and Dagan (TACL 2015), doi:10.1162/tacl_a_00134: rare contexts count for less, and the
# directions of large singular values for less than they vary.
CONTEXT_SMOOTHING = 0.75
SINGULAR_POWER = 0.5
# More directions than wanted, and rounds of multiplying: what makes a random subspace settle on the largest ones.
SPARE_DIRECTIONS = 32
ROUNDS = 3


def first_directions(together: Together, dim: int, seed: int) -> Vectors:
    """Give each token a direction so that tokens with the same company are near each other.

    Positive pointwise mutual information, cut to its largest singular values.

    Returns:
        Rows of length 1, shape (vocabulary, dim); zeros for a token that stands near no other twice.

    Source:
        Levy and Goldberg (NIPS 2014), "Neural word embedding as implicit matrix factorization"; the singular vectors by
        random subspace iteration, Halko, Martinsson and Tropp (2011), doi:10.1137/090771806.
    """
    left, right, counts = together.both_ways()
    information = _information(left, right, counts, together.vocabulary)
    is_positive = information > 0
    matrix = left[is_positive], right[is_positive], information[is_positive]
    largest, values = _largest_singular(*matrix, size=together.vocabulary, wanted=dim, seed=seed)
    directions = np.zeros((together.vocabulary, dim), dtype=np.float32)
    directions[:, : largest.shape[1]] = functional.normalize(largest * values**SINGULAR_POWER).numpy()
    return directions


def _information(left: Numbers, right: Numbers, counts: Reals, vocabulary: int) -> Reals:
    """Give log(p(left, right) / (p(left) p'(right))), p' being smoothed."""
    sums = np.bincount(left, weights=counts, minlength=vocabulary)
    contexts = sums**CONTEXT_SMOOTHING
    information: Reals = np.log(counts / sums[left]) - np.log(contexts[right] / contexts.sum())
    return information


def _largest_singular(
    rows: Numbers, columns: Numbers, values: Reals, *, size: int, wanted: int, seed: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the left singular vectors of the largest singular values, shape (size, wanted), and these values."""
    matrix = _sparse(rows, columns, values, size)
    transposed = _sparse(columns, rows, values, size)
    drawn = torch.randn(size, min(wanted + SPARE_DIRECTIONS, size), generator=torch.Generator().manual_seed(seed))
    space = matrix @ drawn
    for _ in range(ROUNDS):
        space = matrix @ _orthonormal(transposed @ _orthonormal(space))
    basis = _orthonormal(space)
    within, singular, _ = torch.linalg.svd((transposed @ basis).T, full_matrices=False)
    return (basis @ within)[:, :wanted], singular[:wanted]


def _orthonormal(space: torch.Tensor) -> torch.Tensor:
    basis: torch.Tensor = torch.linalg.qr(space)[0]
    return basis


def _sparse(rows: Numbers, columns: Numbers, values: Reals, size: int) -> torch.Tensor:
    """Give a square matrix whose rows lie one after another, which is what multiplies fast."""
    places, cells = torch.from_numpy(np.stack([rows, columns])), torch.from_numpy(values.astype(np.float32))
    with warnings.catch_warnings():
        # torch calls this layout beta, and says that it does not check the places; ours are in order.
        warnings.simplefilter("ignore", UserWarning)
        matrix: torch.Tensor = torch.sparse_coo_tensor(places, cells, (size, size)).coalesce().to_sparse_csr()
    return matrix
