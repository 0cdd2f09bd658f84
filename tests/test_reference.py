"""The reference solutions of `optimization`: the document's vectors, every gradient, properties."""

import importlib.util
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograder.checks.catalogue import reference_functions
from autograder.reference import optimization as ref

FINITE = st.floats(-50, 50, width=64)
SIZES = st.tuples(st.integers(1, 5), st.integers(1, 6))
MATRICES = SIZES.flatmap(lambda shape: arrays(float, shape, elements=FINITE))


@pytest.fixture
def rng() -> np.random.Generator:
    """Draw the same inputs for each test, whatever ran before it."""
    return np.random.default_rng(7)


def central_difference(f: Callable[..., float], x: np.ndarray, step: float = 1e-5) -> np.ndarray:
    """Return the gradient of f at x, entry by entry."""
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        change = np.zeros(x.shape)
        change[index] = step
        gradient[index] = (f(x + change) - f(x - change)) / (2 * step)
    return gradient


def assert_close(actual, expected, tolerance=1e-6):
    assert np.shape(actual) == np.shape(expected)
    np.testing.assert_allclose(actual, expected, rtol=tolerance, atol=tolerance)


# ---- the document's own vectors


def test_every_visible_cell_of_the_document_passes_as_printed(shared_folder):
    specification = importlib.util.spec_from_file_location("vectors", shared_folder / "vectors.py")
    vectors = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(vectors)
    assert len(vectors.CELLS) == 16
    assert vectors.failures(dict(reference_functions("optimization"))) == []


# ---- gradients against central differences


def test_relu_der_is_the_gradient_of_relu(rng):
    Z, dA = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    numeric = central_difference(lambda Z: np.sum(dA * ref.relu(Z)[0]), Z)
    assert_close(ref.relu_der(dA, ref.relu(Z)[1]), numeric)


def test_linear_der_is_the_gradient_of_linear(rng):
    Z, dA = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    numeric = central_difference(lambda Z: np.sum(dA * ref.linear(Z)[0]), Z)
    assert_close(ref.linear_der(dA, ref.linear(Z)[1]), numeric)


@pytest.mark.parametrize("shape", [(3, 5), (5, 2), (4, 1), (1, 3)])
def test_the_softmax_gradient_is_the_gradient_of_the_loss(shape, rng):
    Z = rng.normal(size=shape)
    Y = rng.integers(0, shape[0], (1, shape[1])).astype(float)
    numeric = central_difference(lambda Z: ref.softmax_cross_entropy_loss(Z, Y)[2], Z)
    cache = ref.softmax_cross_entropy_loss(Z, Y)[1]
    assert_close(ref.softmax_cross_entropy_loss_der(Y, cache), numeric)


def test_dropout_der_is_the_gradient_of_dropout_with_its_mask(rng):
    A, dA = rng.normal(size=(4, 5)), rng.normal(size=(4, 5))

    def forward(A):
        np.random.seed(2)
        return ref.dropout(A, 0.4)

    numeric = central_difference(lambda A: np.sum(dA * forward(A)[0]), A)
    assert_close(ref.dropout_der(dA, forward(A)[1]), numeric)


@pytest.mark.parametrize("shape", [(3, 5), (6, 2), (4, 4), (1, 6), (4, 1)])
def test_batchnorm_der_gives_all_three_gradients_of_batchnorm(shape, rng):
    A, dA = rng.normal(2, 1.5, shape), rng.normal(size=shape)
    beta, gamma = rng.normal(size=(2, shape[0], 1))
    gradients = ref.batchnorm_der(dA, ref.batchnorm(A, beta, gamma)[1])

    def loss(A, beta, gamma):
        return np.sum(dA * ref.batchnorm(A, beta, gamma)[0])

    assert_close(gradients[0], central_difference(lambda x: loss(x, beta, gamma), A), 1e-5)
    assert_close(gradients[1], central_difference(lambda x: loss(A, x, gamma), beta))
    assert_close(gradients[2], central_difference(lambda x: loss(A, beta, x), gamma))


