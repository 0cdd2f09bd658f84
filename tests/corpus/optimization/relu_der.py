# %% [markdown]
# What students write for `relu_der`: each cell is what stands in the stub cell.


# %% correct: where
def relu_der(dA, cache):
    return np.where(cache["Z"] > 0, dA, 0)


# %% correct: product_with_mask
def relu_der(dA, cache):
    Z = cache["Z"]
    dZ = dA * (Z > 0)
    return dZ


# %% correct: zeros_written_into_a_copy
def relu_der(dA, cache):
    dZ = np.array(dA, copy=True)
    dZ[cache["Z"] <= 0] = 0
    return dZ


# %% correct: loops
def relu_der(dA, cache):
    Z = cache["Z"]
    dZ = np.array(dA, copy=True)
    for row in range(Z.shape[0]):
        for column in range(Z.shape[1]):
            if not Z[row][column] > 0:
                dZ[row][column] = 0
    return dZ


# %% correct: sign_of_the_activation
def step(Z):
    """1 where Z is positive, 0 elsewhere."""
    return np.sign(np.maximum(Z, 0))


def relu_der(dA, cache):
    return np.multiply(step(cache["Z"]), dA)


# %% correct: heaviside
def relu_der(dA, cache):
    return dA * np.heaviside(np.asarray(cache["Z"], dtype=float), 0.0)


# %% correct: float32
def relu_der(dA, cache):
    slope = (cache["Z"] > 0).astype(np.float32)
    return (dA * slope).astype(np.float32)


# %% correct: einsum
def relu_der(dA, cache):
    return np.einsum("nm,nm->nm", dA, (cache["Z"] > 0).astype(float))


# %% correct: sign_and_its_absolute_value
def relu_der(dA, cache):
    Z = cache["Z"]
    return dA * (np.sign(Z) + np.abs(np.sign(Z))) / 2


# %% correct: select_with_a_default_argument
def relu_der(dA: np.ndarray, cache: dict, at_zero: float = 0.0) -> np.ndarray:
    Z = cache.get("Z")
    return np.select([Z > 0, Z <= 0], [dA, at_zero])


# %% wrong: untouched_stub part="dA passes where Z is positive" mistake="unfinished"
def relu_der(dA, cache):
    # YOUR CODE HERE
    raise NotImplementedError("This exercise is still empty.")


# %% wrong: returns_input part="dA passes where Z is positive"
def relu_der(dA, cache):
    return dA


# %% wrong: returns_zeros part="dA passes where Z is positive"
def relu_der(dA, cache):
    return np.zeros_like(dA)


# %% wrong: hard_coded_visible_answer part="dA passes where Z is positive"
def relu_der(dA, cache):
    return np.array([[0, 2], [1, 0]])


# %% wrong: dA_forgotten part="dA passes where Z is positive"
def relu_der(dA, cache):
    return (cache["Z"] > 0).astype(float)


# %% wrong: sign_of_dA_for_Z part="dA passes where Z is positive"
def relu_der(dA, cache):
    return np.where(dA > 0, dA, 0)


# %% wrong: times_Z part="dA passes where Z is positive"
def relu_der(dA, cache):
    return dA * np.maximum(0, cache["Z"])


# %% wrong: inverted part="dA passes where Z is positive"
def relu_der(dA, cache):
    return np.where(cache["Z"] > 0, 0, dA)


# %% wrong: one_where_positive part="dA passes where Z is positive" mistake="dA_forgotten"
def relu_der(dA, cache):
    dZ = np.array(dA, copy=True)
    dZ[cache["Z"] > 0] = 1
    dZ[cache["Z"] <= 0] = 0
    return dZ


# %% wrong: leaky part="dA passes where Z is positive"
def relu_der(dA, cache):
    return np.where(cache["Z"] > 0, dA, 0.01 * dA)


