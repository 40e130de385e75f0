"""What every request passes before anything else is done with it."""

from flask import g

from dashboards.access.people import local_person


def open_to_all() -> None:
    """Nobody signs in: whoever reaches this machine's own address is its user."""
    g.person = local_person()
