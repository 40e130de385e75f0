"""The front door: the command line, the settings and the pipeline that strings the parts together."""

__version__ = "0.1.0"
