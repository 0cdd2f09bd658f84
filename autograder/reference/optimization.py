"""Reference solutions of the `optimization` assignment.

Names, argument order and conventions are those of the assignment document. Data lies
in columns: an array of shape (n, m) holds m samples of n features. No function changes
the arrays it is given. The part of a body that students write stands between the
comment lines ``# <exercise>`` and ``# </exercise>``; without them it is the whole body.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
Parameters = dict[str, Any]


def relu(Z: ArrayLike) -> tuple[Array, dict[str, Array]]:
    """Apply the rectified linear unit, A = max(0, Z), entry by entry.

    Parameters
    ----------
    Z : (n, m) array or list of numbers; any shape is accepted.

    Returns
    -------
    A : array of Z's shape.
    cache : ``{"Z": Z}``, for `relu_der`.
    """
    Z = np.asarray(Z)
    A = np.maximum(0, Z)
    return A, {"Z": Z}


def relu_der(dA: Array, cache: dict[str, Array]) -> Array:
    """Send a gradient back through ReLU: dZ = dA where Z > 0, and 0 elsewhere (at 0 too).

    Parameters
    ----------
    dA : (n, m) gradient of the loss with respect to the output A.
    cache : the cache of `relu`.

    Returns
    -------
    dZ : (n, m) gradient with respect to Z.
    """
    return np.where(np.asarray(cache["Z"]) > 0, dA, 0)


def linear(Z: Array) -> tuple[Array, dict[str, Array]]:
    """Return Z itself: the activation of a layer that has none, with ``{"Z": Z}`` as cache."""
    return Z, {"Z": Z}


def linear_der(dA: Array, cache: dict[str, Array]) -> Array:
    """Send a gradient back through the identity: a copy of dA, shape (n, m)."""
    return np.array(dA, copy=True)


def softmax_cross_entropy_loss(
    Z: Array,
    Y: Array = np.array([]),
) -> tuple[Array, dict[str, Array], Any]:
    """Turn each column of logits into probabilities and measure the cross-entropy loss.

    The column's maximum is subtracted before `exp`, which changes nothing in the result
    and keeps logits of any size from overflowing.

    Parameters
    ----------
    Z : (n, m) logits of n classes.
    Y : (1, m) labels 0..n-1, as integers or floats; empty when there are none.

    Returns
    -------
    A : (n, m) probabilities; each column sums to 1.
    cache : ``{"A": A}``.
    loss : mean over the samples of -log(probability of the label); ``[]`` without labels.
    """
    shifted = Z - np.max(Z, axis=0, keepdims=True)
    exponentials = np.exp(shifted)
    totals = np.sum(exponentials, axis=0, keepdims=True)
    A = exponentials / totals
    if np.size(Y) == 0:
        return A, {"A": A}, []
    labels = np.asarray(Y).astype(int).ravel()
    samples = np.arange(labels.size)
    log_probabilities = shifted[labels, samples] - np.log(totals[0])
    return A, {"A": A}, -np.mean(log_probabilities)


def softmax_cross_entropy_loss_der(Y: Array, cache: dict[str, Array]) -> Array:
    """Give the gradient of the mean cross-entropy with respect to the logits, (A - onehot(Y)) / m.

    Parameters
    ----------
    Y : (1, m) labels.
    cache : ``{"A": A}`` with the (n, m) probabilities.

    Returns
    -------
    dZ : (n, m).
    """
    labels = np.asarray(Y).astype(int).ravel()
    m = labels.size
    dZ = np.array(cache["A"], dtype=float)
    dZ[labels, np.arange(m)] -= 1
    return dZ / m


def dropout(A: Array, drop_prob: float, mode: str = "train") -> tuple[Array, tuple[Any, ...]]:
    """Drop activations at random and scale the others up (inverted dropout).

    Parameters
    ----------
    A : (n, m) activations.
    drop_prob : the probability p of *dropping* an activation, 0 <= p < 1.
    mode : ``"train"`` draws a mask; ``"test"`` lets A through unchanged.

    Returns
    -------
    A : (n, m).
    cache : ``(drop_prob, mode, mask)``. The mask holds 0 or 1/(1-p); None where none was drawn.

    Raises
    ------
    ValueError
        If mode is neither of the two.
    """
    if mode not in ("train", "test"):
        raise ValueError(f"mode must be 'train' or 'test', not {mode!r}")
    if drop_prob == 0:
        return A, (drop_prob, mode, None)
    # <exercise>
    mask = None
    if mode == "train":
        prob_keep = 1 - drop_prob
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    # </exercise>
    return A, (drop_prob, mode, mask)


def dropout_der(dA_in: Array, cache: tuple[Any, ...]) -> Array:
    """Send a gradient back through dropout: the mask of the forward pass, or nothing at all.

    Parameters
    ----------
    dA_in : (n, m) gradient with respect to dropout's output.
    cache : ``(drop_prob, mode, mask)`` of `dropout`.

    Returns
    -------
    dA_out : (n, m).

    Raises
    ------
    ValueError
        If the cache's mode is neither ``"train"`` nor ``"test"``.
    """
    drop_prob, mode, mask = cache
    if mode not in ("train", "test"):
        raise ValueError(f"mode must be 'train' or 'test', not {mode!r}")
    # <exercise>
    if drop_prob == 0 or mode == "test":
        return dA_in
    return dA_in * mask
    # </exercise>


def batchnorm(A: Array, beta: Array, gamma: Array) -> tuple[Array, Any]:
    """Normalise each feature over the batch, then give it mean beta and deviation gamma.

    Parameters
    ----------
    A : (n, m) activations.
    beta, gamma : (n, 1) mean and standard deviation to give; empty: no batchnorm here.

    Returns
    -------
    Anorm : (n, m), gamma * (A - mean) / sqrt(variance + 1e-5) + beta, variance divided by m.
    cache : what `batchnorm_der` needs; ``{}`` without batchnorm.

    Notes
    -----
    Ioffe and Szegedy, 2015 (Algorithm 1), here applied after the activation.
    """
    if np.size(beta) == 0 or np.size(gamma) == 0:
        return A, {}
    epsilon = 1e-5
    # <exercise>
    mean = np.mean(A, axis=1, keepdims=True)
    variance = np.mean((A - mean) ** 2, axis=1, keepdims=True)
    inverse_deviation = 1 / np.sqrt(variance + epsilon)
    A_hat = (A - mean) * inverse_deviation
    Anorm = gamma * A_hat + beta
    cache = {"A_hat": A_hat, "inverse_deviation": inverse_deviation, "gamma": gamma}
    # </exercise>
    return Anorm, cache


def batchnorm_der(dA_in: Array, cache: Any) -> tuple[Array, Any, Any]:
    """Send a gradient back through batchnorm, the batch's mean and variance included.

    Parameters
    ----------
    dA_in : (n, m) gradient with respect to Anorm.
    cache : the cache of `batchnorm`; empty without batchnorm.

    Returns
    -------
    dA_out : (n, m).
    dbeta, dgamma : (n, 1); ``[]`` without batchnorm.
    """
    if not cache:
        return dA_in, [], []
    # <exercise>
    A_hat = cache["A_hat"]
    dbeta = np.sum(dA_in, axis=1, keepdims=True)
    dgamma = np.sum(dA_in * A_hat, axis=1, keepdims=True)
    dA_hat = dA_in * cache["gamma"]
    through_mean = np.mean(dA_hat, axis=1, keepdims=True)
    through_variance = A_hat * np.mean(dA_hat * A_hat, axis=1, keepdims=True)
    dA_out = cache["inverse_deviation"] * (dA_hat - through_mean - through_variance)
    return dA_out, dbeta, dgamma
    # </exercise>


def initialize_network(
    net_dims: Sequence[int], act_list: Sequence[str], drop_prob_list: Sequence[float]
) -> Parameters:
    """Draw the weights layer by layer and note each layer's activation and dropout.

    Parameters
    ----------
    net_dims : units of the input, of each hidden layer and of the output.
    act_list, drop_prob_list : activation and drop probability of each layer.

    Returns
    -------
    parameters : numLayers and, for l = 1..L, act, dropout, W (n_out, n_in), b (n_out, 1).

    Notes
    -----
    The document draws with deviation 2/sqrt(n_in); He et al. (2015) have sqrt(2/n_in).
    """
    parameters: Parameters = {"numLayers": len(net_dims) - 1}
    for layer in range(1, len(net_dims)):
        parameters[f"act{layer}"] = act_list[layer - 1]
        parameters[f"dropout{layer}"] = drop_prob_list[layer - 1]
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        # <exercise>
        parameters[f"W{layer}"] = np.random.randn(n_out, n_in) * 2 / np.sqrt(n_in)
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
        # </exercise>
    return parameters


def initialize_velocity(parameters: Parameters, apply_momentum: bool = True) -> Parameters:
    """Add Adam's running averages of W and b (VdW, Vdb, GdW, Gdb), all zero.

    Parameters
    ----------
    parameters : the dictionary of `initialize_network`.
    apply_momentum : whether Adam will be used; kept under that key.

    Returns
    -------
    parameters : a new dictionary.
    """
    parameters = {**parameters, "apply_momentum": apply_momentum}
    for layer in range(1, parameters["numLayers"] + 1):
        if apply_momentum:
            # <exercise>
            parameters[f"VdW{layer}"] = np.zeros_like(parameters[f"W{layer}"])
            parameters[f"Vdb{layer}"] = np.zeros_like(parameters[f"b{layer}"])
            parameters[f"GdW{layer}"] = np.zeros_like(parameters[f"W{layer}"])
            parameters[f"Gdb{layer}"] = np.zeros_like(parameters[f"b{layer}"])
            # </exercise>
    return parameters


def initialize_bnorm_params(
    parameters: Parameters, bnorm_list: Sequence[int], apply_momentum: bool
) -> Parameters:
    """Draw beta and gamma of each layer with batchnorm, beta first; empty arrays elsewhere.

    Parameters
    ----------
    parameters : the dictionary of `initialize_network`.
    bnorm_list : 1 for each layer with batchnorm, 0 for the others.
    apply_momentum : whether to add Adam's running averages too.

    Returns
    -------
    parameters : a new dictionary with bnorm_list, bnorm_beta, bnorm_gamma (n, 1) and V..., G...
    """
    parameters = {**parameters, "bnorm_list": bnorm_list}
    for layer in range(1, parameters["numLayers"] + 1):
        n = parameters[f"W{layer}"].shape[0]
        for name in (f"bnorm_beta{layer}", f"bnorm_gamma{layer}"):
            parameters[name] = np.random.randn(n, 1) if bnorm_list[layer - 1] else np.array([])
            if apply_momentum or not bnorm_list[layer - 1]:
                parameters[f"V{name}"] = np.zeros_like(parameters[name])
                parameters[f"G{name}"] = np.zeros_like(parameters[name])
    return parameters


def linear_forward(A_prev: Array, W: Array, b: Array) -> tuple[Array, dict[str, Array]]:
    """Compute Z = W A_prev + b.

    Parameters
    ----------
    A_prev : (p, m) input of the layer.
    W : (n, p) weights.
    b : (n, 1) bias.

    Returns
    -------
    Z : (n, m).
    cache : ``{"A": A_prev}``.
    """
    return W @ A_prev + b, {"A": A_prev}


def layer_forward(
    A_prev: Array,
    W: Array,
    b: Array,
    activation: str,
    drop_prob: float,
    bnorm_beta: Array,
    bnorm_gamma: Array,
    mode: str,
) -> tuple[Array, dict[str, Any]]:
    """Run one layer: linear, activation, batchnorm, dropout, in this order.

    Returns
    -------
    A : (n, m) output of the layer.
    cache : the four steps' caches: lin_cache, act_cache, bnorm_cache, drop_cache.

    Raises
    ------
    ValueError
        If the activation is neither ``"relu"`` nor ``"linear"``.
    """
    if activation not in ("relu", "linear"):
        raise ValueError(f"activation must be 'relu' or 'linear', not {activation!r}")
    cache: dict[str, Any] = {}
    Z, cache["lin_cache"] = linear_forward(A_prev, W, b)
    A, cache["act_cache"] = relu(Z) if activation == "relu" else linear(Z)
    A, cache["bnorm_cache"] = batchnorm(A, bnorm_beta, bnorm_gamma)
    A, cache["drop_cache"] = dropout(A, drop_prob, mode)
    return A, cache


def multi_layer_forward(
    A0: Array, parameters: Parameters, mode: str
) -> tuple[Array, list[dict[str, Any]]]:
    """Run all layers on A0 (n, m); return the logits (classes, m) and each layer's cache."""
    A, caches = A0, []
    for layer in range(1, parameters["numLayers"] + 1):
        A, cache = layer_forward(
            A,
            parameters[f"W{layer}"],
            parameters[f"b{layer}"],
            parameters[f"act{layer}"],
            parameters[f"dropout{layer}"],
            parameters[f"bnorm_beta{layer}"],
            parameters[f"bnorm_gamma{layer}"],
            mode,
        )
        caches.append(cache)
    return A, caches


