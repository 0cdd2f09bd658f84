"""Where the digits come from: folders, the cache, a download, and scikit-learn."""

import gzip
import hashlib
import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pooch
import pytest

from autograder.student import (
    DataUnavailableError,
    IdxError,
    as_columns,
    data,
    download,
    get_digits,
    get_mnist,
)

NAMES = list(download.CHECKSUMS)
CLOSED = "http://127.0.0.1:9/"


def idx_bytes(values: np.ndarray) -> bytes:
    header = struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape)
    return header + values.astype(np.uint8).tobytes()


def small_mnist(train: int = 5, test: int = 3, labels: int | None = None) -> dict[str, bytes]:
    """Return the four files of a small MNIST; its images start with the values 0, 255, 51."""
    images = np.zeros((max(train, test), 28, 28))
    images[:, 0, :3] = 0, 255, 51
    count = train if labels is None else labels
    arrays = [images[:train], np.arange(count) % 10, images[:test], np.arange(test) % 10]
    return dict(zip(NAMES, map(idx_bytes, arrays), strict=True))


def write(folder: Path, files: dict[str, bytes], *, packed: bool = False) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / (f"{name}.gz" if packed else name)
        path.write_bytes(gzip.compress(content) if packed else content)
    return folder


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take away this machine's own MNIST, cache and addresses."""
    monkeypatch.delenv("MNIST_DIR", raising=False)
    monkeypatch.delenv("MNIST_URL", raising=False)
    monkeypatch.setattr(data, "user_cache", lambda: tmp_path / "cache")


class TestFolder:
    @pytest.mark.parametrize("packed", [False, True])
    def test_pixels_become_numbers_from_minus_one_to_one(self, tmp_path: Path, packed) -> None:
        loaded = get_mnist(write(tmp_path / "m", small_mnist(), packed=packed))
        assert loaded.train_x.shape == (5, 28, 28)
        assert loaded.test_x.shape == (3, 28, 28)
        assert loaded.train_x.dtype == np.float64
        assert loaded.train_y.dtype == np.int64
        np.testing.assert_array_equal(loaded.train_x[0, 0, :3], [-1, 1, 51 / 127.5 - 1])
        np.testing.assert_array_equal(loaded.test_y, [0, 1, 2])

    def test_the_argument_goes_before_the_environment(self, tmp_path, monkeypatch) -> None:
        named = write(tmp_path / "a", small_mnist(train=5))
        monkeypatch.setenv("MNIST_DIR", str(write(tmp_path / "b", small_mnist(train=7))))
        assert len(get_mnist(named).train_y) == 5
        assert len(get_mnist().train_y) == 7

    def test_the_environment_goes_before_the_cache(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr(data, "fetch_mnist", lambda *_: pytest.fail("asked for the cache"))
        monkeypatch.setenv("MNIST_DIR", str(write(tmp_path / "b", small_mnist())))
        assert len(get_mnist().train_y) == 5

    def test_names_with_a_dot_are_found(self, tmp_path: Path) -> None:
        files = {name.replace("-idx", ".idx"): text for name, text in small_mnist().items()}
        assert len(get_mnist(write(tmp_path / "m", files)).test_y) == 3

    def test_a_folder_without_a_file_says_which_and_what_to_do(self, tmp_path: Path) -> None:
        files = small_mnist()
        del files["t10k-labels-idx1-ubyte"]
        with pytest.raises(DataUnavailableError) as caught:
            get_mnist(write(tmp_path / "m", files))
        for part in ("t10k-labels-idx1-ubyte", "the folder argument", "MNIST_DIR", "get_digits"):
            assert part in str(caught.value)

    def test_a_folder_that_is_not_there_says_who_named_it(self, monkeypatch, tmp_path) -> None:
        monkeypatch.setenv("MNIST_DIR", str(tmp_path / "gone"))
        with pytest.raises(DataUnavailableError, match=r"gone \(named by MNIST_DIR\) is not a"):
            get_mnist()

    def test_labels_that_do_not_belong_to_the_images_are_refused(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "m", small_mnist(train=5, labels=4))
        with pytest.raises(IdxError, match="it has 4 labels, train-images-idx3-ubyte has 5"):
            get_mnist(folder)

    @pytest.mark.parametrize(
        ("name", "values", "cause"),
        [
            ("train-images-idx3-ubyte", np.zeros((5, 8, 8)), "images of shape"),
            ("train-images-idx3-ubyte", np.zeros(5), "images of shape"),
            ("train-labels-idx1-ubyte", np.full(5, 10), "labels 0 to 9"),
            ("train-labels-idx1-ubyte", np.zeros((5, 1)), "labels 0 to 9"),
        ],
    )
    def test_arrays_of_another_kind_are_refused(self, tmp_path, name, values, cause) -> None:
        files = small_mnist() | {name: idx_bytes(values)}
        with pytest.raises(IdxError, match=cause):
            get_mnist(write(tmp_path / "m", files))

    def test_real_mnist_is_read(self, shared_folder: Path) -> None:
        loaded = get_mnist(shared_folder / "data" / "mnist")
        assert loaded.train_x.shape == (60000, 28, 28)
        assert loaded.test_x.shape == (10000, 28, 28)
        assert (loaded.test_x.min(), loaded.test_x.max()) == (-1, 1)
        assert loaded.train_y[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]

    def test_published_checksums_fit_the_files_that_are_whole(self, shared_folder: Path) -> None:
        folder = shared_folder / "data" / "mnist"
        for name in ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "train-labels-idx1-ubyte"):
            content = (folder / f"{name}.gz").read_bytes()
            assert hashlib.sha256(content).hexdigest() == download.CHECKSUMS[name]