def test_batchnorm_der_is_right_where_epsilon_counts(rng):
    A, dA = 3e-3 * rng.normal(size=(3, 6)), rng.normal(size=(3, 6))
    beta, gamma = rng.normal(size=(2, 3, 1))

    def loss(A):
        return np.sum(dA * ref.batchnorm(A, beta, gamma)[0])

    gradient = ref.batchnorm_der(dA, ref.batchnorm(A, beta, gamma)[1])[0]
    assert_close(gradient, central_difference(loss, A, step=1e-7), 1e-4)


def test_linear_backward_gives_all_three_gradients_of_linear_forward(rng):
    A, W, b = rng.normal(size=(3, 5)), rng.normal(size=(4, 3)), rng.normal(size=(4, 1))
    dZ = rng.normal(size=(4, 5))

    def loss(A, W, b):
        return np.sum(dZ * ref.linear_forward(A, W, b)[0])

    dA_prev, dW, db = ref.linear_backward(dZ, ref.linear_forward(A, W, b)[1], W, b)
    assert_close(dA_prev, central_difference(lambda x: loss(x, W, b), A))
    assert_close(dW, central_difference(lambda x: loss(A, x, b), W))
    assert_close(db, central_difference(lambda x: loss(A, W, x), b))


def network(net_dims, drop_prob_list, bnorm_list, momentum=True):
    """Return a freshly drawn network of ReLU layers with a linear one on top."""
    layers = len(net_dims) - 1
    activations = ["relu"] * (layers - 1) + ["linear"]
    parameters = ref.initialize_network(net_dims, activations, drop_prob_list)
    parameters = ref.initialize_velocity(parameters, momentum)
    return ref.initialize_bnorm_params(parameters, bnorm_list, momentum)


def loss_and_gradients(X, Y, parameters, mask_seed=4):
    """Run a network forwards and backwards, with the dropout masks of that seed."""
    np.random.seed(mask_seed)
    A, caches = ref.multi_layer_forward(X, parameters, "train")
    _, cache, loss = ref.softmax_cross_entropy_loss(A, Y)
    dA = ref.softmax_cross_entropy_loss_der(Y, cache)
    return loss, ref.multi_layer_backward(dA, caches, parameters)


def learned(parameters):
    return [
        f"{name}{layer}"
        for layer in range(1, parameters["numLayers"] + 1)
        for name in ("W", "b", "bnorm_beta", "bnorm_gamma")
        if np.size(parameters[f"{name}{layer}"])
    ]


@pytest.mark.parametrize(
    ("drop_prob_list", "bnorm_list"),
    [([0, 0, 0], [0, 0, 0]), ([0, 0, 0], [1, 1, 1]), ([0.3, 0.5, 0], [1, 0, 1])],
    ids=["plain", "batchnorm", "batchnorm and dropout"],
)
def test_the_whole_network_has_the_gradients_of_its_loss(drop_prob_list, bnorm_list, rng):
    np.random.seed(11)
    parameters = network([4, 6, 5, 3], drop_prob_list, bnorm_list)
    X, Y = rng.normal(size=(4, 7)), rng.integers(0, 3, (1, 7))
    _, gradients = loss_and_gradients(X, Y, parameters)
    for name in learned(parameters):

        def loss(value, name=name):
            return loss_and_gradients(X, Y, {**parameters, name: value})[0]

        numeric = central_difference(loss, parameters[name])
        assert_close(gradients[f"d{name}"], numeric, 1e-6)


# ---- gradients against PyTorch, where it is installed


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch", reason="PyTorch is not installed: no second opinion")


def test_softmax_and_loss_agree_with_pytorch(torch, rng):
    Z, Y = 5 * rng.normal(size=(4, 6)), rng.integers(0, 4, (1, 6))
    logits = torch.tensor(Z.T, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor(Y[0]))
    loss.backward()
    A, cache, own_loss = ref.softmax_cross_entropy_loss(Z, Y)
    assert_close(own_loss, loss.item(), 1e-12)
    assert_close(A, torch.softmax(logits, dim=1).detach().numpy().T, 1e-12)
    gradient = ref.softmax_cross_entropy_loss_der(Y, cache)
    assert_close(gradient, logits.grad.numpy().T, 1e-12)