def linear_backward(
    dZ: Array,
    cache: dict[str, Array],
    W: Array,
    b: Array,
) -> tuple[Array, Array, Array]:
    """Send a gradient back through Z = W A + b.

    Parameters
    ----------
    dZ : (n, m).
    cache : ``{"A": A}`` with A of shape (p, m).
    W : (n, p). b : (n, 1).

    Returns
    -------
    dA_prev : (p, m). dW : (n, p). db : (n, 1). dZ already holds the 1/m of the mean.
    """
    dA_prev = W.T @ dZ
    dW = dZ @ cache["A"].T
    db = np.sum(dZ, axis=1, keepdims=True)
    return dA_prev, dW, db


def layer_backward(
    dA: Array, cache: dict[str, Any], W: Array, b: Array, activation: str
) -> tuple[Array, Array, Array, Any, Any]:
    """Run one layer backwards: dropout, batchnorm, activation, linear.

    Returns
    -------
    dA_prev : (p, m). dW : (n, p). db : (n, 1).
    dbnorm_beta, dbnorm_gamma : (n, 1), or ``[]`` without batchnorm.
    """
    dA = dropout_der(dA, cache["drop_cache"])
    dA, dbnorm_beta, dbnorm_gamma = batchnorm_der(dA, cache["bnorm_cache"])
    derivative = relu_der if activation == "relu" else linear_der
    dZ = derivative(dA, cache["act_cache"])
    dA_prev, dW, db = linear_backward(dZ, cache["lin_cache"], W, b)
    return dA_prev, dW, db, dbnorm_beta, dbnorm_gamma


