"""`python -m onrecord` is the command line."""

from onrecord.views.cli import main

main()
