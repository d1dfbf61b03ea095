"""Run every benchmark that needs no data from elsewhere: `python -m benchmarks` or `make bench`.

Each can be run by itself with other sizes; see benchmarks/README.md.
"""

import subprocess
import sys

COMMANDS = (
    ("benchmarks.extraction", "data/announcements/texts"),
    ("benchmarks.intake", "--documents", "400"),
    ("benchmarks.names.pairs",),
    ("benchmarks.projection", "10000", "20000", "40000"),
    ("benchmarks.reading", "--files", "300"),
    ("benchmarks.register", "--documents", "2000"),
    ("benchmarks.similar",),
    ("benchmarks.simulator", "--worlds", "20"),
)


def main() -> int:
    failed = 0
    for module, *arguments in COMMANDS:
        print(f"\n# python -m {module} {' '.join(arguments)}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", module, *arguments], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
