"""One script per model or compiled table; its docstring gives the command."""