def test_batchnorm_agrees_with_pytorch(torch, rng):
    A, dA = rng.normal(3, 2, (4, 6)), rng.normal(size=(4, 6))
    beta, gamma = rng.normal(size=(2, 4, 1))
    tensors = [torch.tensor(x, requires_grad=True) for x in (A.T, beta[:, 0], gamma[:, 0])]
    inputs, bias, weight = tensors
    out = torch.nn.functional.batch_norm(
        inputs, None, None, weight=weight, bias=bias, training=True, eps=1e-5
    )
    out.backward(torch.tensor(dA.T))
    Anorm, cache = ref.batchnorm(A, beta, gamma)
    assert_close(Anorm, out.detach().numpy().T, 1e-12)
    dA_out, dbeta, dgamma = ref.batchnorm_der(dA, cache)
    assert_close(dA_out, inputs.grad.numpy().T, 1e-10)
    assert_close(dbeta[:, 0], bias.grad.numpy(), 1e-12)
    assert_close(dgamma[:, 0], weight.grad.numpy(), 1e-12)


def test_the_whole_network_agrees_with_pytorch(torch, rng):
    np.random.seed(5)
    parameters = network([4, 6, 5, 3], [0.3, 0.5, 0], [1, 0, 1])
    X, Y = rng.normal(size=(4, 8)), rng.integers(0, 3, (1, 8))
    loss, gradients = loss_and_gradients(X, Y, parameters, mask_seed=9)
    tensors = {
        name: torch.tensor(parameters[name], requires_grad=True) for name in learned(parameters)
    }
    np.random.seed(9)
    A = torch.tensor(X)
    for layer in (1, 2, 3):
        A = tensors[f"W{layer}"] @ A + tensors[f"b{layer}"]
        if parameters[f"act{layer}"] == "relu":
            A = torch.relu(A)
        if parameters["bnorm_list"][layer - 1]:
            weight, bias = (tensors[f"bnorm_{name}{layer}"][:, 0] for name in ("gamma", "beta"))
            A = torch.nn.functional.batch_norm(
                A.T, None, None, weight=weight, bias=bias, training=True, eps=1e-5
            ).T
        keep = 1 - parameters[f"dropout{layer}"]
        if keep < 1:
            A = A * torch.tensor((np.random.rand(*A.shape) < keep) / keep)
    other = torch.nn.functional.cross_entropy(A.T, torch.tensor(Y[0]))
    other.backward()
    assert_close(loss, other.item(), 1e-12)
    for name, tensor in tensors.items():
        assert_close(gradients[f"d{name}"], tensor.grad.numpy(), 1e-9)


# ---- properties


@given(MATRICES)
def test_relu_is_never_negative_and_changes_nothing_a_second_time(Z):
    A, cache = ref.relu(Z)
    assert np.all(A >= 0)
    assert np.array_equal(ref.relu(A)[0], A)
    assert np.array_equal(cache["Z"], Z)


@given(MATRICES)
def test_softmax_columns_are_probabilities(Z):
    A = ref.softmax_cross_entropy_loss(Z)[0]
    assert np.all(A >= 0)
    assert_close(A.sum(axis=0), np.ones(Z.shape[1]), 1e-12)
    assert np.array_equal(A[np.argmax(Z, axis=0), range(Z.shape[1])], A.max(axis=0))


@given(MATRICES, st.floats(-1000, 1000))
def test_softmax_and_loss_do_not_change_with_a_constant_added_to_a_column(Z, shift):
    Y = np.zeros((1, Z.shape[1]))
    A, _, loss = ref.softmax_cross_entropy_loss(Z, Y)
    shifted, _, shifted_loss = ref.softmax_cross_entropy_loss(Z + shift, Y)
    assert_close(shifted, A, 1e-9)
    assert_close(shifted_loss, loss, 1e-9)


@given(MATRICES)
def test_the_softmax_gradient_sums_to_zero_in_each_column(Z):
    Y = np.arange(Z.shape[1])[None] % Z.shape[0]
    dZ = ref.softmax_cross_entropy_loss_der(Y, ref.softmax_cross_entropy_loss(Z)[1])
    assert_close(dZ.sum(axis=0), np.zeros(Z.shape[1]), 1e-12)


