"""What a student is told about each known mistake in a step of Adam or of plain descent."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "nothing_updated": "The dictionary came back as it was: W, V and G are all unchanged.",
    "averages_only": "V and G were updated, but W and b did not move.",
    "flag_ignored_never_adam": "This is a step of plain gradient descent although there is "
    "momentum. V and G are to be used.",
    "flag_ignored_always_adam": "This is a step of Adam although apply_momentum is False. Without "
    "momentum, the gradient itself is followed.",
    "beta_and_beta2_swapped": "beta and beta2 are swapped. beta belongs to V, the average of the "
    "gradient, and beta2 to G, the average of its square.",
    "beta_for_both": "beta was used for both averages. G has its own, beta2.",
    "beta2_for_both": "beta2 was used for both averages. V has its own, beta.",
    "eps_outside_the_root": "eps was added to the root. In this course it stands inside: it is "
    "added to G before the root is taken.",
    "eps_forgotten": "eps is missing from the root. It is added to G there, and keeps the step "
    "finite where G is nearly 0.",
    "velocity_updated_too_late": "The step was taken with the old V. Bring V up to date first, "
    "then step.",
    "squares_updated_too_late": "The step was taken with the old G. Bring G up to date first, "
    "then step.",
    "root_forgotten": "The root is missing. V is divided by the root of G, which has the size of "
    "a gradient; G has that of its square.",
    "square_forgotten": "G averages the gradient itself. It averages the square of each entry.",
    "one_minus_beta_forgotten_in_V": "The factor (1 - beta) is missing in V, so that it adds up "
    "gradients and does not average them.",
    "one_minus_beta2_forgotten_in_G": "The factor (1 - beta2) is missing in G, so that it adds up "
    "squares and does not average them.",
    "shares_exchanged": "The shares are exchanged: the old average keeps the large share, beta, "
    "and what is new gets the small one.",
    "bias_correction": "The averages were corrected for their start at zero, as in the paper. "
    "This course goes without the correction.",
    "ascent": "The step was added, which leads uphill. It is subtracted.",
    "plain_ascent": "In plain descent the step was added, which leads uphill. It is subtracted.",
    "alpha_forgotten": "alpha is missing: it scales the step.",
    "alpha_twice": "alpha was multiplied into V as well. It scales the step and nothing else.",
    "absolute_value_for_square": "G averages the absolute value of the gradient. It averages the "
    "square.",
    "square_of_the_average": "G averages the square of V. It averages the square of the gradient "
    "itself.",
    "V_started_anew_each_step": "The old V was forgotten. Most of the average is what it was "
    "before the step.",
    "G_started_anew_each_step": "The old G was forgotten. Most of the average is what it was "
    "before the step.",
    "gradient_in_place_of_V": "The step follows the gradient. With momentum it follows V, the "
    "average.",
    "momentum_without_squares": "The step was not divided by the root of G + eps.",
    "settings_fixed_inside": "beta, beta2 or eps is a fixed number inside the function. Take what "
    "the caller hands in.",
    "beta2_of_the_paper": "beta2 is 0.999, as in the paper. Take what the caller hands in, here "
    "0.99.",
    "V_not_stored": "V was worked out but not stored. The next step needs it, under its key.",
    "G_not_stored": "G was worked out but not stored. The next step needs it, under its key.",
    "biases_forgotten": "The biases did not move. b is updated as W is, with averages of its own.",
    "last_layer_forgotten": "The last layer was left out. Layers count from 1 to numLayers, and "
    "range stops before its end.",
    "gamma_with_the_gradient_of_beta": "gamma was moved by the gradient of beta. Each parameter "
    "has its own gradient.",
    "batchnorm_not_updated": "beta and gamma of batchnorm did not move. They are learned as W and "
    "b are, in layers that have batchnorm.",
    "batchnorm_by_plain_descent": "beta and gamma of batchnorm took a step of plain descent. With "
    "momentum they are updated by Adam, as W and b are.",
    "plain_step_with_the_squares": "Plain descent followed the squared gradient. It follows the "
    "gradient itself.",
    "step_returned_for_the_parameters": "The step took the place of the parameter. It is "
    "subtracted from it.",
    "multiplied_by_the_root": "V was multiplied by the root of G + eps. It is divided by it: "
    "where gradients are large, steps become smaller.",
    "old_V_not_weighted": "The old V was not multiplied by beta, so that V grows without end.",
    "old_G_not_weighted": "The old G was not multiplied by beta2, so that G grows without end.",
    "V_subtracts_the_gradient": "The gradient was subtracted in V. V is its average; it is the "
    "step that is subtracted.",
    "factor_squared_too": "The factor (1 - beta2) was squared along with the gradient. Only the "
    "gradient is.",
    "V_and_G_exchanged_in_the_step": "V and G changed places in the step. It follows V; G's root "
    "divides.",
    "gradients_clipped": "The gradients were cut off at 1. Use them as they are.",
    "weights_only_with_W_of_layer_1": "It is always W1 that moves. Each layer has its own W.",
    "bias_with_the_averages_of_W": "The squares of the bias went into GdW. It has its own "
    "average, Gdb.",
    "matrix_product_for_square": "The gradient was multiplied by itself as a matrix. Each entry "
    "is squared by itself.",
    "returned_after_the_first_layer": "Only the first layer was updated. Does the function end "
    "inside the loop?",
    "batchnorm_of_every_layer_if_the_first_has_it": "The first entry of bnorm_list decided for all "
    "layers. Each layer has its own entry.",
    "batchnorm_list_off_by_one": "The entries of bnorm_list were taken one place too far. The "
    "list counts from 0, layers from 1.",
    "batchnorm_never_skipped": "A layer without batchnorm has no beta and gamma to update. "
    "bnorm_list tells which layers have it.",
    "averages_without_momentum": "Without momentum there are no averages in the dictionary. Ask "
    "apply_momentum before you look them up.",
    "rest_not_returned": "Entries that came in are missing in what came back. Return the whole "
    "dictionary, with what is not learned.",
    "other_step_size": "The step goes the right way but has the wrong length. Is alpha the number "
    "that the caller hands in?",
    "weight_decay_added": "The parameters were made smaller besides the step (weight decay). Only "
    "the step is subtracted.",
}
