"""Canonical names and roles against marked articles: `python benchmarks/entities_roles.py MARKS.tsv... [--errors]`."""
