"""Asks a health address and ends with 0 when all is well; the image has no curl."""

import sys
import urllib.request


def main(address: str) -> None:
    try:
        with urllib.request.urlopen(address, timeout=4) as answer:
            sys.exit(0 if answer.status == 200 else 1)
    except OSError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1])
