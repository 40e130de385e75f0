"""Input formats: from a file, a folder or standard input to :class:`analytics.article.Item` values."""

from analytics.readers.reading import FORMATS, expand, read

__all__ = ["FORMATS", "expand", "read"]
