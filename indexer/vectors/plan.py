"""How an index of vectors is to be written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorPlan:
    """When vectors are clustered, and how near the clusters must come to comparing them all.

    Attributes:
        exact_rows: As many are compared one by one; more are clustered.
        recall: Least share of the truly nearest RECALL_ROWS that is found.
    """

    exact_rows: int = 50_000
    recall: float = 0.98


PLAN = VectorPlan()
