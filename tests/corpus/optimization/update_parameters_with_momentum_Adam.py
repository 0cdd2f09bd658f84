# %% correct: as the document has it, in place
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    L = parameters["numLayers"]
    apply_momentum = parameters["apply_momentum"]
    bnorm_list = parameters["bnorm_list"]
    for l in range(1, L + 1):
        l = str(l)
        if apply_momentum:
            parameters["VdW" + l] = beta * parameters["VdW" + l] + (1 - beta) * gradients["dW" + l]
            parameters["Vdb" + l] = beta * parameters["Vdb" + l] + (1 - beta) * gradients["db" + l]
            parameters["GdW" + l] = beta2 * parameters["GdW" + l] + (1 - beta2) * (gradients["dW" + l] ** 2)
            parameters["Gdb" + l] = beta2 * parameters["Gdb" + l] + (1 - beta2) * (gradients["db" + l] ** 2)
            parameters["W" + l] -= alpha * parameters["VdW" + l] / np.sqrt(parameters["GdW" + l] + eps)
            parameters["b" + l] -= alpha * parameters["Vdb" + l] / np.sqrt(parameters["Gdb" + l] + eps)
        else:
            parameters["W" + l] -= alpha * gradients["dW" + l]
            parameters["b" + l] -= alpha * gradients["db" + l]
        if apply_momentum and bnorm_list[int(l) - 1]:
            for name in ("bnorm_beta" + l, "bnorm_gamma" + l):
                parameters["V" + name] = beta * parameters["V" + name] + (1 - beta) * gradients["d" + name]
                parameters["G" + name] = beta2 * parameters["G" + name] + (1 - beta2) * gradients["d" + name] ** 2
                parameters[name] -= alpha * parameters["V" + name] / np.sqrt(parameters["G" + name] + eps)
        elif bnorm_list[int(l) - 1]:
            parameters["bnorm_beta" + l] -= alpha * gradients["dbnorm_beta" + l]
            parameters["bnorm_gamma" + l] -= alpha * gradients["dbnorm_gamma" + l]
    return parameters


# %% correct: a helper and a new dictionary
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    def adam(value, gradient, V, G):
        V = V + (1 - beta) * (gradient - V)
        G = G + (1 - beta2) * (np.square(gradient) - G)
        return value - alpha * V * (G + eps) ** -0.5, V, G

    new = dict(parameters)
    for l in range(1, parameters["numLayers"] + 1):
        triples = [(f"W{l}", f"VdW{l}", f"GdW{l}"), (f"b{l}", f"Vdb{l}", f"Gdb{l}")]
        if parameters["bnorm_list"][l - 1]:
            triples += [(f"bnorm_{x}{l}", f"Vbnorm_{x}{l}", f"Gbnorm_{x}{l}") for x in ("beta", "gamma")]
        for p, v, g in triples:
            gradient = gradients["d" + p]
            if parameters["apply_momentum"]:
                new[p], new[v], new[g] = adam(parameters[p], gradient, parameters[v], parameters[g])
            else:
                new[p] = parameters[p] - alpha * gradient
    return new


# %% correct: the averages in place with augmented assignment
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(parameters["numLayers"]):
        number = str(l + 1)
        names = ["W", "b"]
        if parameters["bnorm_list"][l] == 1:
            names = names + ["bnorm_beta", "bnorm_gamma"]
        for name in names:
            d = gradients["d" + name + number]
            if not parameters["apply_momentum"]:
                parameters[name + number] -= alpha * d
                continue
            key = name + number if name.startswith("bnorm") else "d" + name + number
            V, G = parameters["V" + key], parameters["G" + key]
            V *= beta
            V += (1 - beta) * d
            G *= beta2
            G += (1 - beta2) * d * d
            parameters[name + number] -= np.divide(alpha * V, np.sqrt(G + eps))
    return parameters


