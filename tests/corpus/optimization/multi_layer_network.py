# %% correct: as the document has it
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% correct: slices from a range of starts, cost kept as a plain float
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs, itr = [], 0
    for epoch in range(num_epochs):
        alpha = learning_rate / (1 + decay_rate * epoch)
        for start in range(0, X.shape[1], batch_size):
            batch = slice(start, start + batch_size)
            A, caches = multi_layer_forward(X[:, batch], parameters, mode="train")
            _, cache, cost = softmax_cross_entropy_loss(A, Y[:, batch])
            if itr % log_step == 0:
                costs.append(float(cost))
            gradients = multi_layer_backward(softmax_cross_entropy_loss_der(Y[:, batch], cache), caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha=alpha)
            if log and itr % log_step == 0:
                print(f"{itr}: {cost}")
            itr = itr + 1
    return costs, parameters


# %% correct: all costs kept, every log_step-th returned, a while loop
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    every_cost = []
    m = X.shape[1]
    for epoch in range(1, num_epochs + 1):
        alpha = learning_rate / (1.0 + decay_rate * (epoch - 1))
        first = 0
        while first < m:
            last = min(first + batch_size, m)
            Xb, Yb = X[:, first:last].copy(), Y[:, first:last].astype(int)
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            every_cost.append(cost)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            first = last
    return every_cost[::log_step], parameters


# %% correct: layer by layer, without the functions for many layers
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs, itr, L = [], 0, len(net_dims) - 1
    for epoch in range(num_epochs):
        alpha = learning_rate / (1 + decay_rate * epoch)
        for ii in range(int(np.ceil(X.shape[1] / batch_size))):
            Xb = X[:, ii * batch_size:(ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size:(ii + 1) * batch_size]
            A, caches = Xb, []
            for l in map(str, range(1, L + 1)):
                A, cache = layer_forward(
                    A, parameters["W" + l], parameters["b" + l], parameters["act" + l], parameters["dropout" + l],
                    parameters["bnorm_beta" + l], parameters["bnorm_gamma" + l], "train")
                caches.append(cache)
            _, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dA, gradients = softmax_cross_entropy_loss_der(Yb, softmax_cache), {}
            for l in range(L, 0, -1):
                dA, gradients[f"dW{l}"], gradients[f"db{l}"], gradients[f"dbnorm_beta{l}"], gradients[f"dbnorm_gamma{l}"] = \
                    layer_backward(dA, caches[l - 1], parameters[f"W{l}"], parameters[f"b{l}"], parameters[f"act{l}"])
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs += [cost]
            itr += 1
    return costs, parameters


# %% correct: batches cut beforehand, the softmax gradient written out
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    cuts = range(batch_size, X.shape[1], batch_size)
    batches = list(zip(np.split(X, cuts, axis=1), np.split(Y, cuts, axis=1)))
    costs = []
    for itr in range(num_epochs * len(batches)):
        epoch, number = divmod(itr, len(batches))
        Xb, Yb = batches[number]
        A, caches = multi_layer_forward(Xb, parameters, "train")
        AL = np.exp(A - A.max(axis=0))
        AL = AL / AL.sum(axis=0)
        onehot = (np.arange(len(AL))[:, None] == Yb).astype(float)
        if itr % log_step == 0:
            costs.append(-np.sum(onehot * np.log(AL)) / Xb.shape[1])
        gradients = multi_layer_backward((AL - onehot) / Xb.shape[1], caches, parameters)
        step = learning_rate / (1 + decay_rate * epoch)
        parameters = update_parameters_with_momentum_Adam(parameters, gradients, step)
    return costs, parameters


# %% correct: in single precision
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    X = X.astype(np.float32)
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    for name in list(parameters):
        if isinstance(parameters[name], np.ndarray):
            parameters[name] = parameters[name].astype(np.float32)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = np.float32(learning_rate / (1 + decay_rate * epoch))
        for start in range(0, X.shape[1], batch_size):
            Xb, Yb = X[:, start:start + batch_size], Y[:, start:start + batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache).astype(np.float32)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(np.float32(cost))
            itr += 1
    return costs, parameters


# %% correct: a step as a function inside
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True, log=True, log_step=200):
    mode = 'train'
    n, m = X.shape
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    def step(A0, Yb, parameters, alpha):
        A, caches = multi_layer_forward(A0, parameters, mode)
        AL, c, cost = softmax_cross_entropy_loss(A, Yb)
        g = multi_layer_backward(softmax_cross_entropy_loss_der(Yb, c), caches, parameters)
        return cost, update_parameters_with_momentum_Adam(parameters, g, alpha)
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        if log:
            print('------- Epoch {} -------'.format(epoch + 1))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size:(ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size:(ii + 1) * batch_size]
            A0 = Xb
            cost, parameters = step(A0, Yb, parameters, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: epoch_counted_from_one part="the step size decays, from epoch 0 on"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * (epoch + 1)))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: no_decay part="the step size decays, from epoch 0 on"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: decay_multiplied_in part="the step size decays, from epoch 0 on"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 - decay_rate * epoch)
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: decay_compounds part="the step size decays, from epoch 0 on"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    alpha = learning_rate
    for epoch in range(num_epochs):
        if epoch > 0:
            alpha = alpha / (1 + decay_rate)
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: decay_by_iteration part="the step size decays, from epoch 0 on"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            alpha = learning_rate / (1 + decay_rate * itr)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: exponential_decay part="the step size decays, from epoch 0 on"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * np.exp(-decay_rate * epoch)
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: learning_rate_handed_on part="the step size decays, from epoch 0 on" mistake="no_decay"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, learning_rate)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: alpha_not_handed_on
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, 0.001)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: last_batch_dropped
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range(m // batch_size):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: one_batch_too_many part="one batch: the cost or the parameters at least"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range(m // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: first_batch_only
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, 0 : batch_size]
            Yb = Y[:, 0 : batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: all_samples_every_time
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(X, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Y)
            dAL = softmax_cross_entropy_loss_der(Y, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: batches_overlap_by_one
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size + 1]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size + 1]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: batches_miss_a_sample part="one batch: the cost or the parameters at least"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size - 1]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size - 1]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: samples_shuffled
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        order = np.random.permutation(m)
        X, Y = X[:, order], Y[:, order]
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: labels_of_the_first_batch
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, : Xb.shape[1]]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: batches_backwards
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in reversed(range((m - 1) // batch_size + 1)):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: strided_batches
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            count = (m - 1) // batch_size + 1
            Xb, Yb = X[:, ii::count], Y[:, ii::count]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: test_mode part="forward propagation in train mode"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "test")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: cost_after_the_update
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: cost_of_all_samples
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            cost = softmax_cross_entropy_loss(multi_layer_forward(X, parameters, "test")[0], Y)[2]
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: cost_times_batch_size
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost * Xb.shape[1])
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: cost_rounded
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(round(float(cost), 2))
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: itr_counted_anew_each_epoch part="iterations count across epochs; log_step"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        itr = 0
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: itr_counts_from_one part="iterations count across epochs; log_step"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 1
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: itr_counts_epochs part="iterations count across epochs; log_step"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
        itr += 1
    return costs, parameters


