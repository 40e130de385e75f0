"""The command line as its users meet it."""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from rubrika.cli import main
from tests.builders import make_record, write_lines

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "article.txt"


def rubrika(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Call the command in ``cwd`` and return what it printed. In this process: a start costs more than most calls."""
    out, err = io.StringIO(), io.StringIO()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("RUBRIKA")}
    code: object = 0
    with (
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "argv", ["rubrika", *map(str, arguments)]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin))),
        mock.patch.dict(os.environ, environment, clear=True),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    return subprocess.CompletedProcess(
        list(arguments), code if isinstance(code, int) else 0, out.getvalue(), err.getvalue()
    )


def test_the_command_is_installed_and_says_what_it_can(tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "rubrika", "--help"], capture_output=True, text=True, check=True
    )
    assert "ingest" in done.stdout


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


def labelled(path: Path, count: int = 30) -> Path:
    """A file of texts on two subjects."""
    subjects = {"boats": "harbour sail captain anchor", "bread": "flour oven baker dough"}
    records = [
        make_record(title=f"{words} {number}", text=f"{words} {number}", kind=label, section=None)
        for number in range(count)
        for label, words in subjects.items()
    ]
    return write_lines(path, *records)


def test_a_users_own_labels_are_trained_measured_and_predicted(tmp_path: Path) -> None:
    news = labelled(tmp_path / "news.jsonl")
    trained = rubrika(
        "train", "--input", news, "--target", "kind", "--name", "own", "--split", "time:0.8",
        "--metrics-file", "metrics.json", cwd=tmp_path,
    )  # fmt: skip
    assert trained.returncode == 0, trained.stderr
    assert "trained own@1 on 48 articles" in trained.stderr
    figures = json.loads((tmp_path / "metrics.json").read_text(encoding="utf-8"))
    assert {"n", "accuracy", "macro_f1", "micro_f1", "coverage", "accuracy_covered", "ece", "seconds"} <= set(figures)
    assert (figures["n"], figures["accuracy"]) == (12, 1.0)
    predicted = rubrika("predict", "--input", news, "--model", "own", cwd=tmp_path)
    assert json.loads(predicted.stdout.splitlines()[0])["kind"]["code"] == "boats"
    measured = rubrika(
        "eval", "--input", news, "--target", "kind", "--model", "own", "--results-file", "r.tsv", "--json", cwd=tmp_path
    )
    assert json.loads(measured.stdout)["accuracy"] == 1.0
    assert len((tmp_path / "r.tsv").read_text(encoding="utf-8").splitlines()) == 61
    listed = json.loads(rubrika("models", "list", "--json", cwd=tmp_path).stdout)
    assert {"model": "own@1", "in use": True, "shipped": False} in listed


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["predict", "--input", "absent.jsonl"], 2, "no such file"),
        (["predict", "--input", "news.jsonl", "--model", "weekly"], 1, "no model weekly"),
        (["predict", "--input", "news.jsonl", "--model", "../x"], 2, "not a model name"),
        (["eval", "--input", "news.jsonl", "--target", "mood"], 1, "mood"),
        (["train", "--input", "news.jsonl", "--split", "random:0.5"], 2, "time:SHARE"),
        (["train", "--input", "news.jsonl", "--metrics-file", "m.json"], 2, "--split"),
        (["trends", "--by", "mood"], 2, "by is one of"),
        (["trends", "--from", "yesterday"], 2, "2026-05-18"),
        (["trends", "--tz", "Mars/Base"], 2, "time zone"),
        (["trends", "--where", "colour=red"], 2, "a condition is key=value"),
        (["serve", "--host", "0.0.0.0"], 2, "nobody can sign in yet: rubrika users add"),
        (["fly"], 2, "fly"),
    ],
)
def test_a_wrong_call_is_one_line_and_the_right_code(
    tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    write_lines(tmp_path / "news.jsonl", make_record(section="sport"), make_record(section="economy"))
    done = rubrika(*arguments, cwd=tmp_path)
    assert words in done.stderr
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_damaged_model_is_one_line(tmp_path: Path) -> None:
    news = labelled(tmp_path / "news.jsonl", 12)
    rubrika("train", "--input", news, "--target", "kind", "--name", "own", "--home", "home", cwd=tmp_path)
    weights = tmp_path / "home" / "registry" / "own" / "1" / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-10])
    done = rubrika("predict", "--input", news, "--model", "own", "--home", "home", cwd=tmp_path)
    assert done.returncode == 1
    assert "weights.safetensors differs from its manifest" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_reasons_are_printed_and_add_up(tmp_path: Path) -> None:
    news = write_lines(
        tmp_path / "n.jsonl", make_record(id="a", title="Bank cuts rate", text="The central bank cut the rate.")
    )
    printed = rubrika("explain", "--input", news, "--label", "finance", cwd=tmp_path)
    assert printed.stdout.startswith("a\n  finance ")
    assert "    + " in printed.stdout
    line = json.loads(rubrika("explain", "--input", news, "--label", "finance", "--json", cwd=tmp_path).stdout)
    (found,) = line["labels"]
    assert sum(reason["weight"] for reason in found["reasons"]) == pytest.approx(found["margin"], abs=0.01)
    assert rubrika("explain", "--input", news, "--label", "opera", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(("given", "threads"), [({}, 1), ({"OPENBLAS_NUM_THREADS": "2"}, 2)])
def test_matrix_products_keep_to_one_thread_unless_told(given: dict[str, str], threads: int) -> None:
    loaded = "import rubrika.cli, numpy; from threadpoolctl import threadpool_info; print(*{i['num_threads'] for i in threadpool_info()})"
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"} | given
    done = subprocess.run([sys.executable, "-c", loaded], env=environment, capture_output=True, text=True, check=True)
    assert int(done.stdout) == min(threads, os.cpu_count() or 1)