@given(MATRICES)
def test_batchnorm_gives_mean_beta_and_never_more_than_deviation_gamma(A):
    n = A.shape[0]
    beta, gamma = np.linspace(-1, 1, n)[:, None], np.linspace(0.5, 2, n)[:, None]
    Anorm, _ = ref.batchnorm(A, beta, gamma)
    assert_close(Anorm.mean(axis=1, keepdims=True), beta, 1e-9)
    assert np.all(Anorm.std(axis=1, keepdims=True) <= gamma * (1 + 1e-9))


@given(MATRICES)
def test_the_batchnorm_gradient_sums_to_zero_over_the_batch(A):
    ones = np.ones((A.shape[0], 1))
    dA = np.cos(np.arange(A.size)).reshape(A.shape)
    dA_out = ref.batchnorm_der(dA, ref.batchnorm(A, ones, ones)[1])[0]
    # Its terms are as large as 1/sqrt(epsilon).
    assert_close(dA_out.sum(axis=1), np.zeros(A.shape[0]), 1e-9)


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.95))
def test_a_dropout_mask_holds_0_and_one_over_keep_and_is_drawn_once(seed, drop_prob):
    A = np.ones((6, 7))
    np.random.seed(seed)
    out, (_, _, mask) = ref.dropout(A, drop_prob)
    after = np.random.rand()
    np.random.seed(seed)
    kept = np.random.rand(6, 7) < 1 - drop_prob
    assert_close(mask, kept / (1 - drop_prob), 1e-12)
    assert np.array_equal(out, A * mask)
    assert after == np.random.rand()


@given(MATRICES, st.floats(0, 0.95))
@settings(max_examples=30)
def test_dropout_lets_everything_through_in_test_mode(A, drop_prob):
    out, cache = ref.dropout(A, drop_prob, "test")
    assert np.array_equal(out, A)
    assert np.array_equal(ref.dropout_der(A, cache), A)


# ---- what the numeric contract fixes


def test_logits_of_a_thousand_are_survived():
    Z = np.array([[1000.0, -1000.0], [1001.0, -1000.0], [-1000.0, -1003.0]])
    A, _, loss = ref.softmax_cross_entropy_loss(Z, np.array([[1, 0]]))
    assert np.all(np.isfinite(A))
    assert np.isfinite(loss)
    assert A[2, 0] == 0


def test_the_loss_stays_finite_where_the_probability_underflows():
    loss = ref.softmax_cross_entropy_loss(np.array([[1000.0], [0.0]]), np.array([[1.0]]))[2]
    assert loss == 1000


def test_without_labels_the_loss_is_the_empty_list():
    assert ref.softmax_cross_entropy_loss(np.eye(2))[2] == []
    assert ref.softmax_cross_entropy_loss(np.eye(2), [])[2] == []


def test_whole_numbers_are_not_cut_off():
    A = np.array([[1, 2, 4]])
    assert ref.softmax_cross_entropy_loss(A, np.array([[0, 0, 0]]))[0].dtype == float
    assert ref.batchnorm(A, np.ones((1, 1)), np.ones((1, 1)))[0].dtype == float
    assert ref.dropout(A, 0.5)[0].dtype == float
    assert ref.relu_der(np.full((1, 3), 0.5), {"Z": A})[0, 0] == 0.5


@pytest.mark.parametrize("drop_prob", [0, 0.5])
def test_a_mode_other_than_train_and_test_is_refused(drop_prob):
    with pytest.raises(ValueError, match="validate"):
        ref.dropout(np.ones((2, 2)), drop_prob, "validate")
    with pytest.raises(ValueError, match="validate"):
        ref.dropout_der(np.ones((2, 2)), (drop_prob, "validate", None))
    with pytest.raises(ValueError, match="tanh"):
        nothing = np.array([])
        ref.layer_forward(
            np.eye(2), np.eye(2), np.ones((2, 1)), "tanh", 0, nothing, nothing, "test"
        )


