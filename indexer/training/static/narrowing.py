"""A static model in fewer dimensions: the directions in which its token vectors differ most."""

import shutil
from pathlib import Path

import numpy as np

from indexer.index import Vectors
from indexer.training.static.model_files import write_table
from indexer.vectors.static import read_table


def narrow_model(folder: Path, out: Path, width: int) -> float:
    """Write a static model's folder again with vectors of `width` numbers.

    Returns:
        The share of the vectors' summed squares that is kept.

    Raises:
        UnusableModelError: The folder holds no static model.
        ValueError: The model is not wider than `width`.
    """
    rows, scales = read_table(folder / "model.safetensors")
    table = rows.astype(np.float32) * scales[:, None]
    if not 0 < width < table.shape[1]:
        raise ValueError(f"width is {width}; expected 1 to {table.shape[1] - 1}")
    narrow, share = principal(table, width)
    shutil.copytree(folder, out, dirs_exist_ok=True)
    write_table(out, narrow)
    return share


def principal(table: Vectors, width: int) -> tuple[Vectors, float]:
    """Give vectors along the `width` directions of their largest summed squares, shape (n, width), and the share kept.

    Products of sums of vectors, which is what a static model compares, change least that way (Eckart and Young 1936,
    doi:10.1007/BF02288367).
    """
    strengths, directions = np.linalg.eigh(table.T @ table)
    turned: Vectors = (table @ directions[:, -width:]).astype(np.float32)
    return turned, float(strengths[-width:].sum() / strengths.sum())
