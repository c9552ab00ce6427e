"""Several questions put in one sentence: their answers as one, in their order."""

from collections.abc import Sequence
from dataclasses import replace

from service.answer import wording
from service.answer.answer import AnswerStatus, Citation, ShortAnswer
from service.answer.draft import Draft


def join_drafts(questions: Sequence[str], drafts: Sequence[Draft]) -> Draft:
    """Join the answers to several questions: each question with what is said, or that the documents do not say.

    The short answer is the first there is, and so are count and initiative; kind, and what goes with it, is that of the
    first question that is answered.
    """
    said = [draft for draft in drafts if draft.status.is_said]
    if not said:
        return drafts[0]
    texts = [draft.text if draft.status.is_said else f"{wording.NOT_SAID} {draft.text}".strip() for draft in drafts]
    citations, answer = _joined_citations(said)
    is_whole = all(draft.status is AnswerStatus.ANSWERED for draft in drafts)
    return replace(
        said[0],
        status=AnswerStatus.ANSWERED if is_whole else AnswerStatus.PARTIAL,
        confidence=min(draft.confidence for draft in said),
        text=" ".join(f"{question} {text}" for question, text in zip(questions, texts, strict=True)),
        citations=citations,
        answer=answer,
        count=next((draft.count for draft in said if draft.count), None),
        initiative=next((draft.initiative for draft in said if draft.initiative), None),
    )


def _joined_citations(drafts: Sequence[Draft]) -> tuple[tuple[Citation, ...], ShortAnswer | None]:
    """Give the citations of several answers numbered through, and the first short answer with its new number."""
    citations: list[Citation] = []
    first: ShortAnswer | None = None
    for draft in drafts:
        if draft.answer and first is None:
            first = replace(draft.answer, citation=draft.answer.citation + len(citations))
        citations += [replace(each, number=number) for number, each in enumerate(draft.citations, len(citations) + 1)]
    return tuple(citations), first
