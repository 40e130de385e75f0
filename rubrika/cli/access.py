"""The verbs around people: who may sign in, and who did what."""

import getpass
import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rubrika.cli.options import HomeOption, JsonOption, home_path, print_json

if TYPE_CHECKING:
    from dashboards.access.users import Users

users = typer.Typer(help="The people who may sign in to the dashboard.", no_args_is_help=True)
_Name = Annotated[str, typer.Argument(metavar="NAME")]
_Role = Annotated[
    Literal["reader", "editor", "admin"],
    typer.Option("--role", help="reader: look; editor: also correct and note; admin: also models and jobs."),
]
_Stdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from the first line of standard input.")
]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.add_typer(users, name="users")
    app.command()(audit)


@users.command()
def add(name: _Name, role: _Role = "reader", password_stdin: _Stdin = False, home: HomeOption = None) -> None:
    """Let somebody in.

    Example: rubrika users add anna --role editor
    """
    from dashboards.access.users import checked_name

    known = _open(home)
    user = known.add(checked_name(name), _password(password_stdin), role=role)
    _wrote(home, "user-add", user.name, user.role)
    typer.echo(f"{user.name} may sign in as {user.role}")


@users.command()
def remove(name: _Name, home: HomeOption = None) -> None:
    """Let somebody in no more; their sessions and tokens end at once."""
    user = _open(home).remove(name)
    _wrote(home, "user-remove", user.name)
    typer.echo(f"{user.name} is removed")


@users.command()
def passwd(name: _Name, password_stdin: _Stdin = False, home: HomeOption = None) -> None:
    """Give somebody a new password; sessions and tokens of the old one end at once."""
    known = _open(home)
    _known(known, name)
    user = known.set_password(name, _password(password_stdin))
    _wrote(home, "user-password", user.name)
    typer.echo(f"{user.name} has a new password")


@users.command()
def role(
    name: _Name, role: Annotated[Literal["reader", "editor", "admin"], typer.Argument()], home: HomeOption = None
) -> None:
    """Give somebody another role."""
    user = _open(home).set_role(name, role)
    _wrote(home, "user-role", user.name, user.role)
    typer.echo(f"{user.name} is {user.role} now")


@users.command()
def token(
    name: _Name,
    revoke: Annotated[bool, typer.Option("--revoke", help="End all tokens instead.")] = False,
    home: HomeOption = None,
) -> None:
    """Make a token with which a program asks /v1 in somebody's name (Authorization: Bearer ...). It is shown only once."""
    known = _open(home)
    if revoke:
        _wrote(home, "token-revoke", known.drop_tokens(name).name)
        typer.echo("no token is good any more")
        return
    made = known.new_token(name)
    _wrote(home, "token", _known(known, name))
    typer.echo(made)


@users.command("list")
def listing(json: JsonOption = False, home: HomeOption = None) -> None:
    """Who may sign in."""
    found = [
        {"name": user.name, "role": user.role, "since": user.made, "tokens": len(user.tokens)}
        for user in _open(home).all().values()
    ]
    if json:
        print_json(found)
        return
    for user in found:
        typer.echo(f"{user['role']:<7} {user['name']}  since {user['since']}, tokens {user['tokens']}")


def audit(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many lines.")] = 50,
    who: Annotated[str, typer.Option("--who", help="Only what this person did.")] = "",
    act: Annotated[str, typer.Option("--act", help="Only acts of this kind, as merge or sign-in.")] = "",
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Who did what and when, newest first.

    Example: rubrika audit --act merge --limit 10
    """
    from analytics.audit import Audit
    from analytics.store import open_store

    found = Audit(open_store(home_path(home)).home).newest(limit, who=who, act=act)
    if json:
        print_json([line.as_dict() for line in found])
        return
    for line in found:
        rest = "  ".join(part for part in (line.about, line.detail, line.where) if part)
        typer.echo(f"{line.when:%Y-%m-%d %H:%M:%S}  {line.who}: {line.act}  {rest}".rstrip())


def _open(home: object) -> "Users":
    from analytics.store import open_store
    from dashboards.access.users import Users

    return Users(open_store(home_path(home), create=True).home)  # type: ignore[arg-type]


def _known(known: "Users", name: str) -> str:
    from analytics.errors import UsageError

    user = known.find(name)
    if user is None:
        raise UsageError(f"there is no user {name}: see rubrika users list")
    return user.name


def _password(stdin: bool) -> str:
    """A password that nobody sees: typed twice without echo, or the first line of standard input."""
    from analytics.errors import UsageError

    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password: give it with --password-stdin")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise UsageError("the two passwords differ")
    return first


def _wrote(home: object, act: str, name: str, detail: str = "") -> None:
    from analytics.audit import Audit

    Audit(home_path(home)).record(act, who=getpass.getuser(), about=name, detail=detail)  # type: ignore[arg-type]
