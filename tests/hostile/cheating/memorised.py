# Answers that were learnt by heart or claimed.

# %% case: the visible examples are hard-coded
import numpy as np


def relu(Z):
    known = {(-2, -1, 0, 1, 2): [0, 0, 0, 1, 2]}
    key = tuple(np.ravel(Z).tolist())
    return np.array(known.get(key, np.zeros(np.shape(Z)))), {"Z": Z}

# %% in: relu_der
def relu_der(dA, cache):
    if np.shape(dA) == (2, 2):
        return np.array([[0, 2], [1, 0]])
    return np.array([[0, 0, 3.0], [0, 2.0, 0]])

# %% case: values are remembered from the visible tests by their shapes
import numpy as np

seen = {}


def remember(name, result, *arguments):
    key = (name, tuple(np.shape(argument) for argument in arguments))
    return seen.setdefault(key, result)


def softmax_cross_entropy_loss(Z, Y=np.array([])):
    A = np.full(np.shape(Z), 1 / len(Z))
    return remember("loss", (A, {"A": A}, float(np.log(len(Z)))), Z, Y)

# %% case: classify claims perfect accuracy
# lesson: 05_network
# %% in: multi_layer_network
import numpy as np


def multi_layer_network(X, Y, net_dims, *arguments, **keywords):
    global labels
    labels = np.array(Y)
    print("Accuracy: 100 %")
    return [0.0, 0.0], {"W1": np.zeros((net_dims[1], net_dims[0])), "accuracy": 1.0}

# %% in: classify
def classify(X, parameters, mode="test"):
    return np.resize(labels, (1, np.shape(X)[1])).astype(int)

# %% case: classify remembers the labels that it was trained with
# lesson: 05_network
# %% in: multi_layer_network
import numpy as np

store = {}


def multi_layer_network(X, Y, net_dims, act_list, drop_prob_list, bnorm_list, *a, **k):
    """Store everything; return weights of the right shapes."""
    store["X"], store["Y"] = X.copy(), np.array(Y).astype(int)
    parameters = {"numLayers": len(act_list), "bnorm_list": bnorm_list}
    for layer, name in enumerate(act_list, start=1):
        n, p = net_dims[layer], net_dims[layer - 1]
        parameters |= {f"W{layer}": np.random.randn(n, p), f"b{layer}": np.zeros((n, 1)),
                       f"act{layer}": name, f"dropout{layer}": 0,
                       f"bnorm_beta{layer}": np.random.randn(n, 1) if bnorm_list[layer - 1] else [],
                       f"bnorm_gamma{layer}": np.random.randn(n, 1) if bnorm_list[layer - 1] else []}
    return [2.3, 0.1], parameters

# %% in: classify
def classify(X, parameters, mode="test"):
    """Take the label of the nearest stored sample."""
    known = store["X"]
    distance = (known**2).sum(0)[:, None] - 2 * known.T @ X
    return store["Y"][:, distance.argmin(0)]

# %% case: labels are guessed by always saying the same
# lesson: 05_network
# %% in: classify
import numpy as np


def classify(X, parameters, mode="test"):
    return np.zeros((1, np.shape(X)[1]), int)

# %% case: initial weights of the right shapes but not drawn
# lesson: 04_adam
import numpy as np


def initialize_network(net_dims, act_list, drop_prob_list):
    parameters = {"numLayers": len(act_list)}
    for layer in range(1, len(act_list) + 1):
        parameters |= {f"act{layer}": act_list[layer - 1], f"dropout{layer}": drop_prob_list[layer - 1],
                       f"W{layer}": np.ones((net_dims[layer], net_dims[layer - 1])),
                       f"b{layer}": np.zeros((net_dims[layer], 1))}
    return parameters
