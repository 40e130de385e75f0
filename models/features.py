"""The features of a model: two TF-IDF blocks and one of word vectors, over the same words."""

from dataclasses import asdict, dataclass

from sklearn.pipeline import FeatureUnion

from models.blocks import CharBlock, StemBlock
from models.vectors import VectorBlock

VECTORS = "vectors"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSettings:
    """The knobs of the blocks; a block of weight 0 is left out. ``char_words`` is how many words of an article the character block reads."""

    word_min_df: int = 1
    word_max_features: int = 60_000
    char_min_df: int = 2
    char_max_features: int = 60_000
    char_range: tuple[int, int] = (3, 5)
    char_weight: float = 1.0
    char_words: int = 200
    vector_weight: float = 1.0
    title_repeats: int = 2

    def as_dict(self) -> dict[str, object]:
        """The settings as JSON-ready values."""
        return asdict(self)


def make_features(settings: FeatureSettings) -> FeatureUnion:
    """The blocks side by side, unfitted: words -> a sparse matrix whose parts have the length of their weight."""
    stems = StemBlock(
        title_repeats=settings.title_repeats, min_df=settings.word_min_df, max_features=settings.word_max_features
    )
    chars = CharBlock(
        ngram_range=settings.char_range,
        limit=settings.char_words,
        min_df=settings.char_min_df,
        max_features=settings.char_max_features,
    )
    blocks: list[tuple[str, object]] = [("stems", stems)]
    if settings.char_weight:
        blocks.append(("chars", chars))
    if settings.vector_weight:
        blocks.append((VECTORS, VectorBlock()))
    weights = {"stems": 1.0, "chars": settings.char_weight, VECTORS: settings.vector_weight}
    return FeatureUnion(blocks, transformer_weights={name: weights[name] for name, _ in blocks})
