"""What a student is told about each known mistake in the training loop, and when it shows."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.misconceptions import generic
from autograder.misconceptions.mistake import names

SENTENCES: Mapping[str, str] = {
    "not_trained": "The costs are empty and the network is as it was at the start. Each batch "
    "makes one update.",
    "update_thrown_away": "The network was never updated. The update returns the new parameters: "
    "they must take the place of the old ones.",
    "updated_twice": "Each batch made two updates. Once is enough.",
    "test_mode": "The forward pass ran in test mode, so nothing was dropped. In training the mode "
    "is train.",
    "softmax_gradient_skipped": "The probabilities were sent back through the network. It is the "
    "gradient of the loss that starts the way back: the labels are needed.",
    "backward_from_the_logits": "The gradient of the loss was taken at the network's output, "
    "before softmax. It needs the cache that the loss returned.",
    "array_for_the_cache": "The gradient of the loss was handed an array in place of the cache. "
    "It needs the cache that the loss returned.",
    "gradient_divided_by_m_again": "The gradient was divided by the number of samples once more. "
    "The gradient of the loss holds this 1/m already.",
    "gradient_summed_over_samples": "The gradient was multiplied by the number of samples. The "
    "loss is a mean: use its gradient as it is.",
    "gradient_sign_flipped": "The sign of the gradient was turned, so the network climbs. It is "
    "the update that subtracts.",
    "softmax_twice": "Softmax was applied twice. The loss function does it: hand it the network's "
    "output as it is.",
    "gradients_of_the_first_batch": "The gradients of the first batch were used for every update. "
    "Each batch has its own.",
    "epoch_counted_from_one": "The step is smaller in the first epoch already. Epochs count from "
    "0, so the first step is the learning rate itself.",
    "no_decay": "The step size stays the same. It is worked out anew in each epoch, and it is "
    "this number, not the learning rate, that the update takes.",
    "decay_multiplied_in": "The step size falls along a straight line and may turn negative. The "
    "learning rate is divided by 1 + decay_rate * epoch.",
    "decay_compounds": "The step size was divided anew in each epoch, so the decay adds up. It "
    "starts from the learning rate each time.",
    "decay_by_iteration": "The step size falls with every batch. It is the epoch that counts.",
    "exponential_decay": "The step size falls exponentially. The learning rate is divided by "
    "1 + decay_rate * epoch.",
    "alpha_not_handed_on": "The update took a step of 0.001, whatever the learning rate is.",
    "alpha_divided_by_batch_size": "The step size was divided by the number of samples. The "
    "gradient is that of a mean already: hand alpha on as it is.",
    "last_batch_dropped": "The last, short batch was left out. Its samples count as well.",
    "one_batch_too_many": "There was one batch too many: it held no samples. How many are there "
    "when the samples fill the last one exactly?",
    "first_batch_only": "Every update used the first batch. Each batch starts where the one "
    "before ended.",
    "all_samples_every_time": "Every update used all samples. Use the batch, in the forward pass "
    "and in the loss.",
    "all_samples_in_the_forward_pass": "All samples went forward, but the labels are those of the "
    "batch. Use the batch in both.",
    "batches_overlap_by_one": "Each batch holds the first sample of the next. The end of a slice "
    "is not part of it.",
    "batches_miss_a_sample": "Each batch lacks its last sample. The end of a slice is not part "
    "of it, so nothing has to be taken off.",
    "samples_shuffled": "The samples were shuffled. Here batches are taken in the order of X, so "
    "that everyone's costs are the same.",
    "labels_of_the_first_batch": "The labels are those of the first batch each time. They belong "
    "to the samples of this batch.",
    "labels_cut_along_rows": "The labels were cut along their rows. Y has one row: a batch takes "
    "columns of it, as it does of X.",
    "batches_backwards": "The batches were taken from the last to the first. They are taken in "
    "the order of X.",
    "strided_batches": "Each batch takes samples from all over X. It is a run of columns that "
    "stand side by side.",
    "batch_size_fixed": "The batches hold 64 samples, whatever the caller says. Use batch_size.",
    "samples_counted_along_rows": "The samples were counted along the wrong axis of X. Each "
    "column is a sample.",
    "cost_after_the_update": "The cost was taken after the update. It is the loss that the batch "
    "had before.",
    "cost_of_all_samples": "The cost is that of all samples. Keep that of the batch.",
    "cost_times_batch_size": "The cost was multiplied by the number of samples. It is the mean "
    "over the batch, as the loss function returns it.",
    "cost_divided_by_batch_size": "The cost was divided by the number of samples. The loss "
    "function returns a mean already.",
    "cost_rounded": "The costs are rounded. Round only what is printed.",
    "itr_counted_anew_each_epoch": "Iterations were counted anew in each epoch. They count on "
    "through all epochs.",
    "itr_counts_from_one": "Iterations were counted from 1. They count from 0, so that the very "
    "first cost is kept.",
    "itr_counts_epochs": "The count went up once in each epoch. It goes up with every batch.",
    "costs_emptied_each_epoch": "Only the costs of the last epoch are there. The list is made "
    "once, before the first epoch.",
    "one_cost_for_each_epoch": "One cost was kept for each epoch. log_step counts batches.",
    "every_cost_kept": "The cost of every batch was kept. Keep one at every log_step-th.",
    "cost_kept_only_when_logged": "The costs are empty with log=False. log decides about "
    "printing; costs are kept in any case.",
    "last_cost_only": "Only the last cost came back. Return the whole list.",
    "mean_cost_returned": "The mean of the costs came back. Return the whole list.",
    "one_number_for_costs": "A single cost came back. Return a list of them.",
    "network_started_anew_each_epoch": "The network was drawn anew in each epoch, so that all it "
    "had learned is lost. It is made once, before the first epoch.",
    "averages_set_to_zero_each_epoch": "Adam's averages were set to zero in each epoch. They are "
    "made once, before the first.",
    "momentum_always": "The network was trained with Adam although apply_momentum is False. Hand "
    "on what the caller says.",
    "momentum_never": "The network was trained without momentum although apply_momentum is True. "
    "Hand on what the caller says.",
    "batchnorm_switched_off": "No layer has batchnorm. Hand bnorm_list on as it is.",
    "dropout_switched_off": "No layer drops anything. Hand drop_prob_list on as it is.",
    "seed_set_inside": "A seed is set inside the function, so that every network starts alike.",
    "one_epoch_only": "Only one epoch was trained. Does the function end inside the loop, or is "
    "num_epochs not used?",
    "one_epoch_too_few": "The last epoch is missing: there are num_epochs of them.",
    "gradients_returned": "The gradients came back. Return the trained parameters.",
    generic.COPIED_ANSWER: "These are the costs of the visible test. The function has to train "
    "the network that it is given.",
    "log_breaks": "It works with log=False: the mistake is in the line that prints.",
}

SHOWS_WITH: Mapping[str, str] = {
    "epoch_counted_from_one": "a decay",
    "no_decay": "a decay",
    "decay_multiplied_in": "a decay",
    "decay_compounds": "a decay",
    "decay_by_iteration": "a decay",
    "exponential_decay": "a decay",
    "last_batch_dropped": "a short batch",
    "one_batch_too_many": "whole batches",
    "first_batch_only": "several batches",
    "all_samples_every_time": "several batches",
    "all_samples_in_the_forward_pass": "several batches",
    "batches_overlap_by_one": "several batches",
    "samples_shuffled": "several batches",
    "labels_of_the_first_batch": "several batches",
    "labels_cut_along_rows": "several batches",
    "batches_backwards": "several batches",
    "strided_batches": "several batches",
    "batch_size_fixed": "several batches",
    "samples_counted_along_rows": "several batches",
    "cost_of_all_samples": "several batches",
    "gradients_of_the_first_batch": "several updates",
    "last_cost_only": "several updates",
    "one_cost_for_each_epoch": "several updates",
    "itr_counted_anew_each_epoch": "several epochs",
    "costs_emptied_each_epoch": "several epochs",
    "network_started_anew_each_epoch": "several epochs",
    "averages_set_to_zero_each_epoch": "several epochs",
    "one_epoch_only": "several epochs",
    "one_epoch_too_few": "several epochs",
    "itr_counts_from_one": "a log_step",
    "itr_counts_epochs": "a log_step",
    "every_cost_kept": "a log_step",
    "test_mode": "dropout",
    "dropout_switched_off": "dropout",
    "batchnorm_switched_off": "batchnorm",
    "momentum_never": "momentum",
    "momentum_always": "no momentum",
}
"""What the settings of a call must have for a mistake to show; mistakes not listed always do."""

COSTLY = frozenset({"several epochs", "dropout"})
"""The settings with which a run takes long, or has little in common with others."""

SPECIAL = COSTLY | {"a decay", "a log_step"}
"""The settings for which such a run is made: other mistakes show in cheaper ones as well."""

IN_COSTS = names(
    "cost_after_the_update cost_of_all_samples cost_times_batch_size cost_divided_by_batch_size "
    "cost_rounded itr_counted_anew_each_epoch itr_counts_from_one itr_counts_epochs "
    "costs_emptied_each_epoch one_cost_for_each_epoch every_cost_kept cost_kept_only_when_logged "
    "last_cost_only mean_cost_returned one_number_for_costs"
)
"""The mistakes that leave the network as it should be."""