# %% correct: all gradients made arrays first, batchnorm everywhere, empty where there is none
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    parameters = dict(parameters)
    for key in gradients:
        d = np.asarray(gradients[key], dtype=float)
        name = key[1:]
        average = name if name.startswith("bnorm") else key
        if d.size == 0:
            continue
        if parameters["apply_momentum"]:
            V = beta * parameters["V" + average] + (1 - beta) * d
            G = beta2 * parameters["G" + average] + (1 - beta2) * np.power(d, 2)
            parameters["V" + average], parameters["G" + average] = V, G
            step = V / np.sqrt(G + eps)
        else:
            step = d
        parameters[name] = parameters[name] - alpha * step
    return parameters


# %% correct: entry by entry
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        todo = [("W%d" % l, "dW%d" % l), ("b%d" % l, "db%d" % l)]
        if parameters["bnorm_list"][l - 1]:
            todo += [("bnorm_beta%d" % l,) * 2, ("bnorm_gamma%d" % l,) * 2]
        for name, average in todo:
            P, D = parameters[name], gradients["d" + name]
            for i in range(P.shape[0]):
                for j in range(P.shape[1]):
                    if parameters["apply_momentum"]:
                        V, G = parameters["V" + average], parameters["G" + average]
                        V[i, j] = beta * V[i, j] + (1 - beta) * D[i, j]
                        G[i, j] = beta2 * G[i, j] + (1 - beta2) * D[i, j] ** 2
                        P[i, j] -= alpha * V[i, j] / (G[i, j] + eps) ** 0.5
                    else:
                        P[i, j] -= alpha * D[i, j]
    return parameters


# %% correct: single precision
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    f = np.float32
    for l in range(1, parameters["numLayers"] + 1):
        names = [("W%d" % l, "dW%d" % l), ("b%d" % l, "db%d" % l)]
        if parameters["bnorm_list"][l - 1]:
            names += [("bnorm_beta%d" % l,) * 2, ("bnorm_gamma%d" % l,) * 2]
        for name, average in names:
            d = gradients["d" + name].astype(f)
            if parameters["apply_momentum"]:
                parameters["V" + average] = f(beta) * parameters["V" + average].astype(f) + f(1 - beta) * d
                parameters["G" + average] = f(beta2) * parameters["G" + average].astype(f) + f(1 - beta2) * d**2
                d = parameters["V" + average] / np.sqrt(parameters["G" + average] + f(eps))
            parameters[name] = parameters[name].astype(f) - f(alpha) * d
    return parameters


# %% correct: the averages moved towards the gradient
def update_parameters_with_momentum_Adam(
    parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8
):
    parameters = dict(parameters)
    for layer in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{layer}", f"dW{layer}"), (f"b{layer}", f"db{layer}")]
        if parameters["bnorm_list"][layer - 1]:
            learned += [(name, name) for name in (f"bnorm_beta{layer}", f"bnorm_gamma{layer}")]
        for name, average in learned:
            gradient = gradients[f"d{name}"]
            V_key, G_key = f"V{average}", f"G{average}"
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V_key] = parameters[V_key] + (1 - beta) * (gradient - parameters[V_key])
            parameters[G_key] = parameters[G_key] + (1 - beta2) * (gradient * gradient - parameters[G_key])
            parameters[name] = parameters[name] - alpha * parameters[V_key] * np.power(parameters[G_key] + eps, -0.5)
    return parameters


# %% wrong: beta_and_beta2_swapped
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta2 * parameters[V] + (1 - beta2) * gradient
            parameters[G] = beta * parameters[G] + (1 - beta) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: velocity_updated_too_late
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
    return parameters


# %% wrong: squares_updated_too_late
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
    return parameters


# %% wrong: eps_outside_the_root part="eps stands inside the root"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / (np.sqrt(parameters[G]) + eps)
    return parameters


# %% wrong: eps_forgotten part="eps stands inside the root"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G])
    return parameters


# %% wrong: root_forgotten
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / (parameters[G] + eps)
    return parameters


# %% wrong: square_forgotten
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: absolute_value_for_square
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * np.abs(gradient)
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: square_of_the_average
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * parameters[V]**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: matrix_product_for_square
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * np.dot(gradient, gradient.T).mean()
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: bias_correction_added mistake="bias_correction"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            V_hat = parameters[V] / (1 - beta)
            G_hat = parameters[G] / (1 - beta2)
            parameters[name] = parameters[name] - alpha * V_hat / np.sqrt(G_hat + eps)
    return parameters


