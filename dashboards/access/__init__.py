"""Who may do what here: people, their roles, sign-in and sessions, and the gate that every request passes."""

from dashboards.access.people import ROLES, Person, actor, may, require

__all__ = ["ROLES", "Person", "actor", "may", "require"]
