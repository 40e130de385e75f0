"""The verbs around models: predict, explain, train, eval, models."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from rubrika.cli.options import (
    HomeOption,
    JsonOption,
    ModelOption,
    SemanticOption,
    home_path,
    note,
    print_counts,
    print_json,
    print_line,
    registry_home,
)

InputOption = Annotated[
    str, typer.Option("--input", help="Articles in any format that ingest reads; - for standard input.")
]
MetricsOption = Annotated[Path | None, typer.Option("--metrics-file", help="Write the figures as JSON.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(predict)
    app.command()(explain)
    app.command()(train)
    app.command(name="eval")(evaluate)
    models = typer.Typer(help="List, inspect and choose models.", no_args_is_help=True, rich_markup_mode=None)
    models.command(name="list")(list_models)
    models.command(name="show")(show)
    models.command()(promote)
    models.command()(rollback)
    models.command()(export)
    models.command(name="import")(take_in)
    app.add_typer(models, name="models")


def predict(
    input: InputOption,
    output: Annotated[str, typer.Option("--output", help="JSON Lines; - for standard output.")] = "-",
    model: ModelOption = None,
    semantic: SemanticOption = None,
    home: HomeOption = None,
) -> None:
    """Write section and topics of each article, one line out per line in.

    Example: rubrika predict --input news.jsonl --output labels.jsonl
    """
    from models.registry import Registry
    from rubrika.jsonl import writer
    from rubrika.labels import predictions

    classifier = Registry(registry_home(home)).load(model)
    with writer(output) as write:
        for line in predictions(classifier, input, notes=note, semantic=semantic):
            write(line)


def explain(
    input: InputOption,
    target: Annotated[str, typer.Option("--target", help="section, topics, or a label of your own.")] = "section",
    label: Annotated[
        list[str] | None, typer.Option("--label", help="Explain this label instead of those given; may be repeated.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="How many reasons for and against.")] = 8,
    model: ModelOption = None,
    semantic: SemanticOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Print the words that spoke for and against each label; with --json all reasons, a line an article.

    Example: rubrika explain --input page.txt --target topics
    """
    from models.registry import Registry
    from rubrika.labels import explanations
    from rubrika.reports import print_explanation

    classifier = Registry(registry_home(home)).load(model)
    for name, found in explanations(classifier, input, target=target, labels=label, semantic=semantic, notes=note):
        if json:
            print_line(
                {"id": name, "model": classifier.ref, "target": target, "labels": [one.as_dict() for one in found]}
            )
        else:
            print_explanation(name, found, top)


def train(
    input: Annotated[
        str | None, typer.Option("--input", help="Labelled articles; without it the archive's own labels.")
    ] = None,
    target: Annotated[
        list[str] | None, typer.Option("--target", help="The key that holds the label; may be given twice.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="The name of the model.")] = "agency",
    valid: Annotated[str | None, typer.Option("--valid", help="Labelled articles to measure on.")] = None,
    split: Annotated[
        str | None, typer.Option("--split", help="time:0.8 trains on the first 80 % by time and measures on the rest.")
    ] = None,
    metrics_file: MetricsOption = None,
    semantic: SemanticOption = None,
    home: HomeOption = None,
) -> None:
    """Train a model, store it in the archive's registry and put it in use.

    Example: rubrika train --input labelled.jsonl --target section --split time:0.8
    """
    from rubrika.cli.options import home_path
    from rubrika.training import train_command

    train_command(
        input, targets=target or [], name=name, valid=valid, split=split, metrics_file=metrics_file,
        semantic=semantic, home=home_path(home), notes=note,
    )  # fmt: skip


def evaluate(
    input: InputOption,
    target: Annotated[str, typer.Option("--target", help="The key that holds the right label.")] = "section",
    model: ModelOption = None,
    metrics_file: MetricsOption = None,
    results_file: Annotated[
        Path | None, typer.Option("--results-file", help="Write one tab-separated line an article.")
    ] = None,
    semantic: SemanticOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Measure a model on labelled articles that it has not seen.

    Example: rubrika eval --input later.jsonl --target section
    """
    from models.evaluation import evaluate as measure
    from models.registry import Registry
    from rubrika.labels import examples, mapped
    from rubrika.reports import metrics, print_evaluation, write_metrics, write_results

    classifier = Registry(registry_home(home)).load(model)
    given = mapped(examples(input, [target], notes=note), target, classifier)
    figures = measure(
        classifier, [e.document for e in given], [e.gold[target] for e in given], target=target, semantic=semantic
    )
    if metrics_file:
        write_metrics(metrics_file, figures)
    if results_file:
        write_results(results_file, figures, given)
    if json:
        print_json(metrics(figures))
    else:
        print_evaluation(figures)


def list_models(home: HomeOption = None, json: JsonOption = False) -> None:
    """List all models."""
    from models.registry import Registry

    rows = [
        {"model": entry.ref, "in use": entry.champion, "shipped": entry.shipped}
        for entry in Registry(registry_home(home)).entries()
    ]
    if json:
        print_json(rows)
        return
    for row in rows:
        marks = [name for name in ("in use", "shipped") if row[name]]
        typer.echo(f"{row['model']}{'  (' + ', '.join(marks) + ')' if marks else ''}")


def show(ref: Annotated[str, typer.Argument(metavar="NAME[@VERSION]")], home: HomeOption = None) -> None:
    """Print what a model was trained on and how it measured."""
    from models.registry import Registry

    classifier = Registry(registry_home(home)).load(ref)
    labels = {target: head.classes_.tolist() for target, head in classifier.heads.items()}
    print_json({"model": classifier.ref, "labels": labels, **classifier.card})


def promote(ref: Annotated[str, typer.Argument(metavar="NAME[@VERSION]")], home: HomeOption = None) -> None:
    """Put a model in use."""
    from models.registry import Registry

    entry = Registry(registry_home(home)).promote(ref)
    _wrote(home, "promote", entry.ref)
    print_counts({"in use": entry.ref})


def rollback(name: Annotated[str, typer.Argument(metavar="NAME")], home: HomeOption = None) -> None:
    """Put the version back in use that was in use before the present one."""
    from models.registry import Registry

    entry = Registry(registry_home(home)).rollback(name)
    _wrote(home, "rollback", entry.ref)
    print_counts({"in use": entry.ref})


def _wrote(home: Path | None, act: str, ref: str) -> None:
    from analytics.audit import Audit

    Audit(home_path(home)).record(act, who=getpass.getuser(), about=ref)


def export(
    ref: Annotated[str, typer.Argument(metavar="NAME[@VERSION]")],
    output: Annotated[Path, typer.Option("--output", help="The file to write, as agency.tar.gz.")],
    home: HomeOption = None,
) -> None:
    """Write a model to one file, to carry it to another machine."""
    from models.registry import Registry

    entry = Registry(registry_home(home)).export(ref, output)
    print_counts({"exported": entry.ref, "to": str(output)})


def take_in(
    path: Annotated[Path, typer.Argument(metavar="FILE")],
    name: Annotated[str | None, typer.Option("--name", help="Another name for it.")] = None,
    home: HomeOption = None,
) -> None:
    """Add a model that was exported; it is checked by its hashes, and nothing in it is executed."""
    from models.registry import Registry

    print_counts({"imported": Registry(home_path(home)).take_in(path, name).ref})
