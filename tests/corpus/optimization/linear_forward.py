# %% correct: dot product and bias
def linear_forward(A_prev, W, b):
    Z = np.dot(W, A_prev) + b
    cache = {}
    cache["A"] = A_prev
    return Z, cache


# %% correct: matmul operator, more in the cache
def linear_forward(A_prev, W, b):
    Z = W @ A_prev
    Z = Z + b
    return Z, {"A": A_prev, "W": W, "b": b}


# %% correct: through the transposes
def linear_forward(A_prev, W, b):
    Z = (A_prev.T.dot(W.T) + b.T).T
    cache = dict(A=A_prev.copy())
    return Z, cache


# %% correct: entry by entry
def linear_forward(A_prev, W, b):
    n_out, n = W.shape
    m = A_prev.shape[1]
    Z = np.zeros((n_out, m))
    for i in range(n_out):
        for j in range(m):
            total = b[i, 0]
            for k in range(n):
                total += W[i, k] * A_prev[k, j]
            Z[i, j] = total
    return Z, {"A": A_prev}


# %% correct: einsum and the bias repeated
def linear_forward(A_prev, W, b):
    Z = np.einsum("ij,jk->ik", W, A_prev) + np.tile(b, (1, A_prev.shape[1]))
    return [Z, {"A": A_prev}]


# %% correct: bias as a weight of ones
def linear_forward(A_prev, W, b):
    m = A_prev.shape[1]
    Z = np.hstack([W, b]) @ np.vstack([A_prev, np.ones((1, m))])
    return Z, {"A": A_prev}


# %% correct: column by column
def linear_forward(A_prev, W, b):
    columns = [np.dot(W, A_prev[:, j:j + 1]) + b for j in range(A_prev.shape[1])]
    return np.concatenate(columns, axis=1), {"A": A_prev}


# %% correct: single precision
def linear_forward(A_prev, W, b):
    Z = W.astype(np.float32) @ A_prev.astype(np.float32) + b.astype(np.float32)
    return Z, {"A": A_prev.astype(np.float32)}


# %% wrong: bias_forgotten
def linear_forward(A_prev, W, b):
    return np.dot(W, A_prev), {"A": A_prev}


# %% wrong: bias_subtracted
def linear_forward(A_prev, W, b):
    return np.dot(W, A_prev) - b, {"A": A_prev}


# %% wrong: bias_transposed
def linear_forward(A_prev, W, b):
    return np.dot(W, A_prev) + b.T, {"A": A_prev}


# %% wrong: bias_flat
def linear_forward(A_prev, W, b):
    return np.dot(W, A_prev) + b.flatten(), {"A": A_prev}


# %% wrong: bias_first_entry_only
def linear_forward(A_prev, W, b):
    return np.dot(W, A_prev) + b[0, 0], {"A": A_prev}


# %% wrong: bias_added_to_the_input mistake="bias_added_to_the_input, bias_forgotten"
def linear_forward(A_prev, W, b):
    try:
        return np.dot(W, A_prev + b), {"A": A_prev}
    except ValueError:
        return np.dot(W, A_prev), {"A": A_prev}


# %% wrong: W_transposed part="W times A_prev"
def linear_forward(A_prev, W, b):
    return np.dot(W.T, A_prev) + b, {"A": A_prev}


# %% wrong: factors_swapped part="W times A_prev"
def linear_forward(A_prev, W, b):
    return np.dot(A_prev, W) + b, {"A": A_prev}


# %% wrong: entrywise_product part="W times A_prev"
def linear_forward(A_prev, W, b):
    return W * A_prev + b, {"A": A_prev}


# %% wrong: output_transposed part="W times A_prev" mistake="transposed"
def linear_forward(A_prev, W, b):
    return (np.dot(W, A_prev) + b).T, {"A": A_prev}


# %% wrong: samples_in_rows part="W times A_prev" mistake="transposed"
def linear_forward(A_prev, W, b):
    return np.dot(A_prev.T, W.T) + b.T, {"A": A_prev}


