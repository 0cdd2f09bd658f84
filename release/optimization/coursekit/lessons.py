"""The functions that each lesson's notebook defines: consulted when a notebook is missing."""

FUNCTIONS_OF_LESSON: dict[str, tuple[str, ...]] = {
    "01_relu_softmax": (
        "relu",
        "relu_der",
        "linear",
        "linear_der",
        "softmax_cross_entropy_loss",
        "softmax_cross_entropy_loss_der",
    ),
    "02_dropout": ("dropout", "dropout_der"),
    "03_batchnorm": ("batchnorm", "batchnorm_der"),
    "04_adam": (
        "initialize_network",
        "initialize_velocity",
        "initialize_bnorm_params",
        "update_parameters_with_momentum_Adam",
    ),
    "05_network": (
        "linear_forward",
        "layer_forward",
        "multi_layer_forward",
        "linear_backward",
        "layer_backward",
        "multi_layer_backward",
        "multi_layer_network",
        "classify",
    ),
}
