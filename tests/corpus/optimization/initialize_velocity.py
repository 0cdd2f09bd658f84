# %% correct: zeros_like, in place
def initialize_velocity(parameters, apply_momentum=True):
    L = parameters["numLayers"]
    parameters["apply_momentum"] = apply_momentum
    for l in range(L):
        if apply_momentum:
            parameters["VdW" + str(l + 1)] = np.zeros_like(parameters["W" + str(l + 1)])
            parameters["Vdb" + str(l + 1)] = np.zeros_like(parameters["b" + str(l + 1)])
            parameters["GdW" + str(l + 1)] = np.zeros_like(parameters["W" + str(l + 1)])
            parameters["Gdb" + str(l + 1)] = np.zeros_like(parameters["b" + str(l + 1)])
    return parameters


# %% correct: zeros of the shape, in a new dictionary
def initialize_velocity(parameters, apply_momentum=True):
    result = parameters.copy()
    result["apply_momentum"] = apply_momentum
    if apply_momentum:
        for l in range(1, parameters["numLayers"] + 1):
            for name in ("W", "b"):
                shape = parameters[f"{name}{l}"].shape
                result[f"Vd{name}{l}"] = np.zeros(shape)
                result[f"Gd{name}{l}"] = np.zeros(shape)
    return result


# %% correct: zero times the parameter
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters["VdW%d" % l] = 0 * parameters["W%d" % l]
            parameters["Vdb%d" % l] = 0 * parameters["b%d" % l]
            parameters["GdW%d" % l] = 0 * parameters["W%d" % l]
            parameters["Gdb%d" % l] = 0 * parameters["b%d" % l]
    return parameters


# %% correct: averages made without momentum too
def initialize_velocity(parameters, apply_momentum=True):
    averages = {}
    for l in range(parameters["numLayers"], 0, -1):
        n_out, n_in = parameters["W" + str(l)].shape
        for letter in "VG":
            averages[letter + "dW" + str(l)] = np.zeros((n_out, n_in))
            averages[letter + "db" + str(l)] = np.zeros((n_out, 1))
    return {**parameters, **averages, "apply_momentum": apply_momentum}


# %% correct: one dictionary comprehension
def initialize_velocity(parameters, apply_momentum=True):
    names = [name + str(l) for l in range(1, parameters["numLayers"] + 1) for name in ("W", "b")]
    if apply_momentum:
        parameters.update({letter + "d" + name: np.zeros_like(parameters[name]) for name in names for letter in "VG"})
    parameters["apply_momentum"] = bool(apply_momentum)
    return parameters


# %% correct: the same zeros for V and G
def initialize_velocity(parameters, apply_momentum=True):
    parameters = {**parameters, "apply_momentum": apply_momentum}
    for layer in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            z, y = np.zeros_like(parameters[f"W{layer}"]), np.zeros_like(parameters[f"b{layer}"])
            parameters[f"VdW{layer}"], parameters[f"GdW{layer}"] = z, z
            parameters[f"Vdb{layer}"], parameters[f"Gdb{layer}"] = y, y
    return parameters


# %% correct: a deep copy and an early return
from copy import deepcopy
def initialize_velocity(parameters, apply_momentum: bool = True) -> dict:
    p = deepcopy(parameters)
    p["apply_momentum"] = bool(apply_momentum)
    if not apply_momentum:
        return p
    l = 1
    while f"W{l}" in p:
        s, t = np.shape(p[f"W{l}"]), np.shape(p[f"b{l}"])
        p[f"VdW{l}"] = np.zeros(s); p[f"GdW{l}"] = np.zeros(s)
        p[f"Vdb{l}"] = np.zeros(t); p[f"Gdb{l}"] = np.zeros(t)
        l += 1
    return p


# %% wrong: ones_for_zeros part="VdW1 is zero and has W1's shape"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.ones_like(parameters[f"W{l}"])
            parameters[f"Vdb{l}"] = np.ones_like(parameters[f"b{l}"])
            parameters[f"GdW{l}"] = np.ones_like(parameters[f"W{l}"])
            parameters[f"Gdb{l}"] = np.ones_like(parameters[f"b{l}"])
    return parameters


# %% wrong: ones_for_squares part="every layer has averages of squares, zero at first"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Vdb{l}"] = np.zeros_like(parameters[f"b{l}"])
            parameters[f"GdW{l}"] = np.ones_like(parameters[f"W{l}"])
            parameters[f"Gdb{l}"] = np.ones_like(parameters[f"b{l}"])
    return parameters


# %% wrong: first_entry_zero_only part="VdW1 is zero and has W1's shape"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            for letter in "VG":
                for name in "Wb":
                    average = np.array(parameters[f"{name}{l}"])
                    average[0, 0] = 0
                    parameters[f"{letter}d{name}{l}"] = average
    return parameters


# %% wrong: parameters_themselves part="VdW1 is zero and has W1's shape"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = parameters[f"W{l}"]
            parameters[f"Vdb{l}"] = parameters[f"b{l}"]
            parameters[f"GdW{l}"] = parameters[f"W{l}"]
            parameters[f"Gdb{l}"] = parameters[f"b{l}"]
    return parameters


# %% wrong: random_start part="VdW1 is zero and has W1's shape" mistake="not_zero_at_first"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            for letter in "VG":
                for name in "Wb":
                    parameters[f"{letter}d{name}{l}"] = np.random.randn(*parameters[f"{name}{l}"].shape)
    return parameters


# %% wrong: single_numbers part="VdW1 is zero and has W1's shape"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            for letter in "VG":
                parameters[f"{letter}dW{l}"] = 0.0
                parameters[f"{letter}db{l}"] = 0.0
    return parameters


