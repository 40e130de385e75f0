"""The taxonomy: complete, in three languages, with colours that can be told apart."""

from pathlib import Path

import pytest

from analytics.errors import InputError
from models.taxonomy import load_taxonomy


def test_the_seventeen_codes_have_names_in_three_languages_and_their_own_colours() -> None:
    codes = load_taxonomy().codes
    assert len(codes) == 17
    assert all(set(code.names) == {"ru", "az", "en"} for code in codes)
    assert len({code.colour for code in codes}) == 17


@pytest.mark.parametrize(
    ("printed", "code"),
    [("внешняя политика", "foreign_policy"), ("miqrasiya", "migration"), ("sport", "sport"), ("финансы", "finance")],
)
def test_printed_sections_map_to_codes(printed: str, code: str) -> None:
    assert load_taxonomy().printed_codes()[printed] == code


def test_a_label_outside_the_taxonomy_names_itself_and_keeps_one_colour() -> None:
    taxonomy = load_taxonomy()
    assert taxonomy.name("opera") == "opera"
    assert taxonomy.colour("opera") == taxonomy.colour("opera")
    assert taxonomy.order("opera") > taxonomy.order("sport")


@pytest.mark.parametrize("content", ["not toml [", '[sport]\nru = "Спорт"\n'])
def test_a_broken_taxonomy_file_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "t.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"t\.toml"):
        load_taxonomy(tmp_path / "t.toml")
