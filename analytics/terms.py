"""Between the search language and what the index holds: stems and words of articles, queries as Tantivy takes them."""

import re
from functools import lru_cache
from typing import Any, Final

import tantivy

from analytics.querying import Both, Node, Phrase, Without, Word
from analytics.text import fold, lower
from analytics.words import stem

WORDS: Final = re.compile(r"\w+")
_LANGUAGES: Final = ("ru", "az", "en")
_TITLE_BOOST: Final = 3.0
_IN_TITLE: Final = "title/"


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """The fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article_id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", fast=True)  # in the postings
    for field in ("title_stems", "text_stems", "title_words", "text_words"):
        builder.add_text_field(field, tokenizer_name="whitespace")
    return builder.build()


def documented(row: dict[str, Any]) -> tuple[tantivy.Document, list[str]]:
    """An article (article_id, lang, title, text) as Tantivy takes it, still without its number, and its terms for the postings."""
    lang = row["lang"] or ""
    made, terms = tantivy.Document(), []
    made.add_text("article_id", row["article_id"])
    for field, value in (("title", row["title"] or ""), ("text", row["text"] or "")):
        found = WORDS.findall(value)
        stems = [f"{_code(lang)}:{stemmed(word, lang)}" for word in found]
        made.add_text(f"{field}_words", " ".join(map(fold, found)))
        made.add_text(f"{field}_stems", " ".join(stems))
        terms += stems
        if field == "title":
            terms += [_IN_TITLE + one for one in stems]
    return made, terms


def terms_of(word: Word) -> list[str]:
    """The terms of the postings that a word without prefix means: its stem in each language."""
    before = _IN_TITLE if word.title else ""
    return [before + term for term in _stems(word.text)]


def _stems(word: str) -> list[str]:
    return [f"{lang}:{stemmed(word, '' if lang == 'xx' else lang)}" for lang in (*_LANGUAGES, "xx")]


def _code(lang: str) -> str:
    return lang if lang in _LANGUAGES else "xx"


@lru_cache(maxsize=400_000)
def stemmed(word: str, lang: str) -> str:
    """The stem by which a printed word is found."""
    return stem(fold(lower(word, lang)), lang) or word


def translated(node: Node) -> tantivy.Query:
    """A query as Tantivy takes it."""
    if isinstance(node, Word):
        return _word_query(node)
    if isinstance(node, Phrase):
        return _phrase_query(node)
    if isinstance(node, Without):
        everything = (tantivy.Occur.Must, tantivy.Query.all_query())
        return tantivy.Query.boolean_query([everything, (tantivy.Occur.MustNot, translated(node.part))])
    occur = tantivy.Occur.Must if isinstance(node, Both) else tantivy.Occur.Should
    parts = [
        (tantivy.Occur.MustNot, translated(part.part))
        if isinstance(part, Without) and isinstance(node, Both)
        else (occur, translated(part))
        for part in node.parts
    ]
    if all(kind == tantivy.Occur.MustNot for kind, _ in parts):
        parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(parts)


def _word_query(word: Word) -> tantivy.Query:
    fields = ("title",) if word.title else ("title", "text")
    parts = []
    for field in fields:
        if word.prefix:
            pattern = re.escape(fold(word.text)) + ".*"
            parts.append(tantivy.Query.regex_query(schema(), f"{field}_words", pattern))
        else:
            for term in _stems(word.text):
                query = tantivy.Query.term_query(schema(), f"{field}_stems", term)
                parts.append(tantivy.Query.boost_query(query, _TITLE_BOOST) if field == "title" else query)
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _phrase_query(phrase: Phrase) -> tantivy.Query:
    parts = [
        tantivy.Query.phrase_query(
            schema(),
            f"{field}_stems",
            [f"{lang}:{stemmed(word, '' if lang == 'xx' else lang)}" for word in phrase.words],
        )
        for field in (("title",) if phrase.title else ("title", "text"))
        for lang in (*_LANGUAGES, "xx")
    ]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
