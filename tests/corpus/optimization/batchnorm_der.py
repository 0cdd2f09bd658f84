# %% [markdown]
# What students write for `batchnorm_der`: each cell is what stands in the stub cell.


# %% correct: compact_formula
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% correct: step_by_step_through_the_graph
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    N, D = dA_in.shape[1], dA_in.shape[0]
    centred = cache["A"] - cache["mean"]
    root = np.sqrt(cache["variance"] + 1e-5)
    dbeta = dA_in.sum(axis=1).reshape(D, 1)
    dgamma = (dA_in * cache["A_hat"]).sum(axis=1).reshape(D, 1)
    dxhat = dA_in * cache["gamma"]
    divar = np.sum(dxhat * centred, axis=1, keepdims=True)
    dxmu1 = dxhat / root
    dsqrtvar = -divar / root ** 2
    dvar = 0.5 * dsqrtvar / root
    dsq = dvar * np.ones((D, N)) / N
    dxmu2 = 2 * centred * dsq
    dx1 = dxmu1 + dxmu2
    dmu = -np.sum(dx1, axis=1, keepdims=True)
    dx2 = np.ones((D, N)) * dmu / N
    return dx1 + dx2, dbeta, dgamma


# %% correct: variance_and_mean_gradients_of_the_paper_with_tuple
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, ()
    mu = A.mean(axis=1, keepdims=True)
    var = A.var(axis=1, keepdims=True)
    hat = (A - mu) / np.sqrt(var + 1e-5)
    return gamma * hat + beta, (A, mu, var, hat, gamma, A.shape[1])


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, np.array([]), np.array([])
    A, mu, var, hat, gamma, m = cache
    dhat = dA_in * gamma
    dvar = np.sum(dhat * (A - mu) * -0.5 * (var + 1e-5) ** -1.5, axis=1, keepdims=True)
    dmu = np.sum(-dhat / np.sqrt(var + 1e-5), axis=1, keepdims=True)
    dmu = dmu + dvar * np.mean(-2 * (A - mu), axis=1, keepdims=True)
    dA_out = dhat / np.sqrt(var + 1e-5) + dvar * 2 * (A - mu) / m + dmu / m
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * hat, axis=1, keepdims=True)
    return dA_out, dbeta, dgamma


# %% correct: named_tuple
from collections import namedtuple

Memory = namedtuple("Memory", ["hat", "inverse", "gamma"])


def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, None
    inverse = 1.0 / np.sqrt(A.var(axis=1, keepdims=True) + 1e-5)
    hat = (A - A.mean(axis=1, keepdims=True)) * inverse
    return gamma * hat + beta, Memory(hat=hat, inverse=inverse, gamma=gamma)


def batchnorm_der(dA_in, cache):
    if cache is None:
        return dA_in, [], []
    d = dA_in * cache.gamma
    d = d - d.mean(axis=1, keepdims=True) - cache.hat * (d * cache.hat).mean(axis=1, keepdims=True)
    return d * cache.inverse, dA_in.sum(1, keepdims=True), (dA_in * cache.hat).sum(1, keepdims=True)


# %% correct: closure_as_cache
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    root = np.sqrt(A.var(axis=1, keepdims=True) + 1e-5)
    hat = (A - A.mean(axis=1, keepdims=True)) / root

    def backward(dA):
        dgamma = np.sum(dA * hat, axis=1, keepdims=True)
        dbeta = np.sum(dA, axis=1, keepdims=True)
        dA_out = gamma / root * (dA - dbeta / dA.shape[1] - hat * dgamma / dA.shape[1])
        return dA_out, dbeta, dgamma

    return gamma * hat + beta, backward


def batchnorm_der(dA_in, cache):
    return cache(dA_in) if cache else (dA_in, [], [])


# %% correct: object_with_loop_over_features
class Row:
    def __init__(self, values, gamma):
        self.m = len(values)
        self.gamma = gamma
        self.root = (sum((v - sum(values) / self.m) ** 2 for v in values) / self.m + 1e-5) ** 0.5
        self.hat = [(v - sum(values) / self.m) / self.root for v in values]

    def back(self, d):
        first = sum(d) / self.m
        second = sum(a * b for a, b in zip(d, self.hat)) / self.m
        return [self.gamma / self.root * (a - first - b * second) for a, b in zip(d, self.hat)]


class Rows:
    def __init__(self, rows):
        self.rows = rows


