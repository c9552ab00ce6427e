"""Averages several trainings from the same first vectors, which evens out what chance did to each."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from indexer.index import Vectors
from indexer.training.static.contrastive import ContrastiveTrainer, PairsByKind
from indexer.training.static.settings import Settings


class AveragedTraining:
    """Trains `settings.trainings` tables, each with its own draws of pairs and tokens; the result is their mean.

    That they start from the same vectors is what lets them be averaged: their dimensions mean the same.

    Source:
        Wortsman et al. (ICML 2022), "Model soups", arXiv:2203.05482.
    """

    def __init__(self, pairs: PairsByKind, first: Vectors, settings: Settings, seed: int, kept: Path, identity: str):
        """Begin, or go on from the states that a run of the same identity left in the folder `kept`."""
        self._pairs, self._first, self._settings, self._seed = pairs, first, settings, seed
        self._kept, self._identity = kept, identity
        self.steps = self._trainer(0).steps_per_pass * settings.passes * settings.trainings

    def run(self, advance: Callable[[int], object], may_go_on: Callable[[], bool]) -> Vectors | None:
        """Train, keeping the state after each pass.

        Args:
            advance: Told how many steps have been done since it was last called.
            may_go_on: Asked after each pass but the last.

        Returns:
            The mean of the tables, shape (vocabulary, dim); None when stopped before the end.
        """
        tables = np.zeros_like(self._first)
        for number in range(self._settings.trainings):
            trainer, path = self._trainer(number), self._kept / f"training-{number}.pt"
            trainer.restore(path, self._identity)
            advance(trainer.steps_per_pass * trainer.passes_done)
            while trainer.passes_done < self._settings.passes:
                trainer.run_pass(lambda: advance(1))
                trainer.save(path, self._identity)
                if not self._is_last(number, trainer) and not may_go_on():
                    return None
            tables += trainer.table
        return tables / np.float32(self._settings.trainings)

    def _trainer(self, number: int) -> ContrastiveTrainer:
        return ContrastiveTrainer(self._pairs, self._first, self._settings, (self._seed, number))

    def _is_last(self, number: int, trainer: ContrastiveTrainer) -> bool:
        return number == self._settings.trainings - 1 and trainer.passes_done == self._settings.passes
