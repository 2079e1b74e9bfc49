"""Equal work against peers: `python benchmarks/peers/run.py --woningen 20000 --herhaal 3`."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])
    from benchmarks.peers.vergelijken import main

    sys.exit(main())
