"""How well two readings of the labelled posts agree: `python benchmarks/agreement.py`.

Each post of data/labels/telegram_ru.tsv was read and labelled twice, the second time without sight of the first labels.
Prints the share of equal sections, Cohen's kappa, the mean overlap (Jaccard) of the topics, and the pairs most often at odds.
"""

import csv
from collections import Counter

from sklearn.metrics import cohen_kappa_score

from analytics.resources import data_path


def main() -> None:
    """Print the agreement of the two readings and what became of the differences."""
    with data_path("labels/telegram_ru.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    both = [row for row in rows if row["first"] and row["second"]]
    first, second = [row["first"] for row in both], [row["second"] for row in both]
    overlap = [
        len(one & other) / len(one | other)
        for one, other in ((set(row["first_topics"].split()), set(row["second_topics"].split())) for row in both)
    ]
    print(f"{len(rows)} posts; both readings found a section for {len(both)}, neither for "
          f"{sum(not row['first'] and not row['second'] for row in rows)}")  # fmt: skip
    print(
        f"equal sections {sum(map(str.__eq__, first, second)) / len(both):.3f}, kappa {cohen_kappa_score(first, second):.3f}"
    )
    print(f"overlap of topics {sum(overlap) / len(overlap):.3f}")
    differing = [row for row in rows if row["first"] != row["second"]]
    print(f"{len(differing)} read a third time: the first held {sum(row['section'] == row['first'] for row in differing)}, "
          f"the second {sum(row['section'] == row['second'] for row in differing)}")  # fmt: skip
    odds = Counter(" / ".join(sorted((row["first"], row["second"]))) for row in both if row["first"] != row["second"])
    print("most often at odds: " + ", ".join(f"{pair} {count}" for pair, count in odds.most_common(5)))
    print(f"posts with a section: {sum(bool(row['section']) for row in rows)}")


if __name__ == "__main__":
    main()
