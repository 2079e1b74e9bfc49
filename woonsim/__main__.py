"""`python -m woonsim` is the command line."""

from woonsim.cli import main

if __name__ == "__main__":
    main()