@pytest.mark.parametrize("nothing", [np.array([]), []])
def test_empty_beta_or_gamma_means_no_batchnorm(nothing, rng):
    A, one = rng.normal(size=(2, 3)), np.ones((2, 1))
    for beta, gamma in ((nothing, nothing), (one, nothing), (nothing, one)):
        out, cache = ref.batchnorm(A, beta, gamma)
        assert np.array_equal(out, A)
        assert cache == {}
        assert ref.batchnorm_der(A, cache)[1:] == ([], [])


def test_one_sample_gives_beta():
    beta = np.array([[1.0], [-2.0]])
    assert np.array_equal(ref.batchnorm(np.array([[7.0], [9.0]]), beta, beta + 5)[0], beta)


def test_weights_are_drawn_by_the_documents_formula_layer_by_layer():
    np.random.seed(3)
    parameters = ref.initialize_network([5, 4, 2], ["relu", "linear"], [0.1, 0])
    np.random.seed(3)
    assert_close(parameters["W1"], np.random.randn(4, 5) * 2 / np.sqrt(5), 1e-12)
    assert_close(parameters["W2"], np.random.randn(2, 4) * 2 / np.sqrt(4), 1e-12)
    assert not parameters["b1"].any()
    assert parameters["b2"].shape == (2, 1)


def test_beta_is_drawn_before_gamma():
    parameters = ref.initialize_network([3, 4, 2], ["relu", "linear"], [0, 0])
    np.random.seed(8)
    parameters = ref.initialize_bnorm_params(parameters, [1, 0], True)
    np.random.seed(8)
    assert np.array_equal(parameters["bnorm_beta1"], np.random.randn(4, 1))
    assert np.array_equal(parameters["bnorm_gamma1"], np.random.randn(4, 1))
    assert parameters["bnorm_beta2"].size == 0


def update(parameters, gradients, **settings):
    return ref.update_parameters_with_momentum_Adam(parameters, gradients, **settings)


def test_a_step_of_adam_is_the_documents_formula(rng):
    np.random.seed(1)
    parameters = network([4, 3, 2], [0, 0], [1, 0])
    _, gradients = loss_and_gradients(rng.normal(size=(4, 6)), np.array([[0, 1] * 3]), parameters)
    first = update(parameters, gradients, alpha=0.1)
    second = update(first, gradients, alpha=0.1)
    for name, stem in (("W1", "dW1"), ("b2", "db2"), ("bnorm_gamma1", "bnorm_gamma1")):
        g = gradients[f"d{name}"]
        V, G = 0.1 * g, 0.01 * g**2
        expected = parameters[name] - 0.1 * V / np.sqrt(G + 1e-8)
        assert_close(first[name], expected, 1e-12)
        V, G = 0.9 * V + 0.1 * g, 0.99 * G + 0.01 * g**2
        assert_close(second[f"V{stem}"], V, 1e-12)
        assert_close(second[f"G{stem}"], G, 1e-12)
        assert_close(second[name], expected - 0.1 * V / np.sqrt(G + 1e-8), 1e-12)


def test_plain_descent_moves_gamma_by_its_own_gradient(rng):
    np.random.seed(1)
    parameters = network([4, 3, 2], [0, 0], [1, 1], momentum=False)
    _, gradients = loss_and_gradients(rng.normal(size=(4, 6)), np.array([[0, 1] * 3]), parameters)
    after = update(parameters, gradients, alpha=0.5)
    for name in learned(parameters):
        assert_close(after[name], parameters[name] - 0.5 * gradients[f"d{name}"], 1e-12)


TRAINING = {
    "net_dims": [3, 4, 2],
    "act_list": ["relu", "linear"],
    "drop_prob_list": [0.2, 0],
    "bnorm_list": [1, 0],
    "log": False,
}


def train(m=10, **changes):
    np.random.seed(6)
    X, Y = np.random.randn(3, m), np.arange(m)[None] % 2
    return ref.multi_layer_network(X, Y, **{**TRAINING, **changes})


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({"num_epochs": 2, "batch_size": 4, "log_step": 1}, 6),
        ({"num_epochs": 2, "batch_size": 4, "log_step": 4}, 2),
        ({"num_epochs": 3, "batch_size": 64, "log_step": 1}, 3),
        ({"num_epochs": 1, "batch_size": 5, "log_step": 200}, 1),
    ],
)
def test_costs_are_counted_across_epochs_and_short_batches(changes, count):
    costs, _ = train(**changes)
    assert isinstance(costs, list)
    assert len(costs) == count


