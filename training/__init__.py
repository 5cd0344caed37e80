"""One script a model or built table; each is run from its docstring."""
