# %% correct: as the document has it
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {}
    parameters["numLayers"] = len(net_dims) - 1
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2.0 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% correct: random.normal with the deviation as its scale
def initialize_network(net_dims, act_list, drop_prob_list):
    L = len(net_dims) - 1
    parameters = {"numLayers": L}
    for l in range(1, L + 1):
        size = (net_dims[l], net_dims[l - 1])
        parameters[f"W{l}"] = np.random.normal(0, 2 / np.sqrt(net_dims[l - 1]), size)
        parameters[f"b{l}"] = np.zeros((net_dims[l], 1))
        parameters[f"act{l}"] = act_list[l - 1]
        parameters[f"dropout{l}"] = drop_prob_list[l - 1]
    return parameters


# %% correct: zip over neighbouring sizes, full for the bias
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(act_list)}
    rows = zip(net_dims[:-1], net_dims[1:], act_list, drop_prob_list)
    for number, (n_in, n_out, act, drop) in enumerate(rows, 1):
        parameters["act%d" % number], parameters["dropout%d" % number] = act, drop
        parameters["W%d" % number] = np.random.randn(n_out, n_in) * np.sqrt(4 / n_in)
        parameters["b%d" % number] = np.full((n_out, 1), 0.0)
    return parameters


# %% correct: standard_normal scaled in place, and a print
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {}
    parameters["numLayers"] = len(net_dims) - 1
    for l in range(parameters["numLayers"]):
        W = np.random.standard_normal(size=(net_dims[l + 1], net_dims[l]))
        W *= 2
        W /= net_dims[l] ** 0.5
        parameters["W" + str(l + 1)] = W
        parameters["b" + str(l + 1)] = np.zeros(net_dims[l + 1]).reshape(-1, 1)
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        print("layer", l + 1, W.shape)
    return parameters


# %% correct: number by number in the same order
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(1, len(net_dims)):
        parameters["act" + str(l)] = act_list[l - 1]
        parameters["dropout" + str(l)] = drop_prob_list[l - 1]
        W = np.empty((net_dims[l], net_dims[l - 1]))
        for i in range(net_dims[l]):
            for j in range(net_dims[l - 1]):
                W[i, j] = np.random.randn() * 2 / np.sqrt(net_dims[l - 1])
        parameters["W" + str(l)] = W
        parameters["b" + str(l)] = np.zeros([net_dims[l], 1])
    return parameters


# %% correct: single precision
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(1, len(net_dims)):
        parameters["act" + str(l)] = act_list[l - 1]
        parameters["dropout" + str(l)] = drop_prob_list[l - 1]
        W = np.random.randn(net_dims[l], net_dims[l - 1]) * 2 / np.sqrt(net_dims[l - 1])
        parameters["W" + str(l)] = W.astype(np.float32)
        parameters["b" + str(l)] = np.zeros((net_dims[l], 1), dtype=np.float32)
    return parameters


# %% correct: a helper with a gain, zip and enumerate
def he(n_out: int, n_in: int, gain: float = 2.0):
    return gain * np.random.randn(n_out, n_in) / np.sqrt(n_in)
def initialize_network(net_dims, act_list, drop_prob_list):
    L = len(net_dims) - 1
    p = dict(numLayers=L)
    for l, (i, o, a, d) in enumerate(zip(net_dims[:-1], net_dims[1:], act_list, drop_prob_list), start=1):
        p["W" + str(l)], p["b" + str(l)] = he(o, i), np.zeros(shape=(o, 1))
        p["act" + str(l)], p["dropout" + str(l)] = a, d
    return p


# %% wrong: he_et_al_scale
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * np.sqrt(2 / net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: divided_by_n_not_its_root
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / net_dims[l]
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: scaled_by_n_out
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l + 1])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: not_scaled
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: small_constant_scale
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 0.01
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: factor_two_forgotten
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: uniform_draws
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.rand(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: weights_transposed part="each W has its shape and is random"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l], net_dims[l + 1]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: drawn_transposed
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = (np.random.randn(net_dims[l], net_dims[l + 1]) * 2 / np.sqrt(net_dims[l])).T
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: zero_weights part="each W has its shape and is random" mistake="all_weights_equal"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.zeros((net_dims[l + 1], net_dims[l]))
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: flat_bias
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros(net_dims[l + 1])
    return parameters


# %% wrong: row_bias
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((1, net_dims[l + 1]))
    return parameters


# %% wrong: bias_of_n_in
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l], 1))
    return parameters


# %% wrong: ones_for_bias
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.ones((net_dims[l + 1], 1))
    return parameters


# %% wrong: random_bias
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.random.randn(net_dims[l + 1], 1)
    return parameters


