from importlib import import_module

import pytest

from eval.ablations import ABLATIONS, Ablation, without
from eval.errors import EvalError


@pytest.mark.parametrize("ablation", ABLATIONS, ids=lambda ablation: ablation.name)
def test_every_part_can_be_taken_out_and_is_put_back(ablation: Ablation) -> None:
    module = import_module(ablation.module)
    before = getattr(module, ablation.constant)
    with without(ablation):
        assert getattr(module, ablation.constant) != before
    assert getattr(module, ablation.constant) is before


def test_a_part_is_put_back_after_an_error() -> None:
    ablation = ABLATIONS[0]
    before = getattr(import_module(ablation.module), ablation.constant)
    with pytest.raises(ZeroDivisionError), without(ablation):
        raise ZeroDivisionError
    assert getattr(import_module(ablation.module), ablation.constant) == before


@pytest.mark.parametrize(("constant", "named"), [("GONE", "has no GONE"), ("TOPIC_DEPTH", "is 3 already")])
def test_a_part_that_is_not_there_is_refused(constant: str, named: str) -> None:
    ablation = Ablation(name="x", module="service.reranking", constant=constant, change=lambda value: value)
    with pytest.raises(EvalError, match=named), without(ablation):
        pass