# %% wrong: bias_correction_by_step mistake="bias_correction"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    parameters["t"] = parameters.get("t", 0) + 1
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            V_hat = parameters[V] / (1 - beta ** parameters["t"])
            G_hat = parameters[G] / (1 - beta2 ** parameters["t"])
            parameters[name] = parameters[name] - alpha * V_hat / np.sqrt(G_hat + eps)
    return parameters


# %% wrong: one_minus_beta_forgotten_in_V
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: one_minus_beta2_forgotten_in_G
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: shares_exchanged
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = (1 - beta) * parameters[V] + beta * gradient
            parameters[G] = (1 - beta2) * parameters[G] + beta2 * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: beta_for_both
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta * parameters[G] + (1 - beta) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: V_started_anew_each_step
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: G_started_anew_each_step
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: gradient_in_place_of_V
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * gradient / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: momentum_without_squares
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V]
    return parameters


# %% wrong: V_and_G_exchanged_in_the_step
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[G] / np.sqrt(np.abs(parameters[V]) + eps)
    return parameters


# %% wrong: alpha_forgotten
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: alpha_twice
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * alpha * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: ascent
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] + alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: plain_ascent
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] + alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: settings_fixed_inside
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    beta, beta2, eps = 0.9, 0.99, 1e-8
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: alpha_fixed_inside part="alpha, beta and beta2 as the caller sets them" mistake="other_step_size"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    alpha = 0.1
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: beta2_of_the_paper
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    beta2 = 0.999
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: V_not_stored
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            velocity = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * velocity / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: G_not_stored
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            squares = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(squares + eps)
    return parameters


# %% wrong: biases_forgotten
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: weights_only_with_W_of_layer_1
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [("W1", "dW1"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: last_layer_forgotten
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"]):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: bias_with_the_averages_of_W
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if name == f"b{l}":
                G = f"GdW{l}"
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G].mean() + eps)
    return parameters


# %% wrong: gamma_with_the_gradient_of_beta
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if name == f"bnorm_gamma{l}":
                gradient = gradients[f"dbnorm_beta{l}"]
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: gamma_with_the_gradient_of_beta_in_plain_descent part="plain descent of beta and gamma, each by its own gradient" mistake="gamma_with_the_gradient_of_beta"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                key = name.replace("gamma", "beta")
                parameters[name] = parameters[name] - alpha * gradients["d" + key]
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: batchnorm_not_updated
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if False:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: batchnorm_not_updated_in_plain_descent part="plain descent of beta and gamma, each by its own gradient" mistake="batchnorm_not_updated"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1] and parameters["apply_momentum"]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: batchnorm_by_plain_descent
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"] or name.startswith("bnorm"):
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: batchnorm_of_every_layer_if_the_first_has_it
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][0]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: batchnorm_list_off_by_one
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l % parameters["numLayers"]]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: batchnorm_never_skipped
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if True:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: flag_ignored_always_adam
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            parameters.setdefault(V, 0.0)
            parameters.setdefault(G, 0.0)
            if False:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: flag_ignored_never_adam part="a step of Adam changes V, G and the parameters"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if True:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: plain_step_with_the_squares
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient**2
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: gradients_changed part="what is not learned stays, and so do the gradients" mistake="argument_changed_in_place"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
            gradient *= 0
    return parameters


# %% wrong: gradients_clipped
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = np.clip(gradients["d" + name], -1, 1), "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: weight_decay_added
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = 0.99 * parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: only_the_learned_returned part="what is not learned stays, and so do the gradients" mistake="rest_not_returned"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return {key: value for key, value in parameters.items() if key[0] in "WbVG"}


# %% wrong: nothing_returned part="a step of Adam changes V, G and the parameters" mistake="forgot_return"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)


# %% wrong: returned_after_the_first_layer
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = parameters[name] - alpha * parameters[V] / np.sqrt(parameters[G] + eps)
        return parameters