# %% wrong: sign_function part="dA passes where Z is positive"
def relu_der(dA, cache):
    return dA * np.sign(cache["Z"])


# %% wrong: matrix_product part="dA passes where Z is positive"
def relu_der(dA, cache):
    return np.dot(dA, (cache["Z"] > 0).T)


# %% wrong: transposed part="dA passes where Z is positive"
def relu_der(dA, cache):
    return (dA * (cache["Z"] > 0)).T


# %% wrong: square_loop part="dA passes where Z is positive"
def relu_der(dA, cache):
    Z = cache["Z"]
    dZ = np.array(dA, copy=True)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[0]):
            if Z[i, j] <= 0:
                dZ[i, j] = 0
    return dZ


# %% wrong: returns_tuple part="dA passes where Z is positive" mistake="too_many_returned"
def relu_der(dA, cache):
    return dA * (cache["Z"] > 0), cache


# %% wrong: forgot_return part="dA passes where Z is positive"
def relu_der(dA, cache):
    dZ = dA * (cache["Z"] > 0)


# %% wrong: wrong_cache_key part="dA passes where Z is positive"
def relu_der(dA, cache):
    return dA * (cache["A"] > 0)


# %% wrong: one_at_zero part="nothing passes where Z is 0"
def relu_der(dA, cache):
    return dA * (cache["Z"] >= 0)


# %% wrong: half_at_zero part="nothing passes where Z is 0"
def relu_der(dA, cache):
    return dA * np.heaviside(cache["Z"], 0.5)


# %% wrong: only_negatives_zeroed part="nothing passes where Z is 0" mistake="one_at_zero"
def relu_der(dA, cache):
    dZ = np.array(dA, copy=True)
    dZ[cache["Z"] < 0] = 0
    return dZ


# %% wrong: divided_by_Z part="nothing passes where Z is 0"
def relu_der(dA, cache):
    Z = cache["Z"]
    return dA * np.maximum(0, Z) / Z


# %% wrong: cut_off_to_type_of_Z part="whole numbers cut nothing off" mistake="cut_off_to_type_of_argument"
def relu_der(dA, cache):
    dZ = np.zeros_like(cache["Z"])
    positive = cache["Z"] > 0
    dZ[positive] = dA[positive]
    return dZ


# %% wrong: changes_dA part="the arguments stay as they were" mistake="argument_changed_in_place"
def relu_der(dA, cache):
    dA[cache["Z"] <= 0] = 0
    return dA


# %% wrong: changes_Z_in_cache part="the arguments stay as they were" mistake="argument_changed_in_place"
def relu_der(dA, cache):
    Z = cache["Z"]
    Z[Z <= 0] = 0
    Z[Z > 0] = 1
    return dA * Z


# %% wrong: relu_returned part="dA passes where Z is positive"
def relu_der(dA, cache):
    return np.where(cache["Z"] > 0, cache["Z"], 0)


# %% wrong: relu_of_the_product part="dA passes where Z is positive"
def relu_der(dA, cache):
    return np.maximum(0, dA * cache["Z"])


# %% wrong: compared_with_one part="dA passes where Z is positive"
def relu_der(dA, cache):
    return dA * (cache["Z"] >= 1)


# %% wrong: divided_by_m part="dA passes where Z is positive"
def relu_der(dA, cache):
    return dA * (cache["Z"] > 0) / dA.shape[1]


# %% wrong: if_on_the_whole_array part="dA passes where Z is positive" mistake="array_taken_for_condition"
def relu_der(dA, cache):
    if cache["Z"] > 0:
        return dA
    else:
        return 0


# %% wrong: last_row_and_column_left_out part="dA passes where Z is positive"
def relu_der(dA, cache):
    dZ = np.array(dA, copy=True)
    Z = cache["Z"]
    for i in range(Z.shape[0] - 1):
        for j in range(Z.shape[1] - 1):
            if Z[i][j] <= 0:
                dZ[i][j] = 0
    return dZ
