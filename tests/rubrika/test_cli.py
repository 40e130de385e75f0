"""The command line as its users meet it, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import make_record, write_lines

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "article.txt"


def rubrika(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run the command in ``cwd`` and return what it printed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("RUBRIKA")}
    done = subprocess.run(
        [sys.executable, "-c", "from rubrika.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=environment,
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_same_input_twice_changes_nothing(tmp_path: Path) -> None:
    news = write_lines(tmp_path / "news.jsonl", *(make_record() for _ in range(3)))
    first = rubrika("ingest", news, "--no-entities", "--json", cwd=tmp_path)
    second = rubrika("ingest", news, "--no-entities", "--json", cwd=tmp_path)
    assert json.loads(first.stdout) | {"reasons": []} == {
        "read": 3, "new": 3, "changed": 0, "unchanged": 0, "duplicate": 0, "rejected": 0, "labelled": 0,
        "unreadable": [], "reasons": [],
    }  # fmt: skip
    assert (json.loads(second.stdout)["new"], json.loads(second.stdout)["unchanged"]) == (0, 3)


def test_a_bad_line_is_said_and_kept_and_the_rest_goes_on(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(json.dumps(make_record()) + "\n{broken\n" + json.dumps(make_record()) + "\n", encoding="utf-8")
    done = rubrika("ingest", news, "--no-entities", cwd=tmp_path)
    assert done.returncode == 0
    assert "news.jsonl:2" in done.stderr
    assert "new 2" in done.stdout
    assert "rejected 1" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "options", "code", "words"),
    [
        ("absent.jsonl", None, [], 2, "no such file"),
        ("empty.jsonl", b"", [], 1, "empty"),
        ("image.jsonl", b"\x89PNG\x00\x00\x01", [], 1, "image.jsonl"),
        ("bad.jsonl", b"nothing here\n{also not\n", [], 1, "bad.jsonl"),
        ("news.csv", b"a,b\n1,2\n", [], 1, "text"),
        ("news.jsonl", b'{"text": "Rain is expected in the mountains."}\n', ["--format", "docx"], 2, "docx"),
    ],
)
def test_bad_input_gets_one_clear_line(
    tmp_path: Path, name: str, content: bytes | None, options: list[str], code: int, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = rubrika("ingest", name, "--no-entities", *options, cwd=tmp_path)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_home_of_another_format_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "home.json").write_text('{"format": 99}', encoding="utf-8")
    done = rubrika("trends", "--home", home, cwd=tmp_path)
    assert done.returncode == 1
    assert "format 99" in done.stderr


def test_predict_writes_one_line_out_per_line_in(tmp_path: Path) -> None:
    news = write_lines(tmp_path / "news.jsonl", make_record(id="a", section="Sport"), make_record(id="b"))
    done = rubrika("predict", "--input", news, cwd=tmp_path)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    assert set(lines[0]) == {"id", "lang", "section", "best", "topics", "model"}


def test_trends_prints_the_agreed_columns(tmp_path: Path) -> None:
    news = write_lines(tmp_path / "news.jsonl", make_record(section="Sport"), make_record(section="Economy"))
    rubrika("ingest", news, "--no-entities", cwd=tmp_path)
    done = rubrika("trends", "--by", "section", cwd=tmp_path)
    assert done.stdout.splitlines()[0] == "date,key,count,total_count,ratio,low,high,partial"
    assert done.stdout.splitlines()[1].startswith("2026-05-18,economy,1,2,0.5,")


def test_the_real_page_gets_section_topic_names_and_source(tmp_path: Path) -> None:
    if not SEED.is_file():
        pytest.skip("the shared seed page is not beside this checkout")
    line = json.dumps({"id": "seed", "text": SEED.read_text(encoding="utf-8")}).encode()
    predicted = json.loads(rubrika("predict", "--input", "-", cwd=tmp_path, stdin=line).stdout)
    assert predicted["section"]["code"] == "foreign_policy"
    assert "migration" in [topic["code"] for topic in predicted["topics"]]