# %% wrong: costs_emptied_each_epoch part="iterations count across epochs; log_step"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        costs = []
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: one_cost_for_each_epoch
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            itr += 1
        costs.append(cost)
    return costs, parameters


# %% wrong: every_cost_kept part="iterations count across epochs; log_step"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            costs.append(cost)
            if itr % log_step == 0:
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: cost_kept_only_when_logged
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                if log:
                    costs.append(cost)
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: last_cost_only
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs[-1:], parameters


# %% wrong: mean_cost_returned
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return np.mean(costs), parameters


# %% wrong: array_of_costs part="costs is a list" mistake="costs_not_a_list"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return np.array(costs), parameters


# %% wrong: log_breaks part="log, labels that are floats, X and Y left alone"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost of epoch" + epoch, "at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: update_thrown_away
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: update_kept_under_another_name mistake="update_thrown_away"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            new_parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: network_started_anew_each_epoch
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        parameters = initialize_network(net_dims, act_list, drop_prob_list)
        parameters = initialize_velocity(parameters, apply_momentum)
        parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: averages_set_to_zero_each_epoch
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        parameters = initialize_velocity(parameters, apply_momentum)
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: gradients_of_the_first_batch
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            if itr == 0:
                gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: softmax_gradient_skipped
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = AL
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: backward_from_the_logits
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, {"A": A})
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: gradient_divided_by_m_again
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache) / Xb.shape[1]
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: gradient_summed_over_samples
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache) * Xb.shape[1]
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: gradient_sign_flipped
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = -softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: softmax_twice part="one batch: the cost or the parameters at least"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            AL, softmax_cache, cost = softmax_cross_entropy_loss(AL, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: updated_twice
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: momentum_always part="training without momentum"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, True)
    parameters = initialize_bnorm_params(parameters, bnorm_list, True)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: momentum_never
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, False)
    parameters = initialize_bnorm_params(parameters, bnorm_list, False)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: batchnorm_switched_off
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, [0] * len(bnorm_list), apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: dropout_switched_off part="forward propagation in train mode"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, [0] * len(drop_prob_list))
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: seed_set_inside part="one batch: the cost or the parameters at least"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    np.random.seed(1)
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: one_epoch_only
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(1):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: one_epoch_too_few
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(max(1, num_epochs - 1)):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: batch_size_fixed
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    batch_size = 64
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: samples_counted_along_rows
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[0]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: returned_after_the_first_epoch mistake="one_epoch_only"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
        return costs, parameters


