# %% correct: as the document asks
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    YPred = np.argmax(AL, axis=0)
    YPred = YPred.reshape(-1, YPred.size)
    return YPred


# %% correct: without the softmax, which keeps the order
def classify(X, parameters, mode="test"):
    A, _ = multi_layer_forward(X, parameters, mode)
    return np.argmax(A, axis=0, keepdims=True)


# %% correct: rows of the transpose, int32
def classify(X, parameters, mode="test"):
    A, _ = multi_layer_forward(X, parameters, mode)
    probabilities = softmax_cross_entropy_loss(A, np.array([]))[0].T
    return np.array([[row.argmax() for row in probabilities]], dtype=np.int32)


# %% correct: a loop that keeps the first largest
def classify(X, parameters, mode="test"):
    AL = softmax_cross_entropy_loss(multi_layer_forward(X, parameters, mode)[0])[0]
    n, m = AL.shape
    YPred = np.zeros((1, m), dtype=int)
    for j in range(m):
        best = 0
        for k in range(1, n):
            if AL[k, j] > AL[best, j]:
                best = k
        YPred[0, j] = best
    return YPred


# %% correct: layer by layer
def classify(X, parameters, mode="test"):
    A = X
    for l in range(1, parameters["numLayers"] + 1):
        A, _ = layer_forward(
            A, parameters["W%d" % l], parameters["b%d" % l], parameters["act%d" % l],
            parameters["dropout%d" % l], parameters["bnorm_beta%d" % l],
            parameters["bnorm_gamma%d" % l], mode,
        )
    return np.atleast_2d(A.argmax(axis=0))


# %% correct: stable sorting of the negatives
def classify(X, parameters, mode="test"):
    A, _ = multi_layer_forward(X, parameters, mode=mode)
    order = np.argsort(-A, axis=0, kind="stable")
    return order[:1, :]


# %% correct: matrix of small integers
def classify(X, parameters, mode="test"):
    print("classifying", X.shape[1])
    AL = softmax_cross_entropy_loss(multi_layer_forward(X, parameters, mode)[0])[0]
    return np.matrix(AL.argmax(axis=0)).astype(np.uint8)


# %% correct: max of Python with a key
def classify(X, parameters, mode="test"):
    Z, _ = multi_layer_forward(X, parameters, mode)
    n, m = Z.shape
    return np.array([max(range(n), key=lambda k: Z[k, j]) for j in range(m)]).reshape((1, m))


# %% wrong: argmax_over_samples part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    YPred = np.argmax(AL, axis=1)
    return YPred.reshape(1, -1)


# %% wrong: argmax_of_everything part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmax(AL)


# %% wrong: flat_shape
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmax(AL, axis=0)


# %% wrong: column_shape part="YPred has shape (1, m)"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmax(AL, axis=0).reshape(-1, 1)


# %% wrong: squeezed
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.squeeze(np.argmax(AL, axis=0).reshape(1, -1))


# %% wrong: list_returned
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return [int(k) for k in np.argmax(AL, axis=0)]


# %% wrong: always_train_mode part="the mode is respected"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, "train")
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmax(AL, axis=0).reshape(1, -1)


# %% wrong: mode_ignored part="the mode is respected"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, "test")
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmax(AL, axis=0).reshape(1, -1)


# %% wrong: train_by_default part="the mode is respected"
def classify(X, parameters, mode="train"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmax(AL, axis=0).reshape(1, -1)


# %% wrong: largest_probability_itself part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.max(AL, axis=0, keepdims=True)


# %% wrong: probabilities_returned part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return AL


# %% wrong: one_hot_returned part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return (AL == AL.max(axis=0, keepdims=True)).astype(int)


# %% wrong: least_probable part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmin(AL, axis=0).reshape(1, -1)


# %% wrong: counted_from_one part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmax(AL, axis=0).reshape(1, -1) + 1


# %% wrong: last_of_equals part="of equal outputs the first class wins"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return (len(AL) - 1 - np.argmax(AL[::-1], axis=0)).reshape(1, -1)


# %% wrong: floats part="YPred holds integers"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    YPred = np.zeros((1, X.shape[1]))
    YPred[0] = np.argmax(AL, axis=0)
    return YPred


# %% wrong: sample_by_sample
def classify(X, parameters, mode="test"):
    YPred = np.zeros((1, X.shape[1]), dtype=int)
    for i in range(X.shape[1]):
        A, _ = multi_layer_forward(X[:, i:i + 1], parameters, mode)
        AL, _, _ = softmax_cross_entropy_loss(A)
        YPred[0, i] = np.argmax(AL)
    return YPred


# %% wrong: in_batches_of_64 part="all samples go through at once"
def classify(X, parameters, mode="test"):
    parts = []
    for start in range(0, X.shape[1], 64):
        A, _ = multi_layer_forward(X[:, start:start + 64], parameters, mode)
        AL, _, _ = softmax_cross_entropy_loss(A)
        parts.append(np.argmax(AL, axis=0))
    return np.concatenate(parts).reshape(1, -1)


# %% wrong: above_one_half part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return (AL[:1] < 0.5).astype(int)


# %% wrong: first_layer_only part="the class with the largest output"
def classify(X, parameters, mode="test"):
    A, _ = linear_forward(X, parameters["W1"], parameters["b1"])
    return np.argmax(A, axis=0).reshape(1, -1)


# %% wrong: argmax_of_the_caches part="the class with the largest output"
def classify(X, parameters, mode="test"):
    AL = multi_layer_forward(X, parameters, mode)[1]
    return np.argmax(AL, axis=0).reshape(1, -1)


# %% wrong: dropout_switched_off_in_the_parameters part="the mode is respected" mistake="mode_ignored, argument_changed_in_place"
def classify(X, parameters, mode="test"):
    for l in range(1, parameters["numLayers"] + 1):
        parameters["dropout" + str(l)] = 0
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    return np.argmax(AL, axis=0).reshape(1, -1)


# %% wrong: input_scaled_in_place part="X and the parameters stay as they were" mistake="argument_changed_in_place"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    X -= X.min()
    return np.argmax(AL, axis=0).reshape(1, -1)


# %% wrong: nothing_returned part="the class with the largest output" mistake="forgot_return"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, mode)
    AL, cache, loss = softmax_cross_entropy_loss(A)
    YPred = np.argmax(AL, axis=0).reshape(1, -1)


# %% wrong: returns_zeros
def classify(X, parameters, mode="test"):
    return np.zeros((1, X.shape[1]), dtype=int)


# %% wrong: guessed part="the class with the largest output"
def classify(X, parameters, mode="test"):
    n = parameters["W" + str(parameters["numLayers"])].shape[0]
    return np.random.randint(n, size=(1, X.shape[1]))


# %% wrong: untouched_stub mistake="unfinished"
def classify(X, parameters, mode="test"):
    # YOUR CODE HERE
    raise NotImplementedError("This exercise is still empty")


# %% wrong: input_divided_by_255 part="the class with the largest output" mistake="returns_zeros"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X / 255.0, parameters, mode)
    return A.argmax(0).reshape(1, -1)


# %% wrong: modes_exchanged part="the mode is respected" mistake="always_train_mode, mode_ignored"
def classify(X, parameters, mode="test"):
    A, caches = multi_layer_forward(X, parameters, "train" if mode == "test" else "test")
    return A.argmax(0).reshape(1, -1)
