"""The verbs around saved views and the alerts on them."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from rubrika.cli.options import HomeOption, JsonOption, home_path, print_json

if TYPE_CHECKING:
    from analytics.views import Views

views = typer.Typer(help="Named questions, and rules that watch them.", no_args_is_help=True)
_Who = Annotated[str, typer.Option("--who", help="Who saves; without it the user of the machine.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.add_typer(views, name="views")


@views.command("list")
def listing(json: JsonOption = False, home: HomeOption = None) -> None:
    """All views and alerts, those of rubrika.toml included."""
    found = _open(home)
    named, alerts = found.all(), found.alerts()
    if json:
        print_json({"views": [view.as_dict() for view in named], "alerts": [alert.as_dict() for alert in alerts]})
        return
    for view in named:
        row = {name: value for name, value in view.as_row().items() if name != "name"}
        said = "  ".join(f"{key}={','.join(v) if isinstance(v, list) else v}" for key, v in row.items())
        typer.echo(f"{view.name}  {said}  ({'rubrika.toml' if view.fixed else view.who})")
    for alert in alerts:
        typer.echo(f"alert {alert.alert_id}  {alert.view.name}: {alert.rule} to {', '.join(alert.to)}")
    if not named:
        typer.echo("no view is saved: rubrika views add migration --where topic=migration")


@views.command()
def add(
    name: str,
    by: Annotated[str, typer.Option("--by", help="topic, section, source, entity or lang.")] = "topic",
    bucket: Annotated[str, typer.Option("--bucket", help="hour, day, week, month, quarter or year.")] = "week",
    where: Annotated[
        list[str] | None, typer.Option("--where", help="key=value: topic, source, from, ...; may be repeated.")
    ] = None,
    who: _Who = "",
    home: HomeOption = None,
) -> None:
    """Save a view, in the place of one of the same name.

    Example: rubrika views add migration --where topic=migration --bucket day
    """
    from analytics.views import view_of
    from rubrika.cli.numbers import conditions

    given = conditions(where or [], periods=True)
    view = view_of({"name": name, "by": by, "bucket": bucket, **given}, "the view")
    typer.echo(f"saved: {_open(home).save(view, who=who or getpass.getuser()).name}")


@views.command()
def remove(name: str, who: _Who = "", home: HomeOption = None) -> None:
    """Take a saved view away, and the alerts on it; or one alert, by its id.

    Example: rubrika views remove migration
    """
    found, who = _open(home), who or getpass.getuser()
    if name in {alert.alert_id for alert in found.alerts()}:
        alert = found.remove_alert(name, who=who)
        typer.echo(f"removed: {alert.rule} of {alert.view.name}")
    else:
        typer.echo(f"removed: {found.remove(name, who=who).name}")


@views.command()
def alert(
    view: str,
    rule: Annotated[str, typer.Option("--rule", help="rise, fall, new-name or silence.")],
    to: Annotated[
        list[str], typer.Option("--to", help="file:NAME in the home, https://..., or mailto:ADDRESS; may be repeated.")
    ],
    cooldown: Annotated[
        int, typer.Option("--cooldown", min=1, help="Hours in which the same finding is not told again.")
    ] = 24,
    hours: Annotated[int, typer.Option("--hours", min=1, help="Hours of silence, for the rule on silence.")] = 24,
    who: _Who = "",
    home: HomeOption = None,
) -> None:
    """Watch a view: rubrika alerts, ingest and fetch check the rule.

    Example: rubrika views alert migration --rule rise --to file:alerts.txt
    """
    from analytics.views import alert_of

    found = _open(home)
    row = {"view": view, "rule": rule, "to": list(to), "cooldown": cooldown, "hours": hours}
    made = found.add_alert(alert_of(row, {view: found.named(view)}, "the alert"), who=who or getpass.getuser())
    typer.echo(f"alert {made.alert_id}")


def _open(home: object) -> "Views":
    from analytics.store import open_store
    from analytics.views import Views

    return Views(open_store(home_path(home)))  # type: ignore[arg-type]
