"""Between the search language and what the index holds: stems and forms of words, and what Tantivy ranks by."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import tantivy

from analytics.querying import Both, Either, Node, Phrase, Word
from analytics.segments import Said
from analytics.text import fold, lower
from analytics.words import stem

WORDS: Final = re.compile(r"\w+")
_LANGUAGES: Final = ("ru", "az", "en")
_TITLE_BOOST: Final = 3.0


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """The fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article_id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", fast=True)  # in the postings
    for field in ("title", "text"):
        builder.add_text_field(f"{field}_stems", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def documented(row: dict[str, Any]) -> tuple[tantivy.Document, Said, Said]:
    """An article (article_id, lang, title, text) as Tantivy takes it, still without its number, and what its title and its
    text say, for the postings."""
    lang = row["lang"] or ""
    made, parts = tantivy.Document(), []
    made.add_text("article_id", row["article_id"])
    for field in ("title", "text"):
        said = [_said(word, lang) for word in WORDS.findall(row[field] or "")]
        made.add_text(f"{field}_stems", " ".join([stem for stem, _ in said]))
        parts.append(said)
    return made, parts[0], parts[1]


def terms_of(word: Word) -> list[str]:
    """The stems that a word without prefix means: one in each language."""
    return [f"{lang}:{stemmed(word.text, '' if lang == 'xx' else lang)}" for lang in (*_LANGUAGES, "xx")]


def phrases_of(phrase: Phrase) -> list[list[str]]:
    """The stems of a phrase in each language."""
    return [list(stems) for stems in zip(*(terms_of(Word(word)) for word in phrase.words), strict=True)]


def folded(word: Word) -> str:
    """The beginning that a word with prefix asks for."""
    return _plain(word.text)


@lru_cache(maxsize=100_000)
def _said(word: str, lang: str) -> tuple[str, str]:
    """The stem, with its language, and the form by which a printed word is found."""
    return f"{_code(lang)}:{stemmed(word, lang)}", _plain(word)


def _plain(word: str) -> str:
    """A word folded, and still one: ``½`` would become two."""
    return fold(word).replace(" ", "")


def _code(lang: str) -> str:
    return lang if lang in _LANGUAGES else "xx"


@lru_cache(maxsize=20_000)
def stemmed(word: str, lang: str) -> str:
    """The stem by which a printed word is found."""
    return stem(_plain(lower(word, lang)), lang) or word


def ranking(node: Node) -> tantivy.Query:
    """What ranks the articles that a query fits: its words. Which fit is known from the postings.

    Phrases rank by their words, and what begins a word or is not wanted says nothing of how well an article fits.
    """
    if isinstance(node, Word) and not node.prefix:
        return _word_query(node)
    if isinstance(node, Phrase):
        return ranking(Both(tuple(Word(word, title=node.title) for word in node.words)))
    if isinstance(node, Both | Either):
        parts = [part for part in node.parts if isinstance(node, Either) or ranks(part)]
        occur = tantivy.Occur.Must if isinstance(node, Both) else tantivy.Occur.Should
        if parts:
            return tantivy.Query.boolean_query([(occur, ranking(part)) for part in parts])
    return tantivy.Query.all_query()


def ranks(node: Node) -> bool:
    """Whether some of the articles that a query fits fit it better than others."""
    if isinstance(node, Both | Either):
        return any(map(ranks, node.parts))
    return isinstance(node, Phrase) or (isinstance(node, Word) and not node.prefix)


def among(article_ids: Sequence[str], query: tantivy.Query) -> tantivy.Query:
    """The same, of these articles only."""
    ours = tantivy.Query.term_set_query(schema(), "article_id", list(article_ids))
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, ours), (tantivy.Occur.Should, query)])


def _word_query(word: Word) -> tantivy.Query:
    parts = []
    for field in ("title",) if word.title else ("title", "text"):
        for term in terms_of(word):
            query = tantivy.Query.term_query(schema(), f"{field}_stems", term)
            parts.append(tantivy.Query.boost_query(query, _TITLE_BOOST) if field == "title" else query)
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
