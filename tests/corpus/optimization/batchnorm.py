# %% [markdown]
# What students write for `batchnorm`: each cell is what stands in the stub cell.


# %% correct: mean_and_var
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    Anorm = gamma * A_hat + beta
    cache = {'A_hat': A_hat, 'variance': variance, 'gamma': gamma}
    return Anorm, cache


# %% correct: loop_over_features_with_tuple_cache
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    n, m = A.shape
    Anorm = np.zeros((n, m))
    means, variances = [], []
    for row in range(n):
        mean = sum(A[row]) / m
        variance = sum((a - mean) ** 2 for a in A[row]) / m
        for col in range(m):
            Anorm[row, col] = gamma[row, 0] * (A[row, col] - mean) / (variance + epsilon) ** 0.5
            Anorm[row, col] += beta[row, 0]
        means.append(mean)
        variances.append(variance)
    return Anorm, (A, means, variances, beta, gamma)


# %% correct: mean_of_squares
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    m = A.shape[1]
    mean = A.sum(axis=1, keepdims=True) / m
    variance = (A ** 2).sum(axis=1, keepdims=True) / m - mean ** 2
    inverse = (variance + epsilon) ** -0.5
    return (A - mean) * (gamma * inverse) + beta, {'mean': mean, 'inverse': inverse}


# %% correct: standard_deviation_and_class_as_cache
class Memory:
    def __init__(self, **things):
        self.__dict__.update(things)


def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    centred = A - A.mean(1)[:, None]
    deviation = np.sqrt(np.std(A, axis=1) ** 2 + 1e-5)
    A_hat = centred / deviation[:, None]
    return beta + gamma * A_hat, Memory(A_hat=A_hat, deviation=deviation, gamma=gamma)


# %% correct: transposed_with_named_tuple
from typing import NamedTuple


class Cache(NamedTuple):
    X_hat: np.ndarray
    deviation: np.ndarray
    gamma: np.ndarray


def batchnorm(A, beta, gamma):
    if not beta.size or not gamma.size:
        return A, ()
    X = A.T
    deviation = np.sqrt(X.var(axis=0) + 1e-5)
    X_hat = (X - X.mean(axis=0)) / deviation
    out = X_hat * gamma.ravel() + beta.ravel()
    return out.T, Cache(X_hat, deviation, gamma)


# %% correct: in_place_on_a_copy_with_closure
def batchnorm(A, beta, gamma):
    if np.size(beta) == 0 or np.size(gamma) == 0:
        return A, None
    X = np.array(A, dtype=float)
    X -= X.mean(axis=1, keepdims=True)
    X /= np.sqrt(np.mean(X * X, axis=1, keepdims=True) + 1e-5)

    def backward(dA):
        return dA, X

    return gamma * X + beta, backward


# %% correct: float32
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    X = A.astype(np.float32)
    mean = X.mean(axis=1, keepdims=True)
    variance = X.var(axis=1, keepdims=True)
    A_hat = (X - mean) / np.sqrt(variance + np.float32(epsilon))
    Anorm = (gamma * A_hat + beta).astype(np.float32)
    return Anorm, [A_hat, variance, gamma]


# %% correct: einsum
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    m = A.shape[1]
    centred = A - np.einsum('nm->n', A)[:, None] / m
    variance = np.einsum('nm,nm->n', centred, centred) / m
    Anorm = np.einsum('n,nm->nm', gamma[:, 0] / np.sqrt(variance + epsilon), centred) + beta
    print('batchnorm done')
    return Anorm, {'centred': centred, 'variance': variance}


# %% correct: slope_and_intercept_with_list_cache
def batchnorm(A, beta, gamma):
    if not np.size(beta) or not np.size(gamma):
        return A, {}
    mu = A.sum(axis=1)[:, None] / A.shape[1]
    var = ((A - mu) ** 2).sum(axis=1)[:, None] / A.shape[1]
    w = gamma / np.sqrt(var + 1e-5)
    c = beta - w * mu
    return w * A + c, [A, mu, var, gamma]


# %% correct: function_as_cache
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    mu, v = A.mean(1, keepdims=True), A.var(1, keepdims=True)
    h = (A - mu) / np.sqrt(v + 1e-5)
    def back(d): return d * gamma
    return h * gamma + beta, back


# %% wrong: untouched_stub part="takes each feature's mean over the batch out" mistake="unfinished"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    # YOUR CODE HERE
    raise NotImplementedError('This exercise is still empty.')
    return Anorm, cache


# %% wrong: returns_input part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    return A, {'A': A}


# %% wrong: returns_zeros part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    return np.zeros_like(A), {'A': A}


# %% wrong: hard_coded_visible_answer part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    return np.array([[-2.99992, 4.99992], [-2.9999, 6.9999], [-2.99988, 8.99988]]), {'A': A}


# %% wrong: constant_beta part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    return beta + 0 * A, {}


# %% wrong: not_normalised part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    return gamma * A + beta, {'A': A}


# %% wrong: not_centred part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = A / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: axis_0 part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=0, keepdims=True)
    variance = np.var(A, axis=0, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: mean_of_everything part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A)
    variance = np.var(A)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: missing_keepdims part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1)
    variance = np.var(A, axis=1)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: cache_not_returned part="takes each feature's mean over the batch out" mistake="only_first_returned"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta


