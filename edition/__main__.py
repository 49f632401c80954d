"""The command `edition`, and `python -m edition`: a module that costs nothing, since each process we start loads it."""


def main() -> None:
    """Run the command."""
    from edition.cli import main as run

    run()


if __name__ == "__main__":
    main()
