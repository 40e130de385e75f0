"""How often the models that labelled this archive err."""

import polars as pl

from analytics.errors import ModelError
from dashboards.context import Context
from models.evaluation import rates_in_turn


def error_rates_of(context: Context, target: str) -> pl.DataFrame:
    """The rates of each model for as long as it labelled; :class:`ModelError` where no model is served."""
    models = context.models
    if models is None:
        raise ModelError("no model is served here")
    return rates_in_turn(
        context.archive.models_in_turn(context.zone), lambda ref: models(ref).card, target, now="agency"
    )
