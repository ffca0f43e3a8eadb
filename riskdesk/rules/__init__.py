"""The criteria engine: dated, referenced rule files and the pure functions that apply them."""
