"""The Dash dashboard: ``create_app(store, taxonomy)`` in :mod:`dashboards.app`."""