def multi_layer_backward(
    dAL: Array, caches: list[dict[str, Any]], parameters: Parameters
) -> dict[str, Any]:
    """Run all layers backwards; return dW, db, dbnorm_beta, dbnorm_gamma of each layer."""
    gradients: dict[str, Any] = {}
    dA = dAL
    for layer in range(len(caches), 0, -1):
        (
            dA,
            gradients[f"dW{layer}"],
            gradients[f"db{layer}"],
            gradients[f"dbnorm_beta{layer}"],
            gradients[f"dbnorm_gamma{layer}"],
        ) = layer_backward(
            dA,
            caches[layer - 1],
            parameters[f"W{layer}"],
            parameters[f"b{layer}"],
            parameters[f"act{layer}"],
        )
    return gradients


def update_parameters_with_momentum_Adam(
    parameters: Parameters,
    gradients: dict[str, Any],
    alpha: float,
    beta: float = 0.9,
    beta2: float = 0.99,
    eps: float = 1e-8,
) -> Parameters:
    """Take one step of Adam, without bias correction, or of plain gradient descent.

    Parameters
    ----------
    parameters : all that the three initialisers made.
    gradients : the dictionary of `multi_layer_backward`.
    alpha : step size.
    beta, beta2 : share of the old average kept in V and in G.
    eps : added to G inside the square root.

    Returns
    -------
    parameters : a new dictionary.

    Notes
    -----
    Kingma and Ba (2015) correct the averages' start at zero and put eps outside the root;
    the document does neither.
    """
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
            # <exercise>
            parameters[V_key] = beta * parameters[V_key] + (1 - beta) * gradient
            parameters[G_key] = beta2 * parameters[G_key] + (1 - beta2) * gradient**2
            step = alpha * parameters[V_key] / np.sqrt(parameters[G_key] + eps)
            parameters[name] = parameters[name] - step
            # </exercise>
    return parameters


