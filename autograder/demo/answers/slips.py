"""Wrong answers, one mistake in each, of the kind that students make."""

import numpy as np


def relu_der(dA, cache):
    return dA * cache["Z"]


def softmax_cross_entropy_loss(Z, Y=np.array([])):
    exponentials = np.exp(Z - Z.max(axis=0, keepdims=True))
    A = exponentials / exponentials.sum(axis=0, keepdims=True)
    if Y.size == 0:
        return A, {"A": A}, []
    labels = Y.astype(int).ravel()
    return A, {"A": A}, -np.sum(np.log(A[labels, np.arange(labels.size)]))


def softmax_cross_entropy_loss_der(Y, cache):
    dZ = cache["A"].copy()
    dZ[Y.astype(int).ravel(), np.arange(Y.size)] -= 1
    return dZ


def dropout(A, drop_prob, mode="train"):
    if mode not in ("train", "test"):
        raise ValueError(mode)
    mask = None
    if mode == "train" and drop_prob:
        mask = (np.random.rand(*A.shape) < 1 - drop_prob) * 1.0
        A = A * mask
    return A, (drop_prob, mode, mask)


def batchnorm(A, beta, gamma):
    if beta.size == 0 or gamma.size == 0:
        return A, {}
    mean = A.mean(axis=1, keepdims=True)
    inverse_deviation = 1 / np.sqrt(A.var(axis=1, ddof=1, keepdims=True) + 1e-5)
    A_hat = (A - mean) * inverse_deviation
    return gamma * A_hat + beta, {
        "A_hat": A_hat,
        "inverse_deviation": inverse_deviation,
        "gamma": gamma,
    }


def batchnorm_der(dA_in, cache):
    if not cache:
        return dA_in, [], []
    A_hat, deviation, gamma = cache["A_hat"], 1 / cache["inverse_deviation"], cache["gamma"]
    dbeta = dA_in.sum(axis=1, keepdims=True)
    dgamma = (dA_in * A_hat).sum(axis=1, keepdims=True)
    return dA_in * gamma / deviation, dbeta, dgamma


def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(net_dims) - 1}
    for layer in range(1, len(net_dims)):
        parameters[f"act{layer}"] = act_list[layer - 1]
        parameters[f"dropout{layer}"] = drop_prob_list[layer - 1]
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        parameters[f"W{layer}"] = np.random.randn(n_out, n_in) * np.sqrt(2 / n_in)
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    return parameters


def linear_backward(dZ, cache, W, b):
    m = dZ.shape[1]
    return W.T @ dZ, dZ @ cache["A"].T / m, dZ.sum(axis=1, keepdims=True) / m


def classify(X, parameters, mode="test"):
    A, _ = multi_layer_forward(X, parameters, mode)
    return np.argmax(A, axis=1).reshape(1, -1)
