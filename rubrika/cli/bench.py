"""The verb that compares."""

from typing import Annotated

import typer

from rubrika.cli.options import JsonOption, note, print_json


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(bench)


def bench(
    input: Annotated[str, typer.Option("--input", help="Labelled articles in any format that ingest reads.")],
    target: Annotated[str, typer.Option("--target", help="The key that holds the label.")] = "section",
    split: Annotated[str, typer.Option("--split", help="The share trained on, by time.")] = "time:0.8",
    valid: Annotated[
        str | None, typer.Option("--valid", help="Labelled articles to measure on, instead of a split.")
    ] = None,
    peers: Annotated[
        str | None, typer.Option("--peers", help="Some of them, with commas between; without it all.")
    ] = None,
    per_label: Annotated[
        int, typer.Option("--per-label", min=0, help="Train on this many texts a label; 0 for all.")
    ] = 0,
    draws: Annotated[int, typer.Option("--draws", min=1, help="With --per-label: how many draws are averaged.")] = 1,
    json: JsonOption = False,
) -> None:
    """Train and measure this product and others on the same texts, side by side.

    Example: rubrika bench --input labelled.jsonl --target section --peers rubrika,sklearn
    """
    from analytics.errors import UsageError
    from rubrika.bench import averaged, draws_of, markdown, parts
    from rubrika.bench import bench as run
    from rubrika.peers import CONTENDERS

    chosen = peers.split(",") if peers else list(CONTENDERS)
    if unknown := [name for name in chosen if name not in CONTENDERS]:
        raise UsageError(f"no contender {unknown[0]}: choose from {', '.join(CONTENDERS)}")
    known, later = parts(input, valid, split, target, notes=note)
    lines = averaged(
        [
            run(drawn, later, target=target, contenders=chosen, notes=note)
            for drawn in draws_of(known, target, per_label, draws)
        ]
    )
    if json:
        print_json({"trained_on": len(known), "measured_on": len(later), "lines": [line.as_dict() for line in lines]})
    else:
        few = f", {per_label} texts a label, mean of {draws} draws" if per_label else ""
        typer.echo(
            markdown(lines, title=f"{target}: trained on {len(known):,}{few}, measured on {len(later):,} later"),
            nl=False,
        )
