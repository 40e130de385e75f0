"""The pages: each module has PATH, TITLE, layout(context, view) and register(app, context)."""
