# %% correct: three dot products
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    dA_prev = np.dot(W.T, dZ)
    dW = np.dot(dZ, A.T)
    db = np.sum(dZ, axis=1, keepdims=True)
    return dA_prev, dW, db


# %% correct: the bias as a product with ones
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    m = dZ.shape[1]
    return W.T @ dZ, dZ @ A.T, dZ @ np.ones((m, 1))


# %% correct: reshape to the bias
def linear_backward(dZ, cache, W, b):
    dA_prev = (dZ.T @ W).T
    dW = (cache["A"] @ dZ.T).T
    db = dZ.sum(axis=1).reshape(b.shape)
    return [dA_prev, dW, db]


# %% correct: sums over the samples
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    dW, db, columns = np.zeros(W.shape), np.zeros(b.shape), []
    for j in range(dZ.shape[1]):
        column = dZ[:, j]
        dW += np.outer(column, A[:, j])
        db += column[:, None]
        columns.append(W.T @ column)
    return np.array(columns).T, dW, db


# %% correct: einsum
def linear_backward(dZ, cache, W, b):
    dW = np.einsum("nm,pm->np", dZ, cache["A"])
    dA_prev = np.einsum("np,nm->pm", W, dZ)
    db = np.einsum("nm->n", dZ)[:, np.newaxis]
    return dA_prev, dW, db


# %% correct: the mean, times m again
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    m = A.shape[1]
    dW = 1 / m * np.dot(m * dZ, A.transpose())
    db = m * np.mean(dZ, axis=1, keepdims=True)
    dA_prev = np.matmul(np.transpose(W), dZ)
    return dA_prev, dW, db


# %% correct: single precision
def linear_backward(dZ, cache, W, b):
    dZ = dZ.astype("float32")
    A = cache["A"].astype("float32")
    return W.T.astype("float32") @ dZ, dZ @ A.T, dZ.sum(1, keepdims=True)


# %% correct: named tuple and tensordot
from collections import namedtuple
Grads = namedtuple("Grads", "dA dW db")
def linear_backward(dZ, cache, W, b):
    return Grads(np.tensordot(W, dZ, (0, 0)), np.tensordot(dZ, cache["A"], (1, 1)), np.array([[row.sum()] for row in dZ]))


# %% wrong: divided_by_m_again
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    m = A.shape[1]
    return np.dot(W.T, dZ), np.dot(dZ, A.T) / m, np.sum(dZ, axis=1, keepdims=True) / m


# %% wrong: dW_divided_by_m
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    m = A.shape[1]
    return np.dot(W.T, dZ), np.dot(dZ, A.T) / m, np.sum(dZ, axis=1, keepdims=True)


# %% wrong: all_divided_by_m part="at least one of the three gradients"
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    m = A.shape[1]
    return np.dot(W.T, dZ) / m, np.dot(dZ, A.T) / m, np.sum(dZ, axis=1, keepdims=True) / m


# %% wrong: db_is_a_mean
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(dZ, A.T), np.mean(dZ, axis=1, keepdims=True)


# %% wrong: db_flat
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(dZ, A.T), np.sum(dZ, axis=1)


# %% wrong: db_over_the_units
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(dZ, A.T), np.sum(dZ, axis=0, keepdims=True)


# %% wrong: db_over_the_units_as_column
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(dZ, A.T), np.sum(dZ, axis=0, keepdims=True).T


# %% wrong: db_one_number
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(dZ, A.T), np.sum(dZ)


# %% wrong: db_is_dZ
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(dZ, A.T), dZ


# %% wrong: db_zero
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(dZ, A.T), np.zeros_like(b)


# %% wrong: W_not_transposed part="at least one of the three gradients"
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W, dZ), np.dot(dZ, A.T), np.sum(dZ, axis=1, keepdims=True)


# %% wrong: A_not_transposed part="at least one of the three gradients"
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(dZ, A), np.sum(dZ, axis=1, keepdims=True)


# %% wrong: dW_transposed
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(W.T, dZ), np.dot(A, dZ.T), np.sum(dZ, axis=1, keepdims=True)


# %% wrong: dA_prev_transposed
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(dZ.T, W), np.dot(dZ, A.T), np.sum(dZ, axis=1, keepdims=True)


