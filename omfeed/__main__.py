"""``python -m omfeed`` is ``omfeed``."""

from omfeed.cli import main

if __name__ == "__main__":
    main()
