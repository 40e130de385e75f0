"""How often the models that labelled this archive err."""

import polars as pl

from analytics.errors import ModelError
from dashboards.context import Context
from models.evaluation import rates_by_model


def error_rates_of(context: Context, target: str) -> pl.DataFrame:
    """The rates of each model that labelled; :class:`ModelError` where no model is served."""
    models = context.models
    if models is None:
        raise ModelError("no model is served here")
    known = [model for model in context.facts().models if model]
    return rates_by_model(known, lambda ref: models(ref).card, target, now="agency")