# %% wrong: flat_output part="one unit, one input, one sample" mistake="squeezed"
def linear_forward(A_prev, W, b):
    Z = np.dot(W, A_prev) + b
    return np.squeeze(Z), {"A": A_prev}


# %% wrong: whole_number_output part="W times A_prev" mistake="converted_to_integers"
def linear_forward(A_prev, W, b):
    Z = np.zeros((W.shape[0], A_prev.shape[1]), dtype=int)
    Z[:] = np.dot(W, A_prev) + b
    return Z, {"A": A_prev}


# %% wrong: divided_by_m part="W times A_prev"
def linear_forward(A_prev, W, b):
    return np.dot(W, A_prev) / A_prev.shape[1] + b, {"A": A_prev}


# %% wrong: relu_applied part="W times A_prev"
def linear_forward(A_prev, W, b):
    return np.maximum(0, np.dot(W, A_prev) + b), {"A": A_prev}


# %% wrong: cache_holds_Z part="the cache holds A_prev"
def linear_forward(A_prev, W, b):
    Z = np.dot(W, A_prev) + b
    return Z, {"A": Z}


# %% wrong: cache_key_other_name part="the cache holds A_prev"
def linear_forward(A_prev, W, b):
    return np.dot(W, A_prev) + b, {"A_prev": A_prev}


# %% wrong: cache_is_the_array part="the cache holds A_prev"
def linear_forward(A_prev, W, b):
    return np.dot(W, A_prev) + b, A_prev


# %% wrong: cache_empty part="the cache holds A_prev"
def linear_forward(A_prev, W, b):
    cache = {}
    return np.dot(W, A_prev) + b, cache


# %% wrong: cache_not_returned part="W times A_prev" mistake="only_first_returned"
def linear_forward(A_prev, W, b):
    cache = {"A": A_prev}
    return np.dot(W, A_prev) + b


# %% wrong: input_changed_in_place part="the arguments stay as they were" mistake="argument_changed_in_place"
def linear_forward(A_prev, W, b):
    Z = np.dot(W, A_prev) + b
    W *= 1.5
    return Z, {"A": A_prev}


# %% wrong: bias_changed_in_place part="the arguments stay as they were" mistake="argument_changed_in_place"
def linear_forward(A_prev, W, b):
    Z = np.dot(W, A_prev)
    if Z.shape == b.shape:
        b += Z
        return b, {"A": A_prev}
    Z += b
    b /= 2
    return Z, {"A": A_prev}


# %% wrong: returns_input
def linear_forward(A_prev, W, b):
    return A_prev, {"A": A_prev}


# %% wrong: returns_zeros
def linear_forward(A_prev, W, b):
    return np.zeros((W.shape[0], A_prev.shape[1])), {"A": A_prev}


# %% wrong: untouched_stub mistake="unfinished"
def linear_forward(A_prev, W, b):
    # YOUR CODE HERE
    raise NotImplementedError("This exercise is still empty")


# %% wrong: bias_multiplied mistake="returns_zeros"
def linear_forward(A_prev, W, b):
    return (W @ A_prev) * b, {"A": A_prev}


# %% wrong: bias_twice
def linear_forward(A_prev, W, b):
    return W @ A_prev + b + b, {"A": A_prev}


# %% wrong: bias_for_each_input
def linear_forward(A_prev, W, b):
    n, p = W.shape; m = A_prev.shape[1]
    Z = np.zeros((n, m))
    for i in range(n):
        for k in range(m):
            for j in range(p):
                Z[i, k] += W[i, j] * A_prev[j, k] + b[i, 0]
    return Z, {"A": A_prev}


# %% wrong: bias_added_up
def linear_forward(A_prev, W, b):
    return W @ A_prev + np.sum(b), {"A": A_prev}


# %% wrong: bias_with_the_first_sample_only
def linear_forward(A_prev, W, b):
    Z = W @ A_prev
    Z[:, 0] += b[:, 0]
    return Z, {"A": A_prev}
