"""Named entities of one article: persons, bodies and places under canonical names, with the places of each mention.

Nothing heavy is imported here: the models come with :func:`load_recogniser`.
"""

from analytics.entities.merging import Entity, Surface, extract
from analytics.entities.recognise import Recogniser, load_recogniser

__all__ = ["Entity", "Recogniser", "Surface", "extract", "load_recogniser"]
