"""The product's own tables: what is wrong with one is said in a line."""

from pathlib import Path

import pytest

from analytics.errors import ModelError
from analytics.resources import read_table


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"[ru", "Expected"),
        (b"\xff\xfe", "codec can't decode"),
        (b"[en]\n", "it has no 'ru'"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "verbs.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"the list of verbs .*verbs\.toml cannot be read: ") as caught:
        read_table(path, "list of verbs", "ru")
    assert said in str(caught.value)


def test_a_whole_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "verbs.toml"
    path.write_text('[ru]\nverbs = ["сказал"]\n', encoding="utf-8")
    assert read_table(path, "list of verbs", "ru") == {"ru": {"verbs": ["сказал"]}}
