"""Which form fits a report, and how surely: the share of what the form expects that is found in the report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.corrections import Corrections
from corpus.document import Content
from corpus.forms import GENERIC, Forms
from corpus.forms.model import AnyForm, CardsForm, GridForm, ProseForm
from corpus.pages import PageLines, collapse
from corpus.repair import repair_pages

# From this share on a form is proposed, and from the second on it is called certain if no other comes near.
MIN_SHARE, SURE_SHARE, _NEAR = 0.6, 0.85, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A form and the share, 0 to 1, of its wordings that a report holds."""

    form: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The form that fits a report best.

    Attributes:
        form: Its name; that of reports without a form of their own where none fits.
        share: Of what it expects, what stands there; 0 where none fits.
        rival: The next best form, where it fits nearly as well.
    """

    form: str
    share: float
    rival: str | None

    def line(self) -> str:
        """Say in Swedish which form is proposed and how sure that is."""
        if not self.share:
            return f"form: {self.form} (ingen känd form passar)"
        is_sure = self.share >= SURE_SHARE and self.rival is None
        also = f"; {self.rival} passar nästan lika bra" if self.rival else ""
        return f"form: {self.form} ({'säker' if is_sure else 'osäker'}: {self.share:.0%} av formens ord finns{also})"


def propose_form(pages: Sequence[PageLines], forms: Forms) -> Proposal:
    """Find the form that fits a report's received pages best.

    A form for text whose table cells are not marked fits no report that marks them, and the reverse; cards and running
    text may stand in cells or not.
    """
    has_cells = any(line.cell is not None for page in pages for line in page.lines)
    repaired = repair_pages(pages, Corrections(entries=()))
    text = collapse(" ".join(line.text for page in repaired for line in page.lines))
    fitting = [
        form
        for form in forms.values()
        if isinstance(form, GridForm) == has_cells or isinstance(form, CardsForm | ProseForm)
    ]
    return propose_for_text(text, fitting)


def propose_for_text(text: str, forms: Iterable[AnyForm]) -> Proposal:
    """Find the form of which a text holds most."""
    folded = text.casefold()
    fits = sorted((_fit(folded, form) for form in forms), key=lambda fit: (-fit.share, fit.form))
    best = next((fit for fit in fits if fit.share >= MIN_SHARE), None)
    if best is None:
        return Proposal(form=GENERIC, share=0.0, rival=None)
    near = (fit.form for fit in fits if fit is not best and fit.share > best.share - _NEAR)
    return Proposal(form=best.form, share=best.share, rival=next(near, None))


def _fit(text: str, form: AnyForm) -> Fit:
    wordings = list(form.wordings())
    found = sum(any(collapse(wording).casefold() in text for wording in told) for told in wordings)
    return Fit(form=form.name, share=found / len(wordings) if wordings else 0.0)


def better_form(content: Content, forms: Forms) -> Iterator[str]:
    """Say, in Swedish, that another form would fit a document in which no initiative was found."""
    if content.initiatives:
        return
    text = collapse(" ".join(page.text for page in content.pages))
    proposal = propose_for_text(text, forms.values())
    if proposal.share >= MIN_SHARE and proposal.form != content.document.form:
        yield f"läst som {content.document.form}, men formen {proposal.form} passar till {proposal.share:.0%}"