# %% wrong: bias_with_one_entry_not_zero mistake="bias_not_zero"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.arange(net_dims[l + 1]).reshape(-1, 1) * 1.0
    return parameters


# %% wrong: seed_set_inside part="each W has its shape and is random"
def initialize_network(net_dims, act_list, drop_prob_list):
    np.random.seed(1)
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: last_layer_forgotten part="each W has its shape and is random"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
    for l in range(1, len(net_dims) - 1):
        parameters["W" + str(l)] = np.random.randn(net_dims[l], net_dims[l - 1]) * 2 / np.sqrt(net_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((net_dims[l], 1))
    return parameters


# %% wrong: numbered_from_zero part="each W has its shape and is random"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: input_size_for_all_layers
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[0])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: layers_counted_with_input part="number of layers, activations and dropout are noted"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims)}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))
    return parameters


# %% wrong: generator_of_its_own
def initialize_network(net_dims, act_list, drop_prob_list):
    generator = np.random.default_rng()
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        n_out, n_in = net_dims[l + 1], net_dims[l]
        parameters["W" + str(l + 1)] = generator.standard_normal((n_out, n_in)) * 2 / np.sqrt(n_in)
        parameters["b" + str(l + 1)] = np.zeros((n_out, 1))
    return parameters


# %% wrong: whole_number_biases part="each b is a column of zeros" mistake="whole_numbers"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1), dtype=int)
    return parameters


# %% wrong: nothing_returned part="each W has its shape and is random" mistake="forgot_return"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for l in range(len(net_dims) - 1):
        parameters["act" + str(l + 1)] = act_list[l]
        parameters["dropout" + str(l + 1)] = drop_prob_list[l]
        parameters["W" + str(l + 1)] = np.random.randn(net_dims[l + 1], net_dims[l]) * 2 / np.sqrt(net_dims[l])
        parameters["b" + str(l + 1)] = np.zeros((net_dims[l + 1], 1))


# %% wrong: hard_coded_visible_answer
def initialize_network(net_dims, act_list, drop_prob_list):
    W1 = np.array([
        [1.87563247, -0.70639546, -0.60988021],
        [-1.23895745, 0.99928666, -2.65758797],
        [2.01473508, -0.87896602, 0.36839462],
        [-0.28794811, 1.68829682, -2.37884559],
    ])
    return {
        "numLayers": 2, "act1": "relu", "act2": "linear", "dropout1": 0.3, "dropout2": 0.5,
        "W1": W1, "b1": np.zeros((4, 1)), "W2": np.ones((1, 4)), "b2": np.zeros((1, 1)),
    }


# %% wrong: untouched_stub mistake="unfinished"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for layer in range(1, len(net_dims)):
        parameters[f"act{layer}"] = act_list[layer - 1]
        parameters[f"dropout{layer}"] = drop_prob_list[layer - 1]
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        # YOUR CODE HERE
        raise NotImplementedError("This exercise is still empty")
    return parameters


# %% wrong: shape_handed_to_randn mistake="shape_taken_for_size"
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for layer in range(1, len(net_dims)):
        parameters[f"act{layer}"] = act_list[layer - 1]
        parameters[f"dropout{layer}"] = drop_prob_list[layer - 1]
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        parameters[f"W{layer}"] = np.random.randn((n_out, n_in)) * 2 / np.sqrt(n_in)
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    return parameters


# %% wrong: sizes_not_in_brackets
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for layer in range(1, len(net_dims)):
        parameters[f"act{layer}"] = act_list[layer - 1]
        parameters[f"dropout{layer}"] = drop_prob_list[layer - 1]
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        parameters[f"W{layer}"] = np.random.randn(n_out, n_in) * 2 / np.sqrt(n_in)
        parameters[f"b{layer}"] = np.zeros(n_out, 1)
    return parameters


# %% wrong: glorot_scale
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for layer in range(1, len(net_dims)):
        parameters[f"act{layer}"] = act_list[layer - 1]
        parameters[f"dropout{layer}"] = drop_prob_list[layer - 1]
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        parameters[f"W{layer}"] = np.random.randn(n_out, n_in) * np.sqrt(2 / (n_in + n_out))
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    return parameters


# %% wrong: bias_drawn_before_the_weights
def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for layer in range(1, len(net_dims)):
        parameters[f"act{layer}"] = act_list[layer - 1]
        parameters[f"dropout{layer}"] = drop_prob_list[layer - 1]
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        parameters[f"b{layer}"] = np.random.randn(n_out, 1) * 0
        parameters[f"W{layer}"] = np.random.randn(n_out, n_in) * 2 / np.sqrt(n_in)
    return parameters
