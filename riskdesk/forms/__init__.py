"""The form engine: form.toml and records become one tree of blocks."""
