"""Bring the four files of MNIST into the user's cache, whole and verified, or not at all."""

import contextlib
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
CHECKSUMS = {
    "train-images-idx3-ubyte": "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    "train-labels-idx1-ubyte": "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    "t10k-images-idx3-ubyte": "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte": "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
}
"""SHA-256 of the gzipped files as LeCun, Cortes and Burges published them."""
TIMEOUT = 30
"""Seconds without an answer after which a mirror counts as out of reach."""
REMEDIES = """
What you can do:
  - get the four files of MNIST elsewhere, put them into one folder, and name it:
    get_mnist("that/folder"), or the environment variable MNIST_DIR
  - or go on with get_digits(): smaller digits of the same form, always there, no network needed"""


class DataUnavailableError(RuntimeError):
    """MNIST cannot be had; the message says why and what to do instead."""

    def __init__(self, cause: str) -> None:
        super().__init__(f"MNIST is not available: {cause}.{REMEDIES}")
        self.cause = cause


def user_cache() -> Path:
    """Return the folder of this user's cache in which the files are kept."""
    import pooch  # loads a web client, needed only without a folder

    return Path(pooch.os_cache("numpy-networks-course")) / "mnist"


def fetch_mnist(cache: Path, url: str | None = None) -> Path:
    """Return `cache` once it holds the four files, downloading those that it lacks.

    Parameters
    ----------
    cache
        Folder that keeps the files.
    url
        Where to download from, in place of the known mirrors.

    Raises
    ------
    DataUnavailableError
        When a file can be had from none of the addresses.
    """
    addresses = (url,) if url else MIRRORS
    for name, checksum in CHECKSUMS.items():
        fetch_file(f"{name}.gz", checksum, cache, addresses)
    return cache


def fetch_file(name: str, checksum: str, cache: Path, addresses: Iterable[str]) -> Path:
    """Return the cached file `name`, downloaded when it is absent or its checksum is wrong.

    A download goes to a temporary file, which takes its name only when the checksum is right: a
    broken connection leaves nothing behind that looks whole.

    Parameters
    ----------
    name, checksum
        The file's name and its SHA-256.
    cache
        Folder that keeps the file.
    addresses
        Folders on the web, tried one after the other.

    Raises
    ------
    DataUnavailableError
        When every address fails; the message has the reason for each.
    """
    failures = []
    for address in addresses:
        failure = _try_address(name, checksum, cache, f"{address.rstrip('/')}/{name}")
        if failure is None:
            return cache / name
        failures.append(failure)
    raise DataUnavailableError(f"{name} could not be downloaded: " + "; ".join(failures))


def _try_address(name: str, checksum: str, cache: Path, address: str) -> str | None:
    """Fetch one file from one address; return None when it is there, else the reason why not."""
    import pooch
    import requests

    try:
        with _only_warnings(pooch.get_logger()):
            pooch.retrieve(
                address,
                known_hash=f"sha256:{checksum}",
                fname=name,
                path=cache,
                downloader=pooch.HTTPDownloader(progressbar=True, timeout=TIMEOUT),
            )
    except requests.HTTPError as error:
        return f"{address} answers: {str(error).partition(' for url')[0]}"
    except requests.RequestException as error:
        return f"{address} is out of reach or broke off ({type(error).__name__})"
    except ValueError:
        return f"{address} gave a file with another SHA-256 than the published one"
    except OSError as error:
        return f"{cache} cannot be written ({error.strerror or error})"
    return None


@contextlib.contextmanager
def _only_warnings(logger: logging.Logger) -> Iterator[None]:
    """Keep news out of the notebook: on the error stream it is red, and looks like a failure."""
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)
