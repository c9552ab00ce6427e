"""The one initiative whose name has all the words of a topic: `hur gick det med valideringsstrukturen i Dalarna?`."""

from corpus.document import Initiative
from service.answer.draft import Desk
from service.asked.asked import Asked
from service.asked.words.telling_words import tells_aspect
from service.search.query import NO_FILTERS


def find_called_by_topic(desk: Desk, asked: Asked) -> list[Initiative]:
    """Give the initiative, of the places asked about, in whose name all words of the topic stand or one near each.

    There is none where, of those found first, several have such names: what many work with is no name.
    """
    words = [word for word in asked.words if not tells_aspect(word)]
    index, ranking = desk.searcher.index, desk.searcher.ranking
    first = desk.searcher.candidates(asked, NO_FILTERS)[: ranking.holds_depth]
    names = {
        each.passage.initiative: each.passage.name
        for each in first
        if each.passage.initiative and (not asked.codes or not set(asked.codes).isdisjoint(each.passage.regions))
    }
    if not words or not names:
        return []
    texts = list(names.values())
    near = [index.text_matches(word, texts).nearness.max(axis=1, initial=0.0) >= ranking.same_word for word in words]
    called = [found for place, found in enumerate(names) if all(has[place] for has in near)]
    told = [initiative for found in called if (initiative := index.initiative(found))]
    return told[:1] if len({initiative.name for initiative in told}) == 1 else []