# %% wrong: step_returned_for_the_parameters
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    for l in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{l}", f"dW{l}"), (f"b{l}", f"db{l}")]
        if parameters["bnorm_list"][l - 1]:
            learned += [(f"bnorm_beta{l}", f"bnorm_beta{l}"), (f"bnorm_gamma{l}", f"bnorm_gamma{l}")]
        for name, average in learned:
            gradient, V, G = gradients["d" + name], "V" + average, "G" + average
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V] = beta * parameters[V] + (1 - beta) * gradient
            parameters[G] = beta2 * parameters[G] + (1 - beta2) * gradient**2
            parameters[name] = -alpha * parameters[V] / np.sqrt(parameters[G] + eps)
    return parameters


# %% wrong: returns_input mistake="nothing_updated"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    return parameters


# %% wrong: untouched_stub mistake="unfinished"
def update_parameters_with_momentum_Adam(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
    parameters = dict(parameters)
    for layer in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{layer}", f"dW{layer}"), (f"b{layer}", f"db{layer}")]
        if parameters["bnorm_list"][layer - 1]:
            learned += [(name, name) for name in (f"bnorm_beta{layer}", f"bnorm_gamma{layer}")]
        for name, average in learned:
            gradient, V, G = gradients[f"d{name}"], f"V{average}", f"G{average}"
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            # YOUR CODE HERE
            raise NotImplementedError("This exercise is still empty")
    return parameters


# %% wrong: gradient_scaled_in_place part="what is not learned stays, and so do the gradients" mistake="argument_changed_in_place"
def update_parameters_with_momentum_Adam(
    parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8
):
    parameters = dict(parameters)
    for layer in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{layer}", f"dW{layer}"), (f"b{layer}", f"db{layer}")]
        if parameters["bnorm_list"][layer - 1]:
            learned += [(name, name) for name in (f"bnorm_beta{layer}", f"bnorm_gamma{layer}")]
        for name, average in learned:
            gradient = gradients[f"d{name}"]
            V_key, G_key = f"V{average}", f"G{average}"
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            gradient *= (1 - beta)
            parameters[V_key] = beta * parameters[V_key] + gradient
            parameters[G_key] = beta2 * parameters[G_key] + (1 - beta2) * gradient ** 2
            parameters[name] = parameters[name] - alpha * parameters[V_key] / np.sqrt(parameters[G_key] + eps)
    return parameters


# %% wrong: eps_added_after_the_step part="eps stands inside the root" mistake="eps_forgotten"
def update_parameters_with_momentum_Adam(
    parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8
):
    parameters = dict(parameters)
    for layer in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{layer}", f"dW{layer}"), (f"b{layer}", f"db{layer}")]
        if parameters["bnorm_list"][layer - 1]:
            learned += [(name, name) for name in (f"bnorm_beta{layer}", f"bnorm_gamma{layer}")]
        for name, average in learned:
            gradient = gradients[f"d{name}"]
            V_key, G_key = f"V{average}", f"G{average}"
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V_key] = beta * parameters[V_key] + (1 - beta) * gradient
            parameters[G_key] = beta2 * parameters[G_key] + (1 - beta2) * gradient ** 2
            parameters[name] = parameters[name] - alpha * parameters[V_key] / np.sqrt(parameters[G_key]) + eps
    return parameters


# %% wrong: squares_added_up part="G: running average of the squared gradient"
def update_parameters_with_momentum_Adam(
    parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8
):
    parameters = dict(parameters)
    for layer in range(1, parameters["numLayers"] + 1):
        learned = [(f"W{layer}", f"dW{layer}"), (f"b{layer}", f"db{layer}")]
        if parameters["bnorm_list"][layer - 1]:
            learned += [(name, name) for name in (f"bnorm_beta{layer}", f"bnorm_gamma{layer}")]
        for name, average in learned:
            gradient = gradients[f"d{name}"]
            V_key, G_key = f"V{average}", f"G{average}"
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            parameters[V_key] = beta * parameters[V_key] + (1 - beta) * gradient
            parameters[G_key] = parameters[G_key] + gradient ** 2
            parameters[name] = parameters[name] - alpha * parameters[V_key] / np.sqrt(parameters[G_key] + eps)
    return parameters
