"""Average the weights of several seeds into one network.

    python average.py build/seed-*.pt --out build/averaged.pt

Works because all seeds begin with the same weights: they end in one basin, and its middle is better than its rim.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("fitted", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    states = [torch.load(path) for path in args.fitted]
    torch.save({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}, args.out)


if __name__ == "__main__":
    main()
