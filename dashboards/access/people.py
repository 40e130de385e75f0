"""Who asks, and what their role lets them do.

    actor().name                who to write down for a correction
    if may("editor"): ...       show the controls only to those who may use them
    require("editor")           first line of a callback that writes: raises Refused for a reader

reader: look. editor: also correct labels and names, write notes, save views. admin: also models, jobs, people.
"""

import getpass
from dataclasses import dataclass
from typing import Final, Literal

from flask import g, has_request_context

from analytics.errors import RubrikaError

Role = Literal["reader", "editor", "admin"]
ROLES: Final[tuple[Role, ...]] = ("reader", "editor", "admin")
# In the environment of a request that this process makes of itself: who makes it. No visitor can set it, as what they
# send gets names that begin with HTTP_.
INSIDE: Final = "rubrika.inside"


class Refused(RubrikaError):
    """The person who asks may not do this."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks. ``known`` says whether they had to say who they are, ``session`` whether they can sign out."""

    name: str
    role: Role
    known: bool = False
    session: bool = False


def actor() -> Person:
    """Who asks: as the gate found, and the user of the machine outside of any request.

    A request that has not passed the gate is nobody's: it may look, as Dash does at its layout, and change nothing.
    """
    if not has_request_context():
        return local_person()
    person: Person = g.get("person", Person("", "reader"))
    return person


def may(role: Role) -> bool:
    """Whether whoever asks has this role, or more."""
    return ROLES.index(actor().role) >= ROLES.index(role)


def require(role: Role) -> Person:
    """Whoever asks; :class:`Refused` where they have less than this role."""
    person = actor()
    if not may(role):
        raise Refused(f"{person.name} is a {person.role} here; this takes an {role}")
    return person


def local_person() -> Person:
    """The user of this machine, who may do everything where no sign-in is asked for."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a process without a user of the system
        name = "local"
    return Person(name, "admin")
