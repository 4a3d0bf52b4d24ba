"""The checks behind `make check`. Python 3.9 or newer, standard library only."""
