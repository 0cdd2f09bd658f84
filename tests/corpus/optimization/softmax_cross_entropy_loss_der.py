# %% [markdown]
# What students write for `softmax_cross_entropy_loss_der`: each cell is what stands in the stub
# cell.


# %% correct: one_subtracted_at_the_label
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    m = Y.shape[1]
    dZ = A.copy()
    dZ[Y.astype(int).flatten(), np.arange(m)] -= 1
    return dZ / m


# %% correct: one_hot_by_comparison
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    dZ = (A - hot) / A.shape[1]
    return dZ


# %% correct: loops
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    n, m = A.shape
    dZ = np.zeros((n, m))
    for i in range(m):
        for k in range(n):
            dZ[k][i] = (A[k][i] - (1 if Y[0][i] == k else 0)) / m
    return dZ


# %% correct: identity_matrix
def encode(labels, classes):
    return np.eye(classes)[labels.ravel().astype(int)].T


def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    return 1 / Y.size * (A - encode(Y, len(A)))


# %% correct: matrix_without_ufuncs
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    m = A.shape[1]
    hot = np.zeros(A.shape)
    hot[Y[0].astype("int64"), range(m)] = 1.0
    return np.subtract(A, hot) * (1.0 / m)


# %% correct: float32
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"].astype(np.float32)
    hot = (np.arange(A.shape[0]).reshape(-1, 1) == Y).astype(np.float32)
    return (A - hot) / np.float32(Y.size)


# %% correct: put_along_axis
def softmax_cross_entropy_loss_der(Y, cache):
    dZ = np.array(cache["A"])
    labels = Y.astype(int)
    np.put_along_axis(dZ, labels, np.take_along_axis(dZ, labels, 0) - 1, 0)
    dZ /= Y.shape[1]
    return dZ


# %% correct: chain_rule_through_the_jacobian
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    n, m = A.shape
    dZ = np.zeros((n, m))
    for i in range(m):
        a = A[:, [i]]
        J = np.diagflat(a) - a @ a.T
        dA = np.zeros((n, 1))
        k = int(Y[0, i])
        dA[k] = -1 / (a[k, 0] * m)
        dZ[:, [i]] = J @ dA
    return dZ


# %% correct: subtract_at
def softmax_cross_entropy_loss_der(Y, cache):
    dZ = cache["A"].copy()
    np.subtract.at(dZ, (Y.astype(int).flatten(), np.arange(Y.shape[1])), 1.0)
    dZ /= Y.shape[1]
    return dZ


# %% wrong: untouched_stub part="dZ points along A - onehot(Y)" mistake="unfinished"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    # YOUR CODE HERE
    raise NotImplementedError("This exercise is still empty.")


# %% wrong: returns_input part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    return cache["A"]


# %% wrong: returns_zeros part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    return np.zeros_like(cache["A"])


# %% wrong: hard_coded_visible_answer part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    return np.array([[0.14373987, -0.15462795, 0.01386893, 0.09129225],
                     [-0.18270624, 0.01760184, -0.11535594, 0.12468962],
                     [0.03896637, 0.13702612, 0.10148701, -0.21598186]])


# %% wrong: forgotten_sign part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return (hot - A) / Y.size


# %% wrong: labels_taken_as_numbers part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    return (cache["A"] - Y) / Y.size


# %% wrong: gradient_with_respect_to_A part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return -1.0 * hot / A / Y.size


# %% wrong: only_the_label_entries part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return (A - 1) * hot / Y.size


# %% wrong: whole_rows_lowered part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    dZ = cache["A"].copy()
    dZ[Y.astype(int)[0], :] -= 1
    return dZ / Y.size


# %% wrong: sigmoid_derivative part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return (A - hot) * A * (1 - A) / Y.size


# %% wrong: one_hot_transposed part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.eye(A.shape[0])[Y.astype(int)[0]]
    return (A - hot) / Y.size


# %% wrong: divided_before_subtracting part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return A / Y.size - hot


# %% wrong: labels_count_from_one part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    dZ = cache["A"].copy()
    dZ[Y.astype(int)[0] - 1, np.arange(Y.size)] -= 1
    return dZ / Y.size


# %% wrong: transposed part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return ((A - hot) / Y.size).T


# %% wrong: forgot_return part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    dZ = (A - hot) / Y.size


# %% wrong: not_divided_by_m part="dZ is divided by the number of samples"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return A - hot


# %% wrong: divided_by_classes part="dZ is divided by the number of samples"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return (A - hot) / A.shape[0]


# %% wrong: divided_by_length_of_Y part="dZ is divided by the number of samples" mistake="not_divided_by_m"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return (A - hot) / len(Y)


# %% wrong: divided_by_all_entries part="dZ is divided by the number of samples"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return (A - hot) / A.size


# %% wrong: divided_twice part="dZ is divided by the number of samples"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return (A - hot) / Y.size / Y.size


# %% wrong: factor_two part="dZ is divided by the number of samples"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return 2 * (A - hot) / Y.size


# %% wrong: integer_labels_only part="labels may be floats"
def softmax_cross_entropy_loss_der(Y, cache):
    dZ = cache["A"].copy()
    dZ[Y[0], np.arange(Y.size)] -= 1
    return dZ / Y.size


# %% wrong: classes_counted_from_labels part="a class may have no sample"
def softmax_cross_entropy_loss_der(Y, cache):
    hot = np.eye(int(np.max(Y)) + 1)[Y.astype(int).ravel()].T
    A = cache["A"]
    return (A - hot) / Y.size if A.shape[1] > 1 else (A - np.eye(len(A))[:, [int(Y[0, 0])]])


# %% wrong: squeezed part="a single sample, a single class"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    hot = np.arange(A.shape[0])[:, None] == Y
    return np.squeeze((A - hot) / Y.size)


# %% wrong: labels_squeezed part="a single sample, a single class"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    labels = np.squeeze(Y).astype(int)
    dZ = A.copy()
    dZ[labels, np.arange(len(labels))] -= 1
    return dZ / len(labels)


# %% wrong: changes_A_in_cache part="the arguments stay as they were" mistake="argument_changed_in_place"
def softmax_cross_entropy_loss_der(Y, cache):
    dZ = cache["A"]
    dZ[Y.astype(int)[0], np.arange(Y.size)] -= 1
    return dZ / Y.size


# %% wrong: labels_alone_divided part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]; H = np.eye(A.shape[0])[Y.astype(int)[0]].T
    return A - H / Y.shape[1]


# %% wrong: label_entries_alone_divided part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]
    dZ = np.copy(A)
    m = Y.shape[1]
    for col in range(A.shape[1]):
        for row in range(A.shape[0]):
            if Y[0][col] == row:
                dZ[row][col] = 1 / m * (A[row][col] - 1)
    return dZ


# %% wrong: softmax_of_the_probabilities part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    A = cache["A"]; E = np.exp(A - A.max(0)); A = E / E.sum(0)
    H = np.eye(A.shape[0])[Y.astype(int)[0]].T
    return (A - H) / Y.shape[1]


# %% wrong: added part="dZ points along A - onehot(Y)"
def softmax_cross_entropy_loss_der(Y, cache):
    dZ = cache["A"].copy(); m = Y.shape[1]
    dZ[Y.astype(int)[0], np.arange(m)] += 1
    return dZ / m
