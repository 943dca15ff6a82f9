"""Where uploaded and made files are kept: whole, or not at all."""

import errno
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage

FULL = (errno.ENOSPC, errno.EDQUOT)


class WholeFileStorage(FileSystemStorage):
    """What no longer fits is taken away again: half a file would keep the disk full and look like a whole one."""

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError as error:
            if error.errno in FULL:
                with suppress(OSError):
                    Path(self.path(name)).unlink()
            raise