class Server:
    """A web server on this machine that hands out files, or misbehaves."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files, self.status, self.cut, self.asked = files, 200, 0, 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked += 1
                content = outer.files[self.path.strip("/")]
                self.send_response(outer.status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content[: len(content) - outer.cut])

            def log_message(self, *_: object) -> None:
                """Keep the tests' output quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    packed = {f"{name}.gz": gzip.compress(text) for name, text in small_mnist().items()}
    sums = {name: hashlib.sha256(packed[f"{name}.gz"]).hexdigest() for name in NAMES}
    monkeypatch.setattr(download, "CHECKSUMS", sums)
    running = Server(packed)
    thread = threading.Thread(target=running.http.serve_forever, args=(0.05,))
    thread.start()
    yield running
    running.http.shutdown()
    running.http.server_close()
    thread.join()


class TestDownload:
    def test_files_are_downloaded_once_and_then_come_from_the_cache(self, server) -> None:
        first, second = get_mnist(url=server.url), get_mnist(url=CLOSED)
        assert server.asked == 4
        np.testing.assert_array_equal(first.train_x, second.train_x)

    def test_the_environment_may_name_the_address(self, server, monkeypatch) -> None:
        monkeypatch.setenv("MNIST_URL", server.url)
        assert len(get_mnist().train_y) == 5

    def test_the_second_mirror_helps_when_the_first_is_out_of_reach(
        self, server, monkeypatch
    ) -> None:
        monkeypatch.setattr(download, "MIRRORS", (CLOSED, server.url))
        assert len(get_mnist().train_y) == 5

    def assert_refused(self, url: str, cache: Path, reason: str) -> None:
        with pytest.raises(DataUnavailableError) as caught:
            get_mnist(url=url)
        for part in (reason, "train-images-idx3-ubyte.gz", "MNIST_DIR", "get_mnist(", "get_digits"):
            assert part in str(caught.value)
        assert list(cache.glob("*")) == [], "nothing half-written may stay"

    def test_a_refusal_is_reported_with_the_servers_answer(self, server, tmp_path) -> None:
        server.status = 403
        self.assert_refused(server.url, tmp_path / "cache", "answers: 403")

    def test_another_file_than_the_published_one_is_not_kept(self, server, tmp_path) -> None:
        server.files = {name: text[:-1] + b"x" for name, text in server.files.items()}
        self.assert_refused(server.url, tmp_path / "cache", "another SHA-256")

    def test_a_download_that_breaks_off_is_not_kept(self, server, tmp_path) -> None:
        server.cut = 20
        self.assert_refused(server.url, tmp_path / "cache", "127.0.0.1")

    def test_offline_is_one_clear_error(self, tmp_path) -> None:
        self.assert_refused(CLOSED, tmp_path / "cache", "out of reach")

    def test_an_attempt_that_fails_shows_nothing_in_red_but_its_error(
        self, caplog, monkeypatch
    ) -> None:
        monkeypatch.setattr(pooch.get_logger(), "handlers", [caplog.handler])
        with pytest.raises(DataUnavailableError):
            get_mnist(url=CLOSED)
        assert not caplog.records, "the library logs to the error stream"

    def test_a_damaged_file_in_the_cache_is_fetched_again(self, server, tmp_path) -> None:
        cached = tmp_path / "cache" / "train-labels-idx1-ubyte.gz"
        cached.parent.mkdir()
        cached.write_bytes(b"half")
        get_mnist(url=server.url)
        assert cached.read_bytes() == server.files[cached.name]


class TestDigits:
    def test_they_have_the_form_of_mnist(self) -> None:
        train_x, train_y, test_x, test_y = get_digits()
        assert (train_x.shape, test_x.shape) == ((1200, 8, 8), (597, 8, 8))
        assert (train_y.shape, test_y.shape) == ((1200,), (597,))
        assert (train_x.dtype, train_y.dtype) == (np.float64, np.int64)
        assert (train_x.min(), train_x.max()) == (-1, 1)
        assert set(train_y) == set(test_y) == set(range(10))

    def test_they_are_the_same_every_time(self) -> None:
        np.testing.assert_array_equal(get_digits().test_x, get_digits().test_x)


class TestColumns:
    def test_each_column_is_one_image_read_row_by_row(self) -> None:
        images = np.arange(24).reshape(2, 3, 4)
        X, Y = as_columns(images, np.array([7, 8]))
        assert X.shape == (12, 2)
        np.testing.assert_array_equal(X[:, 1], np.arange(12, 24))
        np.testing.assert_array_equal(Y, [[7, 8]])

    def test_too_few_labels_are_refused(self) -> None:
        with pytest.raises(ValueError, match="2 images, but 1 labels"):
            as_columns(np.zeros((2, 3, 4)), np.array([7]))
