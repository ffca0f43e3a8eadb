"""Which edition of the law's data a paper was made with: one hash a folder."""

from hashlib import sha256
from pathlib import Path


def folder_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files below ``folder``, in the order of names."""
    digest = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
