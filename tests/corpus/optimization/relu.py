# %% [markdown]
# What students write for `relu`: each cell is what stands in the stub cell.


# %% correct: maximum
def relu(Z):
    A = np.maximum(0, Z)
    cache = {"Z": Z}
    return A, cache


# %% correct: where
def relu(Z):
    cache = {}
    cache["Z"] = Z
    Z = np.array(Z)
    return np.where(Z > 0, Z, 0), cache


# %% correct: product_with_mask
def relu(Z):
    Z = np.asarray(Z)
    return Z * (Z > 0), dict(Z=Z)


# %% correct: in_place_on_a_copy
def relu(Z):
    A = np.array(Z, copy=True)
    A[A < 0] = 0
    return A, {"Z": Z}


# %% correct: loop_over_entries
def positive(value):
    return value if value > 0 else 0


def relu(Z):
    values = np.asarray(Z)
    A = np.zeros(values.shape)
    for index in np.ndindex(values.shape):
        A[index] = positive(values[index])
    return A, {"Z": Z}


# %% correct: half_of_sum_with_absolute_value
def relu(Z):
    Z = np.asarray(Z, dtype=float)
    return (Z + np.abs(Z)) / 2, {"Z": Z}


# %% correct: clip_and_print
def relu(Z):
    print("relu was called")
    A = np.clip(Z, 0, None)
    return [A, {"Z": Z}]


# %% correct: float32
def relu(Z):
    Z32 = np.asarray(Z).astype(np.float32)
    return np.maximum(Z32, 0), {"Z": Z}


# %% correct: vectorize_with_warning
import warnings


def relu(Z):
    warnings.warn("this may be slow")
    return np.vectorize(lambda z: max(z, 0.0), otypes=[float])(Z), {"Z": np.array(Z)}


# %% correct: annotated_list_comprehension
from typing import Dict, Tuple
def relu(Z: np.ndarray) -> Tuple[np.ndarray, Dict[str, np.ndarray]]:
    cache: Dict[str, np.ndarray] = {}
    cache["Z"] = Z
    arr = np.array(Z)
    if arr.ndim == 1:
        return np.array([z if z > 0 else 0 for z in arr]), cache
    return np.array([[z if z > 0 else 0 for z in row] for row in arr]), cache


# %% correct: recursion_over_the_dimensions
def _r(z):
    if np.ndim(z) == 0:
        return max(z, 0)
    return [_r(x) for x in z]
def relu(Z):
    return np.array(_r(Z)), {"Z": Z}


# %% correct: piecewise
def relu(Z):
    Z = np.asarray(Z)
    return np.piecewise(Z, [Z > 0], [lambda z: z, 0]), {"Z": Z}


# %% wrong: untouched_stub part="A is max(0, Z), entry by entry" mistake="unfinished"
def relu(Z):
    # YOUR CODE HERE
    raise NotImplementedError("This exercise is still empty.")


# %% wrong: leftover_raise part="A is max(0, Z), entry by entry" mistake="unfinished"
def relu(Z):
    A = np.maximum(0, Z)
    cache = {"Z": Z}
    raise NotImplementedError
    return A, cache


# %% wrong: returns_input part="A is max(0, Z), entry by entry"
def relu(Z):
    return Z, {"Z": Z}


# %% wrong: returns_zeros part="A is max(0, Z), entry by entry"
def relu(Z):
    return np.zeros_like(Z), {"Z": Z}


# %% wrong: hard_coded_visible_answer part="A is max(0, Z), entry by entry"
def relu(Z):
    return np.array([0, 0, 0, 1, 2]), {"Z": np.array([-2, -1, 0, 1, 2])}


# %% wrong: absolute_value part="A is max(0, Z), entry by entry"
def relu(Z):
    return np.abs(Z), {"Z": Z}


# %% wrong: minimum_for_maximum part="A is max(0, Z), entry by entry"
def relu(Z):
    return np.minimum(0, Z), {"Z": Z}


# %% wrong: leaky part="A is max(0, Z), entry by entry"
def relu(Z):
    Z = np.asarray(Z)
    return np.where(Z > 0, Z, 0.01 * Z), {"Z": Z}


# %% wrong: returns_derivative part="A is max(0, Z), entry by entry"
def relu(Z):
    return (np.asarray(Z) > 0).astype(float), {"Z": Z}


# %% wrong: largest_entry_only part="A is max(0, Z), entry by entry"
def relu(Z):
    return max(0, np.max(Z)), {"Z": Z}