# %% wrong: flat_bias
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            for letter in "VG":
                parameters[f"{letter}dW{l}"] = np.zeros(parameters[f"W{l}"].shape)
                parameters[f"{letter}db{l}"] = np.zeros(parameters[f"b{l}"].shape[0])
    return parameters


# %% wrong: bias_with_the_shape_of_W
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Vdb{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"GdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Gdb{l}"] = np.zeros_like(parameters[f"W{l}"])
    return parameters


# %% wrong: transposed_shape part="VdW1 is zero and has W1's shape"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            for letter in "VG":
                parameters[f"{letter}dW{l}"] = np.zeros(parameters[f"W{l}"].shape[::-1])
                parameters[f"{letter}db{l}"] = np.zeros(parameters[f"b{l}"].shape)
    return parameters


# %% wrong: squares_forgotten part="every layer has averages of squares, zero at first"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Vdb{l}"] = np.zeros_like(parameters[f"b{l}"])
    return parameters


# %% wrong: biases_forgotten
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"GdW{l}"] = np.zeros_like(parameters[f"W{l}"])
    return parameters


# %% wrong: last_layer_forgotten
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"]):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Vdb{l}"] = np.zeros_like(parameters[f"b{l}"])
            parameters[f"GdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Gdb{l}"] = np.zeros_like(parameters[f"b{l}"])
    return parameters


# %% wrong: first_layer_shape_for_all
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.zeros_like(parameters["W1"])
            parameters[f"Vdb{l}"] = np.zeros_like(parameters["b1"])
            parameters[f"GdW{l}"] = np.zeros_like(parameters["W1"])
            parameters[f"Gdb{l}"] = np.zeros_like(parameters["b1"])
    return parameters


# %% wrong: returned_inside_the_loop
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Vdb{l}"] = np.zeros_like(parameters[f"b{l}"])
            parameters[f"GdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Gdb{l}"] = np.zeros_like(parameters[f"b{l}"])
        return parameters


# %% wrong: momentum_always_on part="the choice of momentum is noted"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = True
    for l in range(1, parameters["numLayers"] + 1):
        parameters[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
        parameters[f"Vdb{l}"] = np.zeros_like(parameters[f"b{l}"])
        parameters[f"GdW{l}"] = np.zeros_like(parameters[f"W{l}"])
        parameters[f"Gdb{l}"] = np.zeros_like(parameters[f"b{l}"])
    return parameters


# %% wrong: choice_not_noted part="the choice of momentum is noted"
def initialize_velocity(parameters, apply_momentum=True):
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Vdb{l}"] = np.zeros_like(parameters[f"b{l}"])
            parameters[f"GdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            parameters[f"Gdb{l}"] = np.zeros_like(parameters[f"b{l}"])
    return parameters


# %% wrong: averages_only_returned part="everything else is kept"
def initialize_velocity(parameters, apply_momentum=True):
    velocity = {"apply_momentum": apply_momentum}
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            velocity[f"VdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            velocity[f"Vdb{l}"] = np.zeros_like(parameters[f"b{l}"])
            velocity[f"GdW{l}"] = np.zeros_like(parameters[f"W{l}"])
            velocity[f"Gdb{l}"] = np.zeros_like(parameters[f"b{l}"])
    return velocity


# %% wrong: weights_zeroed_as_well part="everything else is kept"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            for name in "Wb":
                zeros = parameters[f"{name}{l}"]
                zeros *= 0
                parameters[f"Vd{name}{l}"] = zeros
                parameters[f"Gd{name}{l}"] = zeros.copy()
    return parameters


# %% wrong: keys_without_d part="VdW1 is zero and has W1's shape"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            for name in ("W", "b"):
                parameters[f"V{name}{l}"] = np.zeros_like(parameters[f"{name}{l}"])
                parameters[f"G{name}{l}"] = np.zeros_like(parameters[f"{name}{l}"])
    return parameters


# %% wrong: nothing_returned part="VdW1 is zero and has W1's shape" mistake="forgot_return"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            for name in ("W", "b"):
                parameters[f"Vd{name}{l}"] = np.zeros_like(parameters[f"{name}{l}"])
                parameters[f"Gd{name}{l}"] = np.zeros_like(parameters[f"{name}{l}"])


# %% wrong: returns_input mistake="no_averages"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    return parameters


# %% wrong: untouched_stub mistake="unfinished"
def initialize_velocity(parameters, apply_momentum=True):
    parameters = {**parameters, "apply_momentum": apply_momentum}
    for layer in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            # YOUR CODE HERE
            raise NotImplementedError("This exercise is still empty")
    return parameters


# %% wrong: small_random_start mistake="not_zero_at_first"
def initialize_velocity(parameters, apply_momentum=True):
    parameters = {**parameters, "apply_momentum": apply_momentum}
    for layer in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            parameters[f"VdW{layer}"] = 0.01 * np.random.randn(*np.shape(parameters[f"W{layer}"]))
            parameters[f"Vdb{layer}"] = 0.01 * np.random.randn(*np.shape(parameters[f"b{layer}"]))
            parameters[f"GdW{layer}"] = 0.01 * np.random.randn(*np.shape(parameters[f"W{layer}"]))
            parameters[f"Gdb{layer}"] = 0.01 * np.random.randn(*np.shape(parameters[f"b{layer}"]))
    return parameters


# %% wrong: two_layers_always mistake="last_layer_forgotten"
def initialize_velocity(parameters, apply_momentum=True):
    parameters["apply_momentum"] = apply_momentum
    for l in (1, 2):
        for k in "Wb":
            parameters[f"Vd{k}{l}"] = np.zeros_like(parameters[f"{k}{l}"])
            parameters[f"Gd{k}{l}"] = np.zeros_like(parameters[f"{k}{l}"])
    return parameters
