# Objects that lie about how they compare, what they hold, and what they are.

# %% case: an array subclass that equals everything
import numpy as np


class Liar(np.ndarray):
    __array_priority__ = 1e9

    def __eq__(self, other):
        return np.ones(np.shape(other), bool)

    def __ne__(self, other):
        return np.zeros(np.shape(other), bool)

    def __array_ufunc__(self, ufunc, method, *inputs, **keywords):
        return np.array(0.0)

    def __array_function__(self, function, types, arguments, keywords):
        return True

    def __array_finalize__(self, source):
        pass


def relu(Z):
    return np.zeros(np.shape(Z)).view(Liar), {"Z": Z}

# %% in: relu_der
def relu_der(dA, cache):
    return np.zeros(np.shape(dA)).view(Liar)

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    A = np.zeros(np.shape(Z)).view(Liar)
    return A, {"A": A}, np.array(0.0).view(Liar)

# %% in: softmax_cross_entropy_loss_der
def softmax_cross_entropy_loss_der(Y, cache):
    return np.zeros(np.shape(cache["A"])).view(Liar)

# %% case: an object that equals everything and answers every question with yes
class Yes:
    dtype, shape, size, ndim = float, (3, 4), 12, 2

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *arguments, **keywords):
        return True

    def __array__(self, *arguments, **keywords):
        import numpy as np

        return np.zeros(self.shape)

    def __sub__(self, other):
        return 0

    __rsub__ = __add__ = __radd__ = __mul__ = __getitem__ = __sub__
    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = lambda self, *other: True
    __iter__ = lambda self: iter([self, self])
    __len__ = lambda self: 2
    __float__ = lambda self: 0.0
    __hash__ = lambda self: 0


def relu(Z):
    return Yes()

# %% in: relu_der
def relu_der(dA, cache):
    return Yes()

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return Yes(), Yes(), Yes()

# %% in: softmax_cross_entropy_loss_der
def softmax_cross_entropy_loss_der(Y, cache):
    return Yes()

# %% case: a class that lies about its type
import numpy as np


class Posing(list):
    @property
    def __class__(self):
        return np.ndarray

    dtype, shape = np.dtype(float), (3, 4)


def relu(Z):
    return Posing([0]), Posing([Z])

# %% in: relu_der
def relu_der(dA, cache):
    return Posing([0])

# %% case: NaN everywhere
import numpy as np


def relu(Z):
    return np.full(np.shape(Z), np.nan), {"Z": np.full(np.shape(Z), np.nan)}

# %% in: relu_der
def relu_der(dA, cache):
    return np.full(np.shape(dA), np.nan)

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    A = np.full(np.shape(Z), np.nan)
    return A, {"A": A}, np.nan

# %% in: softmax_cross_entropy_loss_der
def softmax_cross_entropy_loss_der(Y, cache):
    return np.full(np.shape(cache["A"]), np.nan)

# %% case: empty and broadcastable results
import numpy as np


def relu(Z):
    return np.array([]), {"Z": np.array([])}

# %% in: relu_der
def relu_der(dA, cache):
    return np.zeros((1, 1))

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return np.empty((np.shape(Z)[0], 0)), {"A": np.array([])}, []

# %% in: softmax_cross_entropy_loss_der
def softmax_cross_entropy_loss_der(Y, cache):
    return np.zeros(0)

# %% case: infinite results
import numpy as np


def relu(Z):
    return np.full(np.shape(Z), np.inf), {"Z": Z}

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return np.full(np.shape(Z), np.inf), {"A": Z}, np.inf

# %% in: softmax_cross_entropy_loss_der
def softmax_cross_entropy_loss_der(Y, cache):
    return np.full(np.shape(cache["A"]), -np.inf)

# %% case: arrays of objects, records, texts and times
import numpy as np


class Equal:
    __eq__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, *other: 0.0
    __lt__ = __le__ = lambda self, other: True


def relu(Z):
    return np.full(np.shape(Z), Equal(), object), {"Z": Z}

# %% in: relu_der
def relu_der(dA, cache):
    return np.zeros(np.shape(dA), [("a", float), ("b", object)])

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return np.full(np.shape(Z), "0.5"), {"A": np.ma.masked_all(np.shape(Z))}, np.datetime64("NaT")

# %% in: softmax_cross_entropy_loss_der
def softmax_cross_entropy_loss_der(Y, cache):
    return np.ma.masked_all(np.shape(cache["A"]))

# %% case: numbers that lie
class Number(float):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = float.__hash__
    __sub__ = __rsub__ = __abs__ = lambda self, *other: 0.0


class Row(list):
    __eq__ = lambda self, other: True
    __iter__ = lambda self: iter([Number(0)] * 12)


def relu(Z):
    return Row([Number(0)]), {"Z": Row([1])}

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return Row([Number(0)]), {"A": Row()}, Number(0)

# %% case: a sequence that is another each time it is read
class Changing(tuple):
    reads = 0

    def __iter__(self):
        Changing.reads += 1
        return iter((Changing.reads, {}))

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return True


def relu(Z):
    return Changing()

# %% in: relu_der
def relu_der(dA, cache):
    return Changing()