# %% wrong: outputs_swapped part="one batch: the cost or the parameters at least"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return parameters, costs


# %% wrong: parameters_only part="one batch: the cost or the parameters at least"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return parameters


# %% wrong: gradients_returned
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, gradients


# %% wrong: samples_centred_in_place part="log, labels that are floats, X and Y left alone" mistake="argument_changed_in_place"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    X -= X.mean(axis=1, keepdims=True)
    return costs, parameters


# %% wrong: labels_changed_in_place part="log, labels that are floats, X and Y left alone" mistake="argument_changed_in_place"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    Y += 1
    return costs, parameters


# %% wrong: hard_coded_visible_answer
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    return [0.8291501476754569, 3.1183677832322285, 4.988510889921268], parameters


# %% wrong: not_trained part="one batch: the cost or the parameters at least"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    return [], parameters


# %% wrong: untouched_stub mistake="unfinished"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True,
                        log=True, log_step=200):
    m = X.shape[1]
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size : (ii + 1) * batch_size]
            Yb = Y[:, ii * batch_size : (ii + 1) * batch_size]
            # YOUR CODE HERE
            raise NotImplementedError("This exercise is still empty")
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: labels_cut_along_rows part="costs: one for each batch, taken before its update"
def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, num_epochs=3,
                        batch_size=64, learning_rate=0.2, decay_rate=0.01, apply_momentum=True, log=True, log_step=200):
    mode = 'train'
    n, m = X.shape
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs = []
    itr = 0
    for epoch in range(num_epochs):
        alpha = learning_rate * (1 / (1 + decay_rate * epoch))
        if log:
            print('------- Epoch {} -------'.format(epoch + 1))
        for ii in range((m - 1) // batch_size + 1):
            Xb = X[:, ii * batch_size:(ii + 1) * batch_size]
            Yb = Y[ii * batch_size:(ii + 1) * batch_size]
            A0 = Xb
            A, caches = multi_layer_forward(A0, parameters, mode)
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print("Cost at iteration %i is: %.05f, learning rate: %.05f" % (itr, cost, alpha))
            itr += 1
    return costs, parameters


# %% wrong: cost_divided_by_batch_size part="costs: one for each batch, taken before its update"
def multi_layer_network(
    X, Y, net_dims, act_list, drop_prob_list, bnorm_list,
    num_epochs=3, batch_size=64, learning_rate=0.2, decay_rate=0.01,
    apply_momentum=True, log=True, log_step=200,
):
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs, itr = [], 0
    for epoch in range(num_epochs):
        alpha = learning_rate / (1 + decay_rate * epoch)
        for start in range(0, X.shape[1], batch_size):
            Xb, Yb = X[:, start : start + batch_size], Y[:, start : start + batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            cost = cost / Xb.shape[1]
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print(f"epoch {epoch + 1}, iteration {itr}: cost {cost:.5f}, step {alpha:.5f}")
            itr += 1
    return costs, parameters


# %% wrong: alpha_divided_by_batch_size part="parameters after an epoch of batches"
def multi_layer_network(
    X, Y, net_dims, act_list, drop_prob_list, bnorm_list,
    num_epochs=3, batch_size=64, learning_rate=0.2, decay_rate=0.01,
    apply_momentum=True, log=True, log_step=200,
):
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs, itr = [], 0
    for epoch in range(num_epochs):
        alpha = learning_rate / (1 + decay_rate * epoch)
        for start in range(0, X.shape[1], batch_size):
            Xb, Yb = X[:, start : start + batch_size], Y[:, start : start + batch_size]
            A, caches = multi_layer_forward(Xb, parameters, "train")
            AL, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dAL = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dAL, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha / Xb.shape[1])
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print(f"epoch {epoch + 1}, iteration {itr}: cost {cost:.5f}, step {alpha:.5f}")
            itr += 1
    return costs, parameters
