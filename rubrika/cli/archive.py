"""The verbs that fill and read the archive: ingest, enrich, entities, trends."""

from pathlib import Path
from typing import Annotated

import typer

from rubrika.cli.options import HomeOption, JsonOption, ModelOption, home_path, note, print_counts, print_json

_COUNTS = ("read", "new", "changed", "unchanged", "duplicate", "rejected")


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(ingest)
    app.command()(fetch)
    app.command()(enrich)
    app.command()(entities)


def ingest(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="PATH...")
    ],
    home: HomeOption = None,
    format: Annotated[str, typer.Option(help="auto, page, jsonl, csv or feed.")] = "auto",
    source: Annotated[str, typer.Option(help="The source of articles that do not name theirs.")] = "",
    model: ModelOption = None,
    classify: Annotated[bool, typer.Option(help="Predict section and topics of new articles.")] = True,
    entities: Annotated[
        bool,
        typer.Option(help="Find the names in new articles and look again at unsure labels; later: rubrika enrich."),
    ] = True,
    json: JsonOption = False,
) -> None:
    """Read articles into the archive, classify them and find their names.

    Example: rubrika ingest news/ --source report.az
    """
    from analytics.entities import load_recogniser
    from analytics.errors import InputError
    from analytics.readers import expand
    from analytics.store import open_store
    from models.registry import Registry
    from models.taxonomy import load_taxonomy
    from rubrika import pipeline

    sources = expand(paths)
    folder = home_path(home)
    store = open_store(folder, create=True)
    taxonomy = load_taxonomy()
    report = pipeline.ingest(
        sources,
        store=store,
        format=format,
        default_source=source,
        known_sections=taxonomy.printed_codes(),
        codes=[code.code for code in taxonomy.codes],
        classifier=Registry(folder).load(model) if classify else None,
        recogniser=load_recogniser() if entities else None,
        notes=note,
    )
    for line in report.unreadable + report.reasons:
        note(line)
    unlisted = report.rejected - len(report.reasons)
    if unlisted > 0:
        note(f"and {unlisted} more rejects, kept in the archive with their reasons")
    _tell(folder)
    if json:
        print_json(report.as_dict())
    else:
        print_counts({name: getattr(report, name) for name in _COUNTS})
    if report.read == report.rejected:
        raise InputError(
            "nothing could be read: see the lines above" if report.unreadable or report.reasons else "nothing to read"
        )


def fetch(home: HomeOption = None, model: ModelOption = None, json: JsonOption = False) -> None:
    """Poll the feeds named in the home's rubrika.toml and store what is new, as ingest does.

    Example, in rubrika.toml: [[feeds]] url = "https://agency.example/rss" source = "agency.example"
    """
    from analytics.entities import load_recogniser
    from analytics.errors import UsageError
    from analytics.store import open_store
    from analytics.views import FILE
    from models.registry import Registry
    from models.taxonomy import load_taxonomy
    from rubrika.polling import poll
    from rubrika.settings import load_settings

    folder = home_path(home)
    settings = load_settings(folder)
    if not settings.feeds:
        raise UsageError(f'no feed is named in {folder / FILE}: write [[feeds]] and url = "https://..." there')
    taxonomy = load_taxonomy()
    report, failed = poll(
        settings,
        store=open_store(folder, create=True),
        known_sections=taxonomy.printed_codes(),
        codes=[code.code for code in taxonomy.codes],
        classifier=Registry(folder).load(model),
        recogniser=load_recogniser(),
        notes=note,
    )
    for line in report.unreadable + report.reasons:
        note(line)
    _tell(folder)
    if json:
        print_json(report.as_dict() | {"failed": failed})
    else:
        print_counts({name: getattr(report, name) for name in _COUNTS} | {"feeds failed": len(failed)})
    if len(failed) == len(settings.feeds):
        raise typer.Exit(1)


def _tell(home: Path) -> None:
    """Check the alerts of a home that has any; what goes wrong there is said and does not undo the ingest."""
    from analytics.errors import RubrikaError
    from analytics.store import open_store
    from analytics.views import Views
    from rubrika.cli.alerts import run

    try:
        if Views(open_store(home)).alerts():
            found, failed = run(home)
            for line in [*(f"alert [{finding.view}] {finding.text}" for finding in found), *failed]:
                note(line)
    except RubrikaError as error:
        note(f"the alerts could not be checked: {error}")


def enrich(home: HomeOption = None, model: ModelOption = None) -> None:
    """Catch up: classify articles that were not, look again at unsure ones, find the names where nobody looked yet.

    Example: rubrika enrich --home rubrika-home
    """
    from analytics.entities import load_recogniser
    from analytics.store import open_store
    from models.registry import Registry
    from rubrika import pipeline

    store = open_store(home_path(home))
    classifier = Registry(store.home).load(model)
    unlabelled = pipeline.waiting(store, "predictions", model=classifier.ref, second_look=classifier.can_look_again())
    labelled = sum(pipeline.classify(store, batch, classifier) for batch in pipeline.in_batches(unlabelled))
    unread = pipeline.in_batches(pipeline.waiting(store, "mentions"))
    recogniser = load_recogniser()
    print_counts(
        {"classified": labelled, "enriched": sum(pipeline.enrich(store, batch, recogniser) for batch in unread)}
    )


def entities(
    input: Annotated[
        str, typer.Option("--input", help="Articles in any format that ingest reads; - for standard input.")
    ],
    output: Annotated[str, typer.Option("--output", help="JSON Lines; - for standard output.")] = "-",
) -> None:
    """Write the names and cited sources of each article.

    Example: rubrika entities --input news.jsonl --output names.jsonl
    """
    from analytics.entities import load_recogniser
    from analytics.entities.attribution import attributions
    from analytics.outlets import own_names
    from rubrika.jsonl import articles, writer

    recogniser = load_recogniser()
    with writer(output) as write:
        for item, article in articles(input, notes=note):
            own = own_names(article.source)
            found = recogniser.entities(article.title, article.text, lang=article.lang, own_names=own)
            cited = attributions(article.title, article.text, lang=article.lang, own_names=own)
            write(
                {
                    "id": item.id or None,
                    "entities": [
                        {
                            "kind": entity.kind,
                            "name": entity.name,
                            "surface": [surface.text for surface in entity.surfaces],
                            "count": entity.count,
                            "role": entity.role,
                            **({"titles": list(entity.titles)} if entity.titles else {}),
                        }
                        for entity in found
                    ],
                    "attribution": [{"name": source.name, "phrase": source.phrase} for source in cited],
                }
            )