def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    rows = [Row(list(a), g) for a, g in zip(A, gamma[:, 0])]
    return gamma * np.array([row.hat for row in rows]) + beta, Rows(rows)


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    dA_out = np.array([row.back(list(d)) for row, d in zip(cache.rows, dA_in)])
    dbeta = np.array([[sum(d)] for d in dA_in])
    dgamma = np.array([[np.dot(d, row.hat)] for row, d in zip(cache.rows, dA_in)])
    return dA_out, dbeta, dgamma


# %% correct: jacobian_of_each_feature
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    n = dA_in.shape[0]
    dA_out = np.zeros(dA_in.shape)
    for i in range(n):
        root = np.sqrt(variance[i, 0] + 1e-5)
        J = (np.eye(m) - 1 / m - np.outer(A_hat[i], A_hat[i]) / m) / root
        dA_out[i] = J @ (gamma[i, 0] * dA_in[i])
    return [dA_out, np.sum(dA_in, 1, keepdims=True), np.einsum('nm,nm->n', dA_in, A_hat)[:, None]]


# %% correct: float32_forward_and_back
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    A, gamma, beta = A.astype("f4"), gamma.astype("f4"), beta.astype("f4")
    inverse = 1 / np.sqrt(A.var(axis=1, keepdims=True) + np.float32(1e-5))
    hat = (A - A.mean(axis=1, keepdims=True)) * inverse
    return gamma * hat + beta, dict(hat=hat, inverse=inverse, gamma=gamma)


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    d, hat = dA_in.astype("f4"), cache["hat"]
    dbeta = d.sum(axis=1, keepdims=True)
    dgamma = (d * hat).sum(axis=1, keepdims=True)
    m = d.shape[1]
    return cache["gamma"] * cache["inverse"] * (d - dbeta / m - hat * dgamma / m), dbeta, dgamma


# %% correct: cache_without_array_names_and_numpy_scalars
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    m = np.int64(A.shape[1])
    centred = A - A.sum(axis=1, keepdims=True) / m
    variance = (centred * centred).sum(axis=1, keepdims=True) / m
    cache = {m: m, "arrays": [centred, variance + 1e-5, gamma], np.str_("m"): m}
    return gamma * centred / np.sqrt(variance + 1e-5) + beta, cache


def batchnorm_der(dA_in, cache):
    if len(cache) == 0:
        return dA_in, [], []
    m = cache["m"]
    cache[m]
    centred, variance, gamma = cache.pop("arrays")
    total = np.sum(dA_in, axis=1, keepdims=True)
    product = np.sum(dA_in * centred, axis=1, keepdims=True)
    dA_out = gamma * variance ** -0.5 * (dA_in - total / m - centred * product / variance / m)
    return dA_out, total, product / np.sqrt(variance)


# %% correct: no_cache_without_batchnorm
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, None
    mu = A.mean(1, keepdims=True); s = np.sqrt(A.var(1, keepdims=True) + 1e-5)
    h = (A - mu) / s
    return gamma * h + beta, {"h": h, "s": s, "g": gamma}
def batchnorm_der(dA_in, cache):
    if not cache: return dA_in, [], []
    h, s, g = [cache[k] for k in "hsg"]
    d = dA_in * g
    return (d - d.mean(1, keepdims=True) - h * (d * h).mean(1, keepdims=True)) / s, dA_in.sum(1, keepdims=True), (dA_in * h).sum(1, keepdims=True)


# %% wrong: untouched_stub part="at least one of the three gradients" mistake="unfinished"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    # YOUR CODE HERE
    raise NotImplementedError('This exercise is still empty.')


# %% wrong: returns_input part="at least one of the three gradients"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    return dA_in, [], []


# %% wrong: returns_zeros part="at least one of the three gradients"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    return np.zeros_like(dA_in), np.zeros_like(gamma), np.zeros_like(gamma)


# %% wrong: hard_coded_visible_answer part="at least one of the three gradients"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    return (np.array([[-0.00016, 0.00016], [-0.0004, 0.0004], [-0.00072, 0.00072]]),
            np.array([[9.], [18.], [27.]]), np.array([[1.], [2.], [3.]]))


# %% wrong: batchnorm_unfinished part="at least one of the three gradients" mistake="unfinished"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    raise NotImplementedError


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: lost_A_hat part="at least one of the three gradients"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: axis_0 part="at least one of the three gradients"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=0, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=0, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=0, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=0, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: only_two_returned part="at least one of the three gradients" mistake="last_not_returned"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta


# %% wrong: forgot_return part="at least one of the three gradients"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))


# %% wrong: dbeta_and_dgamma_swapped part="dbeta, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dgamma, dbeta


