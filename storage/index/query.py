"""Texts to tantivy documents and queries. All terms come from `bot.claims.terms`, already cut; tantivy only counts them."""

from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version

import tantivy

from bot.claims.terms import grams, stems
from bot.people.audience import Audience

LAYOUT = "2"
"""To be raised when the fields change, or what `describe` puts into them."""

CONTEXT_WEIGHT = 0.25
"""What a word of the surrounding sentences counts, beside 1 for a word of the claim: enough to break ties, too little to lead."""

RAREST_WORDS = 64
RAREST_GRAMS = 60
"""The rest of a long text is so common that asking for it costs time and changes nothing (0.5 ms against 6.8 ms at 100k records)."""

_PROBE = "At least 4,468 people were killed in U.S.-made air strikes near Pazi Gyi, စစ်ကိုင်း, on 11 April."


def make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("visibility", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("grams", tokenizer_name="terms", index_option="freq")
    return builder.build()


def recipe() -> str:
    """Changes whenever a text would be cut into other terms, so that an index that was made before is made anew."""
    terms = [LAYOUT, version("tantivy"), *stems(_PROBE), *grams(_PROBE)]
    return blake2b("\n".join(terms).encode(), digest_size=8).hexdigest()


def prepare(index: tantivy.Index) -> None:
    """What an index does not keep on disk: how it cuts, and that it is reloaded when we say so and not by a watching thread."""
    index.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader(reload_policy="manual")


def document(record_id: str, visibility: Audience, text: str) -> tantivy.Document:
    found = tantivy.Document()
    found.add_text("id", record_id)
    found.add_text("visibility", visibility.value)
    found.add_text("words", " ".join(stems(text)))
    found.add_text("grams", " ".join(grams(text)))
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """A text and what stands around it, cut into terms."""

    words: frozenset[str]
    around: frozenset[str]
    grams: frozenset[str]


def cut(text: str, context: str) -> Asked:
    words = frozenset(stems(text))
    return Asked(words, frozenset(stems(context)) - words, frozenset(grams(text)))


def words_query(
    schema: tantivy.Schema, searcher: tantivy.Searcher, asked: Asked, audience: Audience
) -> tantivy.Query | None:
    """None where no word of the text or around it is in the index."""
    own = rarest(searcher, "words", asked.words, RAREST_WORDS)
    around = rarest(searcher, "words", asked.around, RAREST_WORDS)
    terms = [tantivy.Query.term_query(schema, "words", term) for term in own]
    terms += [
        tantivy.Query.boost_query(tantivy.Query.term_query(schema, "words", term), CONTEXT_WEIGHT)
        for term in around
    ]
    return _any_of(schema, terms, audience)


def grams_query(
    schema: tantivy.Schema, searcher: tantivy.Searcher, asked: Asked, audience: Audience
) -> tantivy.Query | None:
    """None where no run of characters of the text is in the index."""
    found = rarest(searcher, "grams", asked.grams, RAREST_GRAMS)
    return _any_of(schema, [tantivy.Query.term_query(schema, "grams", term) for term in found], audience)


def rarest(searcher: tantivy.Searcher, field: str, terms: frozenset[str], most: int) -> list[str]:
    counted = [(searcher.doc_freq(field, term), term) for term in terms]
    return [term for count, term in sorted(counted) if count][:most]


def _any_of(schema: tantivy.Schema, terms: list[tantivy.Query], audience: Audience) -> tantivy.Query | None:
    if not terms:
        return None
    seen = tantivy.Query.term_set_query(schema, "visibility", [each.value for each in audience.sees()])
    return tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(seen, 0.0)),
            (
                tantivy.Occur.Must,
                tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms]),
            ),
        ]
    )