def multi_layer_network(
    X: Array,
    Y: Array,
    net_dims: Sequence[int],
    act_list: Sequence[str],
    drop_prob_list: Sequence[float],
    bnorm_list: Sequence[int],
    num_epochs: int = 3,
    batch_size: int = 64,
    learning_rate: float = 0.2,
    decay_rate: float = 0.01,
    apply_momentum: bool = True,
    log: bool = True,
    log_step: int = 200,
) -> tuple[list[float], Parameters]:
    """Build the network and train it on consecutive mini-batches.

    Parameters
    ----------
    X : (n, m) samples. Y : (1, m) labels.
    net_dims, act_list, drop_prob_list, bnorm_list : the layers, as in the initialisers.
    num_epochs, batch_size : passes over X, and columns per step; the last batch may be short.
    learning_rate, decay_rate : the step size of epoch e = 0, 1, ... is
        learning_rate / (1 + decay_rate * e).
    apply_momentum : Adam if true, plain gradient descent if not.
    log, log_step : the cost is kept, and printed if log, at every log_step-th iteration.

    Returns
    -------
    costs : list of the recorded costs, each taken before its update.
    parameters : the trained network.
    """
    parameters = initialize_network(net_dims, act_list, drop_prob_list)
    parameters = initialize_velocity(parameters, apply_momentum)
    parameters = initialize_bnorm_params(parameters, bnorm_list, apply_momentum)
    costs, itr = [], 0
    for epoch in range(num_epochs):
        alpha = learning_rate / (1 + decay_rate * epoch)
        for start in range(0, X.shape[1], batch_size):
            Xb, Yb = X[:, start : start + batch_size], Y[:, start : start + batch_size]
            # <exercise>
            A, caches = multi_layer_forward(Xb, parameters, "train")
            _, softmax_cache, cost = softmax_cross_entropy_loss(A, Yb)
            dA = softmax_cross_entropy_loss_der(Yb, softmax_cache)
            gradients = multi_layer_backward(dA, caches, parameters)
            parameters = update_parameters_with_momentum_Adam(parameters, gradients, alpha)
            # </exercise>
            if itr % log_step == 0:
                costs.append(cost)
                if log:
                    print(f"epoch {epoch + 1}, iteration {itr}: cost {cost:.5f}, step {alpha:.5f}")
            itr += 1
    return costs, parameters


def classify(X: Array, parameters: Parameters, mode: str = "test") -> Array:
    """Predict the label of each column of X (n, m): integers of shape (1, m).

    The whole of X goes through the network at once; of equal probabilities the first wins.
    """
    A, _ = multi_layer_forward(X, parameters, mode)
    probabilities, _, _ = softmax_cross_entropy_loss(A)
    return np.argmax(probabilities, axis=0).reshape(1, -1)