# %% wrong: dbeta_averaged part="dbeta, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.mean(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: flat_dbeta_and_dgamma part="dbeta, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1)
    dgamma = np.sum(dA_in * A_hat, axis=1)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: dbeta_summed_over_everything part="dbeta, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: dbeta_times_gamma part="dbeta, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in * gamma, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: dbeta_not_summed part="dbeta, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = dA_in
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: dgamma_with_A_for_A_hat part="dgamma, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: dgamma_with_centred_A part="dgamma, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * (A - mean), axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: dgamma_averaged part="dgamma, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.mean(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: dgamma_times_gamma part="dgamma, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * gamma * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: dgamma_with_normalised_output part="dgamma, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * gamma * A_hat + dA_in, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: flat_dgamma part="dgamma, a column"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: mean_term_missing part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: variance_term_missing part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: both_terms_missing part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * dA_hat
    return dA_out, dbeta, dgamma


# %% wrong: gamma_forgotten part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: gamma_twice part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = gamma * inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: inverse_deviation_forgotten part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True)
    return dA_out, dbeta, dgamma


# %% wrong: divided_by_variance part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse ** 2 * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: multiplied_by_deviation part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True)) / inverse
    return dA_out, dbeta, dgamma


# %% wrong: sums_for_means part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - m * np.mean(dA_hat, axis=1, keepdims=True) - m * A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: not_divided_by_m part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = m * inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: divided_by_m_twice part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: divided_by_m_minus_one part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True) * m / np.maximum(m - 1, 1))
    return dA_out, dbeta, dgamma


# %% wrong: sign_of_variance_term part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) + A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: sign_of_mean_term part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat + np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: sign_turned part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = -inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: A_hat_missing_from_variance_term part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: A_for_A_hat_in_variance_term part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - A * np.mean(dA_hat * A, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: factor_two_of_the_square_forgotten part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - np.mean(dA_hat, axis=1, keepdims=True) - 0.5 * A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: n_for_m part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - np.sum(dA_hat, axis=1, keepdims=True) / A.shape[0] - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True) / A.shape[0])
    return dA_out, dbeta, dgamma


# %% wrong: mean_over_the_whole_batch part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse * (dA_hat - np.mean(dA_hat) - A_hat * np.mean(dA_hat * A_hat))
    return dA_out, dbeta, dgamma


# %% wrong: incoming_gradient_let_through part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = dA_in
    return dA_out, dbeta, dgamma


# %% wrong: epsilon_forgotten part="epsilon in dA_out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: epsilon_outside_the_root part="epsilon in dA_out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / (np.sqrt(variance) + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: epsilon_1e_8 part="epsilon in dA_out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-8)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: zero_deviation_of_one_sample part="a batch of one sample" mistake="epsilon_forgotten"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.std(A, axis=1, keepdims=True)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: squeezed part="a batch of one sample"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return np.squeeze(dA_out), dbeta, dgamma


# %% wrong: empty_cache_not_handled part="an empty cache lets the gradient through"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: zeros_for_empty_cache part="an empty cache lets the gradient through"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, np.zeros((dA_in.shape[0], 1)), np.zeros((dA_in.shape[0], 1))
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: none_for_empty_cache part="an empty cache lets the gradient through"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, None, None
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: gradient_alone_for_empty_cache part="an empty cache lets the gradient through" mistake="only_first_returned"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: changes_argument part="the arguments stay as they were" mistake="argument_changed_in_place"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_in *= gamma
    dA_hat = dA_in
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: unbiased_variance_in_forward part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True, ddof=1)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma}
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: cache_of_the_first_call part="dA_out, through mean and variance" mistake="cache_of_the_first_call, shapes_do_not_fit"
memory = {}


def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    cache = memory.setdefault("cache", {"A": A, "mean": mean, "variance": variance, "A_hat": A_hat, "gamma": gamma})
    return gamma * A_hat + beta, cache


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A, mean, variance = cache["A"], cache["mean"], cache["variance"]
    A_hat, gamma = cache["A_hat"], cache["gamma"]
    m = dA_in.shape[1]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * gamma
    inverse = 1 / np.sqrt(variance + 1e-5)
    dA_out = inverse / m * (m * dA_hat - np.sum(dA_hat, axis=1, keepdims=True)
                            - A_hat * np.sum(dA_hat * A_hat, axis=1, keepdims=True))
    return dA_out, dbeta, dgamma


# %% wrong: kept_outside_the_cache part="each layer has a cache of its own"
LAST = {}
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    mu = A.mean(1, keepdims=True); s = np.sqrt(A.var(1, keepdims=True) + 1e-5)
    LAST.update(h=(A - mu) / s, g=gamma, s=s)
    return gamma * LAST["h"] + beta, {"dummy": 1}
