"""Between files and models: labelled examples in, prediction lines out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from analytics.article import Article, Item
from analytics.errors import InputError
from analytics.text import fold
from models.classifier import SECTION, Classifier
from models.document import Document
from models.evaluation import as_tuple, head_name
from models.explain import Explanation, explain
from models.heads import Gold
from models.taxonomy import load_taxonomy
from models.training import Example
from rubrika.jsonl import articles

Notes = Callable[[str], None]
_BATCH = 1000


def predictions(
    classifier: Classifier, given: str, *, notes: Notes, semantic: bool | None = None
) -> Iterator[dict[str, object]]:
    """One JSON-ready line an article: its id, then what the model says. The printed section is never looked at."""
    lines = articles(given, notes=notes)
    while batch := list(islice(lines, _BATCH)):
        found = classifier.predict([document(article) for _, article in batch], semantic=semantic)
        for (item, _), prediction in zip(batch, found, strict=True):
            yield {"id": item.id or None, **prediction.as_dict()}


def explanations(
    classifier: Classifier,
    given: str,
    *,
    target: str,
    labels: Sequence[str] | None,
    semantic: bool | None,
    notes: Notes,
) -> Iterator[tuple[str, list[Explanation]]]:
    """Each article's id (or its title) and why it has its labels."""
    for item, article in articles(given, notes=notes):
        found = explain(classifier, document(article), target=target, labels=labels, semantic=semantic)
        yield item.id or article.title or item.origin, found


def examples(given: str, targets: Sequence[str], *, notes: Notes) -> list[Example]:
    """The labelled articles of an input. :class:`InputError` where none has a label under one of ``targets``."""
    found = []
    for item, article in articles(given, notes=notes, keep=targets):
        gold: dict[str, Gold] = {}
        for target in targets:
            label = _label(item, target)
            if label:
                gold[target] = label
        if gold:
            found.append(
                Example(
                    document=document(article),
                    gold=gold,
                    published=article.published,
                    source=article.source,
                    id=item.id,
                )
            )
    if not found:
        raise InputError(f"no line of {given} has a label under {' or '.join(targets)}: name the key with --target")
    return found


def document(article: Article) -> Document:
    """What a model may see of an article."""
    return Document(article.title, article.text, article.lang)


def mapped(given: Sequence[Example], target: str, classifier: Classifier) -> list[Example]:
    """Examples whose printed section names are turned into the codes that the model knows."""
    if target != SECTION:
        return list(given)
    known = set(classifier.heads[head_name(classifier, target, many=False)].classes_)
    codes = {name: code for name, code in load_taxonomy().printed_codes().items() if code in known}

    def code_of(label: str) -> str:
        return label if label in known else codes.get(fold(label), label)

    return [
        replace(example, gold={target: code_of(as_tuple(example.gold[target])[0])})
        for example in given
        if target in example.gold
    ]


def _label(item: Item, target: str) -> Gold:
    if target == "section":
        return item.section
    if target == "topics":
        return item.topics
    if target == "label":
        return item.label
    return item.extra.get(target, "")
