"""`python -m wirebrief.evals`: the same commands as `wirebrief eval`."""

from wirebrief.evals.cli import main

if __name__ == "__main__":
    main()