def batchnorm_der(dA_in, cache):
    if not cache: return dA_in, [], []
    h, g, s = LAST["h"], LAST["g"], LAST["s"]
    d = dA_in * g
    return (d - d.mean(1, keepdims=True) - h * (d * h).mean(1, keepdims=True)) / s, dA_in.sum(1, keepdims=True), (dA_in * h).sum(1, keepdims=True)


# %% wrong: mean_term_not_divided part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    mu = A.mean(1, keepdims=True); v = A.var(1, keepdims=True)
    return gamma * (A - mu) / np.sqrt(v + 1e-5) + beta, {"A": A, "mu": mu, "v": v, "g": gamma}
def batchnorm_der(dA_in, cache):
    if not cache: return dA_in, [], []
    A, mu, v, g = cache["A"], cache["mu"], cache["v"], cache["g"]
    m = A.shape[1]; s = np.sqrt(v + 1e-5); x = A - mu; d = dA_in * g
    dv = np.sum(d * x, axis=1, keepdims=True) * -0.5 / s ** 3
    dm = -np.sum(d / s, axis=1, keepdims=True)
    return d / s + dv * 2 * x / m + dm, dA_in.sum(1, keepdims=True), (dA_in * x / s).sum(1, keepdims=True)


# %% wrong: variance_term_not_divided part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    mu = A.mean(1, keepdims=True); v = A.var(1, keepdims=True)
    return gamma * (A - mu) / np.sqrt(v + 1e-5) + beta, {"A": A, "mu": mu, "v": v, "g": gamma}
def batchnorm_der(dA_in, cache):
    if not cache: return dA_in, [], []
    A, mu, v, g = cache["A"], cache["mu"], cache["v"], cache["g"]
    m = A.shape[1]; s = np.sqrt(v + 1e-5); x = A - mu; d = dA_in * g
    dv = np.sum(d * x, axis=1, keepdims=True) * -0.5 / s ** 3
    dm = -np.sum(d / s, axis=1, keepdims=True)
    return d / s + dv * 2 * x + dm / m, dA_in.sum(1, keepdims=True), (dA_in * x / s).sum(1, keepdims=True)


# %% wrong: gamma_missing_from_mean_term part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    mu = A.mean(1, keepdims=True); v = A.var(1, keepdims=True)
    return gamma * (A - mu) / np.sqrt(v + 1e-5) + beta, {"A": A, "mu": mu, "v": v, "g": gamma}
def batchnorm_der(dA_in, cache):
    if not cache: return dA_in, [], []
    A, mu, v, g = cache["A"], cache["mu"], cache["v"], cache["g"]
    m = A.shape[1]; s = np.sqrt(v + 1e-5); h = (A - mu) / s; d = dA_in * g
    return (d - dA_in.mean(1, keepdims=True) - h * (d * h).mean(1, keepdims=True)) / s, dA_in.sum(1, keepdims=True), (dA_in * h).sum(1, keepdims=True)


# %% wrong: gamma_missing_from_variance_term part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    mu = A.mean(1, keepdims=True); v = A.var(1, keepdims=True)
    return gamma * (A - mu) / np.sqrt(v + 1e-5) + beta, {"A": A, "mu": mu, "v": v, "g": gamma}
def batchnorm_der(dA_in, cache):
    if not cache: return dA_in, [], []
    A, mu, v, g = cache["A"], cache["mu"], cache["v"], cache["g"]
    m = A.shape[1]; s = np.sqrt(v + 1e-5); h = (A - mu) / s; d = dA_in * g
    return (d - d.mean(1, keepdims=True) - h * (dA_in * h).mean(1, keepdims=True)) / s, dA_in.sum(1, keepdims=True), (dA_in * h).sum(1, keepdims=True)


# %% wrong: divided_by_gamma part="dA_out, through mean and variance"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    mu = A.mean(1, keepdims=True); v = A.var(1, keepdims=True)
    return gamma * (A - mu) / np.sqrt(v + 1e-5) + beta, {"A": A, "mu": mu, "v": v, "g": gamma}
def batchnorm_der(dA_in, cache):
    if not cache: return dA_in, [], []
    A, mu, v, g = cache["A"], cache["mu"], cache["v"], cache["g"]
    s = np.sqrt(v + 1e-5); h = (A - mu) / s; d = dA_in / g
    return (d - d.mean(1, keepdims=True) - h * (d * h).mean(1, keepdims=True)) / s, dA_in.sum(1, keepdims=True), (dA_in * h).sum(1, keepdims=True)
