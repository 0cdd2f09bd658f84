"""The handwritten digits that the lessons learn to read: MNIST, and scikit-learn's small digits.

Both come in the same form: images as numbers from -1 (background) to 1 (ink), labels 0 to 9.
"""

import gzip
import importlib.util
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .download import DataUnavailableError, fetch_mnist, user_cache
from .idx import IdxError, read_idx

TRAIN_IMAGES = "train-images-idx3-ubyte"
TRAIN_LABELS = "train-labels-idx1-ubyte"
TEST_IMAGES = "t10k-images-idx3-ubyte"
TEST_LABELS = "t10k-labels-idx1-ubyte"
DIGITS_TRAIN = 1200
"""How many of scikit-learn's 1,797 digits are for training."""


class MnistData(NamedTuple):
    """Images and labels for training and for testing, to unpack into four names."""

    train_x: np.ndarray
    """float64 in [-1, 1], shape (samples, height, width)"""
    train_y: np.ndarray
    """int64 from 0 to 9, shape (samples,)"""
    test_x: np.ndarray
    """float64 in [-1, 1], shape (samples, height, width)"""
    test_y: np.ndarray
    """int64 from 0 to 9, shape (samples,)"""


def get_mnist(folder: str | Path | None = None, *, url: str | None = None) -> MnistData:
    """Return MNIST: 60,000 images to train on and 10,000 to test on, 28 by 28 pixels.

    The first of these sources that is named or there is used: `folder`; the folder named by the
    environment variable MNIST_DIR; the user's cache; a download into that cache (12 MB, each file
    checked against its published SHA-256).

    Parameters
    ----------
    folder
        A folder with the four IDX files, gzipped or not.
    url
        Address of the folder to download from, in place of the known mirrors. The environment
        variable MNIST_URL does the same.

    Returns
    -------
    MnistData
        ``train_x, train_y, test_x, test_y = get_mnist()``; the images take 440 MB of memory.

    Raises
    ------
    DataUnavailableError
        When no source has the files. The message says what was tried and what to do.
    IdxError
        When a file in the named folder is not what it should be.

    Notes
    -----
    Source of the data: LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/.
    """
    source = folder or os.environ.get("MNIST_DIR")
    if source:
        names = "the folder argument" if folder else "MNIST_DIR"
        return _from_folder(Path(source).expanduser(), names)
    return _from_folder(fetch_mnist(user_cache(), url or os.environ.get("MNIST_URL")), "the cache")


def get_digits() -> MnistData:
    """Return scikit-learn's 1,797 handwritten digits, 8 by 8 pixels, in the form of `get_mnist`.

    They come with scikit-learn, so they are there without a network: 1,200 to train on and 597 to
    test on, always the same ones.

    Returns
    -------
    MnistData
        Images of shape (1200, 8, 8) and (597, 8, 8) in [-1, 1], labels of shape (1200,), (597,).
    """
    table = _digits_table()
    # Neighbours in the file come from the same writer: mix them, always in the same way.
    order = np.random.default_rng(0).permutation(len(table))
    images = table[order, :-1].reshape(-1, 8, 8) / 8.0 - 1.0
    labels = table[order, -1].astype(np.int64)
    return MnistData(
        images[:DIGITS_TRAIN], labels[:DIGITS_TRAIN], images[DIGITS_TRAIN:], labels[DIGITS_TRAIN:]
    )


def _digits_table() -> np.ndarray:
    """Return scikit-learn's digits as it stores them: 64 pixels from 0 to 16, then the label.

    Its file is read directly, since importing scikit-learn takes a second and 90 MB.
    """
    package = importlib.util.find_spec("sklearn")
    if package is not None and package.origin is not None:
        path = Path(package.origin).parent / "datasets" / "data" / "digits.csv.gz"
        if path.is_file():
            with gzip.open(path, "rt") as file:
                return np.loadtxt(file, delimiter=",")
    from sklearn.datasets import load_digits

    digits = load_digits()
    return np.column_stack([digits.data, digits.target])


def as_columns(images: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return images as columns, the layout of the lessons: one column for each sample.

    Parameters
    ----------
    images
        Shape (m, height, width), or (m, n).
    labels
        Shape (m,).

    Returns
    -------
    tuple
        X of shape (n, m), with n = height * width, and Y of shape (1, m). Both are views: they
        share their memory with `images` and `labels`.

    Raises
    ------
    ValueError
        When there are not as many labels as images.
    """
    images, labels = np.asarray(images), np.asarray(labels)
    if len(images) != labels.size:
        raise ValueError(f"as_columns: {len(images)} images, but {labels.size} labels")
    return images.reshape(len(images), -1).T, labels.reshape(1, -1)


def _from_folder(folder: Path, origin: str) -> MnistData:
    """Read the four files of a folder; `origin` says in messages who named it."""
    train = _pair(folder, origin, TRAIN_IMAGES, TRAIN_LABELS)
    return MnistData(*train, *_pair(folder, origin, TEST_IMAGES, TEST_LABELS))


def _pair(
    folder: Path, origin: str, images_name: str, labels_name: str
) -> tuple[np.ndarray, np.ndarray]:
    """Read images and their labels, and see that they belong together."""
    images_path = _find(folder, origin, images_name)
    labels_path = _find(folder, origin, labels_name)
    images, labels = read_idx(images_path), read_idx(labels_path)
    if images.ndim != 3 or images.shape[1:] != (28, 28):
        raise IdxError(images_path, f"images of shape (m, 28, 28) expected, it has {images.shape}")
    if labels.ndim != 1 or (labels.size and labels.max() > 9):
        raise IdxError(labels_path, f"labels 0 to 9 expected, it has shape {labels.shape}")
    if len(labels) != len(images):
        cause = f"it has {len(labels)} labels, {images_path.name} has {len(images)} images"
        raise IdxError(labels_path, cause)
    return _scaled(images), labels.astype(np.int64)


def _find(folder: Path, origin: str, name: str) -> Path:
    """Return the file of this name, with or without .gz, also spelt with a dot before idx."""
    for stem in (name, name.replace("-idx", ".idx")):
        for path in (folder / stem, folder / f"{stem}.gz"):
            if path.is_file():
                return path
    what = f"has no file {name} or {name}.gz" if folder.is_dir() else "is not a folder"
    tail = "without a named folder the files are downloaded"
    raise DataUnavailableError(f"{folder} (named by {origin}) {what}; {tail}")


def _scaled(pixels: np.ndarray) -> np.ndarray:
    """Return pixels 0 to 255 as float64 from -1 to 1, with no second copy of that size."""
    values = np.divide(pixels, 127.5, dtype=np.float64)
    values -= 1.0
    return values
