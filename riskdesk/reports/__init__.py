"""Document to PDF and Excel, and the one reader of staff lists."""