# %% wrong: capped_at_six part="A is max(0, Z), entry by entry"
def relu(Z):
    return np.clip(Z, 0, 6), {"Z": Z}


# %% wrong: maximum_with_one part="A is max(0, Z), entry by entry"
def relu(Z):
    return np.maximum(1, Z), {"Z": Z}


# %% wrong: flattened part="A is max(0, Z), entry by entry"
def relu(Z):
    return np.maximum(0, np.ravel(Z)), {"Z": Z}


# %% wrong: forgot_return part="A is max(0, Z), entry by entry"
def relu(Z):
    A = np.maximum(0, Z)
    cache = {"Z": Z}


# %% wrong: forgot_cache part="A is max(0, Z), entry by entry" mistake="only_first_returned"
def relu(Z):
    return np.maximum(0, Z)


# %% wrong: outputs_swapped part="A is max(0, Z), entry by entry"
def relu(Z):
    return {"Z": Z}, np.maximum(0, Z)


# %% wrong: prints_instead_of_returning part="A is max(0, Z), entry by entry" mistake="forgot_return"
def relu(Z):
    print(np.maximum(0, Z))


# %% wrong: renamed part="A is max(0, Z), entry by entry" mistake="function_not_found"
def my_relu(Z):
    return np.maximum(0, Z), {"Z": Z}


# %% wrong: cache_holds_output part="the cache holds Z"
def relu(Z):
    A = np.maximum(0, Z)
    return A, {"Z": A}


# %% wrong: cache_under_wrong_key part="the cache holds Z"
def relu(Z):
    return np.maximum(0, Z), {"A": Z}


# %% wrong: cache_is_array part="the cache holds Z"
def relu(Z):
    return np.maximum(0, Z), Z


# %% wrong: cache_empty part="the cache holds Z"
def relu(Z):
    cache = {}
    return np.maximum(0, Z), cache


# %% wrong: lists_refused part="whole numbers and plain lists"
def relu(Z):
    A = Z.copy()
    A[A < 0] = 0
    return A, {"Z": Z}


# %% wrong: two_dimensions_only part="whole numbers and plain lists" mistake="lists_refused"
def relu(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            A[i, j] = max(0, Z[i, j])
    return A, {"Z": Z}


# %% wrong: converted_to_integers part="A is max(0, Z), entry by entry"
def relu(Z):
    Z = np.array(Z, dtype=int)
    return np.maximum(0, Z), {"Z": Z}


# %% wrong: changes_argument part="the arguments stay as they were" mistake="argument_changed_in_place"
def relu(Z):
    cache = {"Z": np.array(Z)}
    Z = np.asarray(Z)
    Z[Z < 0] = 0
    return Z, cache


# %% wrong: changes_argument_and_so_the_cache part="the cache holds Z" mistake="cache_holds_output, argument_changed_in_place"
def relu(Z):
    Z = np.asarray(Z)
    Z[Z < 0] = 0
    return Z, {"Z": Z}


# %% wrong: capped_at_one part="A is max(0, Z), entry by entry"
def relu(Z):
    return np.clip(Z, 0, 1), {"Z": Z}


# %% wrong: leaky_with_slope_one_tenth part="A is max(0, Z), entry by entry" mistake="leaky_with_another_slope"
def relu(Z):
    return np.maximum(0.1 * np.asarray(Z), Z), {"Z": Z}


# %% wrong: exponential_below_zero part="A is max(0, Z), entry by entry"
def relu(Z):
    Z = np.asarray(Z)
    return np.where(Z > 0, Z, np.exp(Z) - 1), {"Z": Z}


# %% wrong: bend_at_one_half part="A is max(0, Z), entry by entry"
def relu(Z):
    Z = np.asarray(Z)
    return np.where(Z > 0.5, Z, 0), {"Z": Z}


# %% wrong: max_of_python part="A is max(0, Z), entry by entry" mistake="array_taken_for_condition"
def relu(Z):
    return max(0, Z), {"Z": Z}


# %% wrong: cache_of_the_first_call part="the cache holds Z"
cache = {}
def relu(Z):
    if "Z" not in cache:
        cache["Z"] = Z
    return np.maximum(0, Z), cache


# %% wrong: sigmoid part="A is max(0, Z), entry by entry"
def relu(Z):
    Z = np.asarray(Z)
    return 1 / (1 + np.exp(-Z)), {"Z": Z}
