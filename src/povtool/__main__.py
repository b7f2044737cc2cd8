"""``povtool`` and ``python -m povtool``: signals first, so that no import can turn one into a traceback."""

import gc
import signal

_BETWEEN_COLLECTIONS = 50_000
"""New objects after which the collector of garbage looks for cycles: records form hardly any."""


def main() -> None:
    """Run the command line; ends the process with povtool's exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    from povtool.cli import run

    run()


if __name__ == "__main__":
    main()
