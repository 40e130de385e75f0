"""python -m rubrika: the same as the command rubrika."""

from rubrika.cli import main

main()