def test_the_first_cost_is_taken_before_the_first_update():
    slow, _ = train(num_epochs=1, batch_size=10, learning_rate=1e-9, log_step=1)
    fast, _ = train(num_epochs=1, batch_size=10, learning_rate=9.0, log_step=1)
    assert slow == fast


def test_the_step_size_decays_from_the_second_epoch_on():
    steady, _ = train(num_epochs=2, batch_size=10, decay_rate=0, log_step=1)
    decaying, _ = train(num_epochs=2, batch_size=10, decay_rate=1e9, log_step=1)
    assert steady == decaying
    _, steady = train(num_epochs=1, decay_rate=0)
    _, once = train(num_epochs=2, decay_rate=1e30)
    assert_close(once["W1"], steady["W1"], 1e-9)


@pytest.mark.parametrize("apply_momentum", [True, False])
def test_training_works_without_any_batchnorm(apply_momentum):
    costs, parameters = train(bnorm_list=[0, 0], apply_momentum=apply_momentum, num_epochs=5)
    assert np.isfinite(costs[-1])
    assert parameters["bnorm_beta1"].size == 0


def test_training_prints_only_when_asked_to(capsys):
    train(num_epochs=1)
    assert capsys.readouterr().out == ""
    train(num_epochs=1, log=True)
    assert "iteration 0" in capsys.readouterr().out


def test_a_small_network_learns():
    costs, _ = train(m=64, num_epochs=40, learning_rate=0.05, drop_prob_list=[0, 0], log_step=1)
    assert costs[-1] < 0.7 * costs[0]


def test_classify_gives_whole_labels_in_a_row_and_the_first_of_equals(rng):
    np.random.seed(2)
    parameters = network([3, 4, 3], [0.5, 0], [0, 0])
    labels = ref.classify(rng.normal(size=(3, 9)), parameters)
    assert labels.shape == (1, 9)
    assert labels.dtype.kind == "i"
    zero = {**parameters, "W2": np.zeros((3, 4)), "b2": np.zeros((3, 1))}
    assert not ref.classify(rng.normal(size=(3, 5)), zero).any()


def test_classify_drops_nothing_but_in_train_mode(rng):
    np.random.seed(2)
    parameters = network([3, 40, 3], [0.8, 0], [0, 0])
    X = rng.normal(size=(3, 200))
    assert np.array_equal(ref.classify(X, parameters), ref.classify(X, parameters, "test"))
    assert not np.array_equal(ref.classify(X, parameters), ref.classify(X, parameters, "train"))


# ---- arguments stay as they were


def frozen(array):
    array.setflags(write=False)
    return array


def test_no_function_writes_into_the_arrays_it_is_given(rng):
    """Read-only arrays go through every function."""
    Z, one = frozen(rng.normal(size=(3, 4))), frozen(rng.normal(size=(3, 1)))
    Y = frozen(np.array([[0, 1, 2, 1]]))
    ref.relu_der(Z, ref.relu(Z)[1])
    ref.linear_der(Z, ref.linear(Z)[1])
    ref.softmax_cross_entropy_loss_der(Y, ref.softmax_cross_entropy_loss(Z, Y)[1])
    ref.dropout_der(Z, ref.dropout(Z, 0.5)[1])
    ref.batchnorm_der(Z, ref.batchnorm(Z, one, one)[1])
    W = frozen(rng.normal(size=(3, 3)))
    ref.linear_backward(Z, ref.linear_forward(Z, W, one)[1], W, one)
    parameters = network([3, 4, 3], [0.5, 0], [1, 0])
    for value in parameters.values():
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
    before = dict(parameters)
    _, gradients = loss_and_gradients(Z, Y, parameters)
    update(parameters, gradients, alpha=0.1)
    assert parameters.keys() == before.keys()
    assert all(parameters[key] is before[key] for key in before)
    ref.multi_layer_network(Z, Y, **{**TRAINING, "net_dims": [3, 4, 3]})
