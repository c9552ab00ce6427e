"""The words of a topic, looked up in the texts of the passages found for it."""

from collections.abc import Sequence

from indexer.chunking import sentences
from indexer.index import Index
from indexer.passage import Passage
from indexer.words.analysis import analyse
from service.answer.evidence.literal import share_held
from service.answer.evidence.weighing import Words
from service.asked.asked import Asked
from service.ranking import Ranking


def topic_words(index: Index, question: Asked, passages: Sequence[Passage], ranking: Ranking) -> Words:
    """Give what can be looked up of a question's topic in passages, each told by its place among them."""

    def held(places: Sequence[int]) -> list[float]:
        wanted = list({term.stem: term for term in analyse(index.correct(question.topic).text)}.values())
        weights = index.text_matches(question.topic, [""]).weights.tolist()
        if len(weights) != len(wanted):
            return [0.0 for _ in places]
        texts = [f"{passages[place].name} {passages[place].text}" for place in places]
        return [share_held(text, wanted, weights, ranking.word_apart) for text in texts]

    def in_one_sentence(places: Sequence[int]) -> float:
        pieces = [piece for place in places for piece in sentences(passages[place].text)]
        matches = index.text_matches(question.topic, pieces)
        return float((matches.nearness @ matches.weights).max(initial=0.0))

    return Words(held=held, in_one_sentence=in_one_sentence)