# %% wrong: forgot_return part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    Anorm = gamma * A_hat + beta


# %% wrong: batch_mean_divided_by_features part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.sum(A, axis=1, keepdims=True) / A.shape[0]
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: median_for_mean part="gives each feature beta as mean"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.median(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: beta_and_gamma_swapped part="gives each feature beta as mean"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return beta * A_hat + gamma, {'A_hat': A_hat}


# %% wrong: beta_forgotten part="gives each feature beta as mean"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat, {'A_hat': A_hat}


# %% wrong: beta_subtracted part="gives each feature beta as mean"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat - beta, {'A_hat': A_hat}


# %% wrong: beta_scaled_by_gamma part="gives each feature beta as mean"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * (A_hat + beta), {'A_hat': A_hat}


# %% wrong: beta_and_gamma_ignored part="gives each feature beta as mean"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return A_hat, {'A_hat': A_hat}


# %% wrong: gamma_forgotten part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return A_hat + beta, {'A_hat': A_hat}


# %% wrong: gamma_as_variance part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return np.sqrt(gamma) * A_hat + beta, {'A_hat': A_hat}


# %% wrong: gamma_squared part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma ** 2 * A_hat + beta, {'A_hat': A_hat}


# %% wrong: divided_by_gamma part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return A_hat / gamma + beta, {'A_hat': A_hat}


# %% wrong: unbiased_variance part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True, ddof=1)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: variance_without_root part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / (variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: only_centred part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    A_hat = A - mean
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: variance_summed_not_averaged part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.sum((A - mean) ** 2, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: variance_divided_by_features part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.sum((A - mean) ** 2, axis=1, keepdims=True) / A.shape[0]
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: deviation_of_the_whole_batch part="takes each feature's mean over the batch out"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: root_taken_twice part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    deviation = np.std(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(deviation + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: mean_absolute_deviation part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    deviation = np.mean(np.abs(A - mean), axis=1, keepdims=True)
    A_hat = (A - mean) / (deviation + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: scaled_to_unit_range part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    width = A.max(axis=1, keepdims=True) - A.min(axis=1, keepdims=True)
    A_hat = (A - mean) / (width + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: multiplied_by_deviation part="divides by sqrt(variance + epsilon), times gamma"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) * np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: epsilon_outside_the_root part="epsilon is 1e-5 and stands inside the root"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / (np.sqrt(variance) + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: epsilon_forgotten part="epsilon is 1e-5 and stands inside the root"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: epsilon_1e_8 part="epsilon is 1e-5 and stands inside the root"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + 1e-8)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: epsilon_1e_3 part="epsilon is 1e-5 and stands inside the root"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + 1e-3)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: epsilon_squared part="epsilon is 1e-5 and stands inside the root"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon ** 2)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: maximum_with_epsilon part="epsilon is 1e-5 and stands inside the root"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(np.maximum(variance, epsilon))
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: one_sample_let_through part="a batch of one sample gives beta"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    if A.shape[1] == 1:
        return A, {'A_hat': A}
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: squeezed part="a batch of one sample gives beta"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return np.squeeze(gamma * A_hat + beta), {'A_hat': A_hat}


# %% wrong: empty_only_if_both_are part="empty beta or gamma lets A through"
def batchnorm(A, beta, gamma):
    epsilon = 1e-5
    if beta.size == 0 and gamma.size == 0:
        return A, {}
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: empty_not_handled part="empty beta or gamma lets A through"
def batchnorm(A, beta, gamma):
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: normalised_without_beta_and_gamma part="empty beta or gamma lets A through"
def batchnorm(A, beta, gamma):
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    if beta.size == 0 or gamma.size == 0:
        return A_hat, {}
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: cache_filled_without_batchnorm part="empty beta or gamma lets A through"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {'A_hat': A}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    A_hat = (A - mean) / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: changes_argument part="the arguments stay as they were" mistake="argument_changed_in_place"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    variance = np.var(A, axis=1, keepdims=True)
    if A.dtype.kind == 'f':
        A -= A.mean(axis=1, keepdims=True)
    else:
        A = A - A.mean(axis=1, keepdims=True)
    A_hat = A / np.sqrt(variance + epsilon)
    return gamma * A_hat + beta, {'A_hat': A_hat}


# %% wrong: changes_gamma part="the arguments stay as they were" mistake="argument_changed_in_place"
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    epsilon = 1e-5
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.var(A, axis=1, keepdims=True)
    gamma /= np.sqrt(variance + epsilon)
    return gamma * (A - mean) + beta, {'gamma': gamma}


# %% wrong: epsilon_1e_4
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    x = (A - A.mean(1, keepdims=True)) / np.sqrt(A.var(1, keepdims=True) + 1e-4)
    return gamma * x + beta, {"x": x}


# %% wrong: epsilon_1e_6
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    x = (A - A.mean(1, keepdims=True)) / np.sqrt(A.var(1, keepdims=True) + 1e-6)
    return gamma * x + beta, {"x": x}


# %% wrong: mean_of_squares_not_centred
def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0: return A, {}
    mu = A.mean(1, keepdims=True); v = (A ** 2).mean(1, keepdims=True)
    return gamma * (A - mu) / np.sqrt(v + 1e-5) + beta, {"s": v}
