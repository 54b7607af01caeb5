"""Texts to tantivy documents, and what is asked to terms. All terms come from `bot.claims.terms`, already cut; tantivy only counts them."""

from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version

import tantivy

from bot.claims.terms import grams, stems
from bot.library.record import Record
from storage.index.describe import Described

LAYOUT = "5"
"""To be raised when the fields change, or what `describe` puts into them."""

_PROBE = "At least 4,468 people were killed in U.S.-made air strikes near Pazi Gyi, စစ်ကိုင်း, on 11 April."


def make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("body", tokenizer_name="terms", index_option="freq")
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


def document(record: Record, described: Described) -> tantivy.Document:
    found = tantivy.Document()
    found.add_text("id", record.id)
    found.add_text("words", " ".join(stems(described.called)))
    found.add_text("body", " ".join(stems(described.body)))
    found.add_text("grams", " ".join(grams(described.called)))
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
