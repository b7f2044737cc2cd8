"""``povtool`` and ``python -m povtool``: signals first, so that no import can turn one into a traceback."""

import signal


def main() -> None:
    """Run the command line; ends the process with povtool's exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    from povtool.cli import run

    run()


if __name__ == "__main__":
    main()
