"""What each block adds: `python benchmarks/ablation.py build/corpus`, after `make model`.

Trains on FOLDER/train.jsonl and measures sections and topics on FOLDER/test.jsonl, which is later, with blocks left out.
"""

import sys
from pathlib import Path

from models.classifier import SECTION, TOPICS
from models.evaluation import evaluate
from models.features import FeatureSettings
from models.semantic import load_encoder
from models.training import TrainingSettings, train
from rubrika.labels import examples

VARIANTS = {
    "stems": FeatureSettings(char_weight=0, vector_weight=0),
    "characters beside stems": FeatureSettings(vector_weight=0),
    "word vectors beside stems": FeatureSettings(char_weight=0),
    "all three": FeatureSettings(),
}


def main(folder: Path) -> None:
    """Print one line a variant."""
    known, later = (
        examples(str(folder / name), [SECTION, TOPICS], notes=_quiet) for name in ("train.jsonl", "test.jsonl")
    )
    documents = [example.document for example in later]
    encoder = load_encoder()
    print("blocks                              section accuracy  macro-F1  ru    az    en    topics micro-F1")
    for name, features in VARIANTS.items():
        last = name == "all three"
        model = train(
            known,
            targets=[SECTION, TOPICS],
            name="ablation",
            settings=TrainingSettings(features=features),
            encoder=encoder if last else None,
        )
        looks = {name: False} | (
            {f"{name}, second look if unsure": None, f"{name}, second look": True} if last and encoder else {}
        )
        for title, semantic in looks.items():
            one, many = (
                evaluate(
                    model, documents, [example.gold[target] for example in later], target=target, semantic=semantic
                )
                for target in (SECTION, TOPICS)
            )
            langs = "  ".join(f"{one.per_lang[lang]['accuracy']:.2f}" for lang in ("ru", "az", "en"))
            print(f"{title:36}{one.accuracy:16.3f}{one.macro_f1:10.3f}  {langs}{many.micro_f1:18.3f}", flush=True)


def _quiet(note: str) -> None:
    """Remarks on files are of no interest here."""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