# %% wrong: outputs_in_another_order part="at least one of the three gradients"
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(dZ, A.T), np.sum(dZ, axis=1, keepdims=True), np.dot(W.T, dZ)


# %% wrong: two_outputs_swapped
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(dZ, A.T), np.dot(W.T, dZ), np.sum(dZ, axis=1, keepdims=True)


# %% wrong: dA_prev_from_A
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return A * 1.0, np.dot(dZ, A.T), np.sum(dZ, axis=1, keepdims=True)


# %% wrong: sign_flipped part="at least one of the three gradients"
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return -np.dot(W.T, dZ), -np.dot(dZ, A.T), -np.sum(dZ, axis=1, keepdims=True)


# %% wrong: dW_from_the_mean_of_A
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    dW = np.sum(dZ, axis=1, keepdims=True) * np.mean(A, axis=1)
    return np.dot(W.T, dZ), dW, np.sum(dZ, axis=1, keepdims=True)


# %% wrong: dA_prev_forgotten part="at least one of the three gradients"
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    return np.dot(dZ, A.T), np.sum(dZ, axis=1, keepdims=True)


# %% wrong: squeezed part="one unit, one input, one sample"
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    db = np.sum(dZ, axis=1, keepdims=True)
    return np.squeeze(W.T @ dZ), np.squeeze(dZ @ A.T), db


# %% wrong: gradient_changed_in_place part="the arguments stay as they were" mistake="argument_changed_in_place"
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    gradients = np.dot(W.T, dZ), np.dot(dZ, A.T), np.sum(dZ, axis=1, keepdims=True)
    dZ /= dZ.shape[1]
    return gradients


# %% wrong: cache_changed part="the arguments stay as they were" mistake="argument_changed_in_place"
def linear_backward(dZ, cache, W, b):
    A = cache.pop("A")
    return np.dot(W.T, dZ), np.dot(dZ, A.T), np.sum(dZ, axis=1, keepdims=True)


# %% wrong: returns_input
def linear_backward(dZ, cache, W, b):
    return dZ, W, b


# %% wrong: returns_zeros
def linear_backward(dZ, cache, W, b):
    return np.zeros_like(cache["A"]), np.zeros_like(W), np.zeros_like(b)


# %% wrong: untouched_stub mistake="unfinished"
def linear_backward(dZ, cache, W, b):
    # YOUR CODE HERE
    raise NotImplementedError("This exercise is still empty")


# %% wrong: wrong_cache_key
def linear_backward(dZ, cache, W, b):
    A = cache["A_prev"]
    return W.T @ dZ, dZ @ A.T, np.sum(dZ, axis=1, keepdims=True)


# %% wrong: dW_of_the_last_sample
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    dW = np.zeros_like(W)
    for k in range(A.shape[1]):
        dW = np.outer(dZ[:, k], A[:, k])
    return W.T @ dZ, dW, np.sum(dZ, axis=1, keepdims=True)


# %% wrong: dW_without_the_last_sample
def linear_backward(dZ, cache, W, b):
    A = cache["A"]
    dW = np.zeros_like(W)
    for k in range(A.shape[1] - 1):
        dW += np.outer(dZ[:, k], A[:, k])
    return W.T @ dZ, dW, np.sum(dZ, axis=1, keepdims=True)


# %% wrong: db_sign_flipped
def linear_backward(dZ, cache, W, b):
    return W.T @ dZ, dZ @ cache["A"].T, -np.sum(dZ, axis=1, keepdims=True)


# %% wrong: db_as_row
def linear_backward(dZ, cache, W, b):
    return W.T @ dZ, dZ @ cache["A"].T, np.sum(dZ, axis=1).reshape(1, -1)


# %% wrong: db_of_the_first_sample
def linear_backward(dZ, cache, W, b):
    return W.T @ dZ, dZ @ cache["A"].T, dZ[:, :1]


# %% wrong: db_divided_by_units
def linear_backward(dZ, cache, W, b):
    m = dZ.shape[1]
    return W.T @ dZ, dZ @ cache["A"].T, np.sum(dZ, axis=1, keepdims=True) / dZ.shape[0]


# %% wrong: masked_where_A_is_not_positive
def linear_backward(dZ, cache, W, b):
    return (W.T @ dZ) * (cache["A"] > 0), dZ @ cache["A"].T, np.sum(dZ, axis=1, keepdims=True)
