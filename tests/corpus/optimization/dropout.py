# %% [markdown]
# What students write for `dropout`: each cell is what stands in the stub cell.


# %% correct: as_the_comments_of_the_stub_say
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(A.shape[0], A.shape[1]) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% correct: loops_over_one_draw
def dropout(A, drop_prob, mode='train'):
    if drop_prob == 0:
        return A, (drop_prob, mode, None)
    if mode not in ('train', 'test'):
        raise ValueError(mode)
    if mode == 'test':
        return A, (drop_prob, mode, None)
    n, m = A.shape
    numbers = np.random.rand(n, m)
    mask = np.zeros((n, m))
    out = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            if numbers[i, j] < 1 - drop_prob:
                mask[i, j] = 1 / (1 - drop_prob)
            out[i, j] = A[i, j] * mask[i, j]
    return out, (drop_prob, mode, mask)


# %% correct: random_of_a_shape_and_where
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        kept = np.random.random(A.shape) < prob_keep
        mask = np.where(kept, 1 / prob_keep, 0.0)
        A = np.multiply(A, mask)
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% correct: in_place_on_a_copy
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = np.random.rand(*A.shape)
        mask = (mask < prob_keep).astype(float)
        mask /= prob_keep
        A = A.astype(float)
        A *= mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% correct: float32
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = ((np.random.rand(*A.shape) < prob_keep) / prob_keep).astype(np.float32)
        A = A.astype(np.float32) * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% correct: named_tuple_as_cache
from collections import namedtuple

DropCache = namedtuple("DropCache", "drop_prob mode mask")


def scaled_mask(shape, prob_keep):
    return (np.random.uniform(size=shape) < prob_keep) / prob_keep


def dropout(A, drop_prob, mode='train'):
    if drop_prob == 0:
        return A, DropCache(drop_prob, mode, None)
    if mode == 'train':
        mask = scaled_mask(A.shape, 1 - drop_prob)
        return A * mask, DropCache(drop_prob, mode, mask)
    if mode == 'test':
        return A, DropCache(drop_prob, mode, None)
    raise ValueError("unknown mode " + mode)


# %% correct: mask_of_ones_in_test_mode_and_a_print
def dropout(A, drop_prob, mode='train'):
    print("dropout", drop_prob, mode)
    mask = None
    if drop_prob == 0:
        return A, (drop_prob, mode, mask)
    if mode == 'train':
        keep = np.random.rand(A.shape[0], A.shape[1]) < (1 - drop_prob)
        mask = keep / (1 - drop_prob)
        A = mask * A
    elif mode == 'test':
        mask = np.ones_like(A)
    else:
        raise ValueError("mode")
    return A, [drop_prob, mode, mask]


# %% correct: divides_the_kept_entries_afterwards
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        keep = np.random.random_sample(A.shape) < prob_keep
        A = np.where(keep, A, 0) / prob_keep
        mask = keep * (1.0 / prob_keep)
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% correct: number_by_number_in_the_same_order
def dropout(A, drop_prob, mode="train"):
    if mode not in ["train", "test"]:
        raise ValueError("bad mode " + str(mode))
    if drop_prob == 0 or mode == "test":
        return A.copy(), (drop_prob, mode, None)
    q = 1 - drop_prob
    mask = np.array([[(np.random.rand() < q) / q for _ in range(A.shape[1])] for _ in range(A.shape[0])])
    return A * mask, (drop_prob, mode, mask)


# %% wrong: untouched_stub part="train mode drops a part of the activations" mistake="unfinished"
def dropout(A, drop_prob, mode='train'):
    if mode not in ("train", "test"):
        raise ValueError(f"mode must be 'train' or 'test', not {mode!r}")
    if drop_prob == 0:
        return A, (drop_prob, mode, None)
    # YOUR CODE HERE
    raise NotImplementedError("This exercise is still empty.")
    return A, (drop_prob, mode, mask)


# %% wrong: returns_input part="train mode drops a part of the activations" mistake="nothing_dropped"
def dropout(A, drop_prob, mode='train'):
    if mode not in ("train", "test"):
        raise ValueError(mode)
    return A, (drop_prob, mode, None)


# %% wrong: returns_zeros part="train mode drops a part of the activations"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        A = np.zeros_like(A)
        mask = np.zeros_like(A)
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: hard_coded_visible_answer part="train mode drops a part of the activations"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = np.array([[1.42857143, 0., 1.42857143, 1.42857143],
                         [1.42857143, 1.42857143, 1.42857143, 1.42857143],
                         [0., 0., 1.42857143, 1.42857143]])
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: everything_scaled_nothing_dropped part="train mode drops a part of the activations"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = np.ones(A.shape) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: modes_swapped part="train mode drops a part of the activations" mistake="nothing_dropped"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'test':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'train':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: cache_not_returned part="train mode drops a part of the activations" mistake="only_first_returned"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A


# %% wrong: mask_returned_for_A part="what is kept is divided by prob_keep"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: drop_for_keep part="the share that is dropped is drop_prob"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < drop_prob) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: comparison_turned_round part="the share that is dropped is drop_prob"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) > prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: drop_and_keep_confused_throughout part="the share that is dropped is drop_prob"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < drop_prob) / drop_prob
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: normal_numbers part="the share that is dropped is drop_prob"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.randn(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: always_half part="the share that is dropped is drop_prob"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < 0.5) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: binary_mask part="what is kept is divided by prob_keep"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep).astype(float)
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: scaled_by_drop_prob part="what is kept is divided by prob_keep"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / drop_prob
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: multiplied_by_keep part="what is kept is divided by prob_keep"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) * prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: scaled_twice part="what is kept is divided by prob_keep"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask / prob_keep
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: mask_scaled_only_in_the_cache part="what is kept is divided by prob_keep"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        keep = np.random.rand(*A.shape) < prob_keep
        A = A * keep
        mask = keep / prob_keep
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: one_number_for_each_feature part="the mask is np.random.rand(n, m) < prob_keep, drawn once"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(A.shape[0], 1) < prob_keep) / prob_keep * np.ones(A.shape)
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: one_number_for_each_sample part="the mask is np.random.rand(n, m) < prob_keep, drawn once"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(1, A.shape[1]) < prob_keep) / prob_keep * np.ones(A.shape)
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: drawn_transposed part="the mask is np.random.rand(n, m) < prob_keep, drawn once"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = ((np.random.rand(A.shape[1], A.shape[0]) < prob_keep) / prob_keep).T
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: other_generator part="the mask is np.random.rand(n, m) < prob_keep, drawn once" mistake="drawn_otherwise"
generator = np.random.default_rng(1)


def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (generator.random(A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: drawn_as_choice part="the mask is np.random.rand(n, m) < prob_keep, drawn once" mistake="complement_of_the_draw"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = np.random.choice([0, 1], size=A.shape, p=[drop_prob, prob_keep]) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: drawn_as_binomial part="the mask is np.random.rand(n, m) < prob_keep, drawn once" mistake="complement_of_the_draw"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = np.random.binomial(1, prob_keep, A.shape) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: complement_of_the_draw part="the mask is np.random.rand(n, m) < prob_keep, drawn once"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) >= drop_prob) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: drawn_twice part="the mask is np.random.rand(n, m) < prob_keep, drawn once"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        np.random.rand(*A.shape)
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: seed_inside_the_function part="every call draws a new mask"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        np.random.seed(1)
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: cache_holds_binary_mask part="the cache is (drop_prob, mode, mask), the mask scaled"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = np.random.rand(*A.shape) < prob_keep
        A = A * mask / prob_keep
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: cache_without_mask part="the cache is (drop_prob, mode, mask), the mask scaled"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        scaled = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * scaled
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: cache_in_other_order part="the cache is (drop_prob, mode, mask), the mask scaled"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (mask, mode, drop_prob)
    return A, cache


# %% wrong: cache_with_prob_keep part="the cache is (drop_prob, mode, mask), the mask scaled"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (prob_keep, mode, mask)
    return A, cache


# %% wrong: dictionary_as_cache part="the cache is (drop_prob, mode, mask), the mask scaled"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = {'drop_prob': drop_prob, 'mode': mode, 'mask': mask}
    return A, cache


# %% wrong: second_mask_in_the_cache part="the cache is (drop_prob, mode, mask), the mask scaled"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        A = A * (np.random.rand(*A.shape) < prob_keep) / prob_keep
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: dropped_in_test_mode part="test mode lets A through"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode not in ('train', 'test'):
        raise ValueError("mode must be 'train' or 'test'")
    mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
    A = A * mask
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: scaled_in_test_mode part="test mode lets A through"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode == 'test':
        A = A * prob_keep
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return A, (drop_prob, mode, mask)


# %% wrong: nothing_returned_in_test_mode part="test mode lets A through" mistake="forgot_return"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        return A * mask, (drop_prob, mode, mask)
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")


# %% wrong: mode_of_cache_always_train part="test mode lets A through"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, 'train', mask)
    return A, cache


# %% wrong: cache_missing_for_drop_prob_0 part="drop_prob 0 lets A through" mistake="only_first_returned"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        return A
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: zeros_for_drop_prob_0 part="drop_prob 0 lets A through"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        return A * 0, (drop_prob, mode, mask)
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: unknown_mode_accepted part="any other mode is a ValueError" mistake="no_error_raised"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: unknown_mode_printed part="any other mode is a ValueError" mistake="no_error_raised"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    elif mode != 'test':
        print("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: unknown_mode_asserted part="any other mode is a ValueError" mistake="other_error_raised"
def dropout(A, drop_prob, mode='train'):
    assert mode in ('train', 'test'), "mode"
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A = A * mask
    return A, (drop_prob, mode, mask)


# %% wrong: changes_argument part="the arguments stay as they were" mistake="argument_changed_in_place"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A[mask == 0] = 0
        A = A / prob_keep
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: changes_argument_by_assignment_operator part="the arguments stay as they were" mistake="argument_changed_in_place"
def dropout(A, drop_prob, mode='train'):
    mask = None
    if drop_prob == 0:
        cache = (drop_prob, mode, mask)
        return A, cache
    prob_keep = 1 - drop_prob
    if mode == 'train':
        mask = (np.random.rand(*A.shape) < prob_keep) / prob_keep
        A *= mask
    elif mode != 'test':
        raise ValueError("mode must be 'train' or 'test'")
    cache = (drop_prob, mode, mask)
    return A, cache


# %% wrong: shape_of_the_visible_test part="train mode drops a part of the activations" mistake="hard_coded_visible_answer"
def dropout(A, drop_prob, mode="train"):
    if mode not in ("train", "test"): raise ValueError("mode")
    if drop_prob == 0 or mode == "test": return A, (drop_prob, mode, None)
    keep = 1 - drop_prob
    mask = (np.random.rand(3, 4) < keep) / keep
    return A * mask, (drop_prob, mode, mask)


# %% wrong: shape_handed_to_rand part="train mode drops a part of the activations" mistake="shape_taken_for_size"
def dropout(A, drop_prob, mode="train"):
    if mode not in ("train", "test"): raise ValueError("mode")
    if drop_prob == 0 or mode == "test": return A, (drop_prob, mode, None)
    keep = 1 - drop_prob
    mask = (np.random.rand(A.shape) < keep) / keep
    return A * mask, (drop_prob, mode, mask)


# %% wrong: not_inverted_but_scaled_in_the_test part="test mode lets A through" mistake="binary_mask, scaled_in_test_mode"
def dropout(A, drop_prob, mode="train"):
    if mode not in ("train", "test"): raise ValueError("mode")
    if drop_prob == 0: return A, (drop_prob, mode, None)
    keep = 1 - drop_prob
    mask = None
    if mode == "train":
        mask = (np.random.rand(*A.shape) < keep).astype(float)
        A = A * mask
    else:
        A = A * keep
    return A, (drop_prob, mode, mask)


# %% wrong: exact_number_dropped part="the mask is np.random.rand(n, m) < prob_keep, drawn once" mistake="drawn_otherwise"
def dropout(A, drop_prob, mode="train"):
    if mode not in ("train", "test"): raise ValueError("mode")
    if drop_prob == 0 or mode == "test": return A, (drop_prob, mode, None)
    keep = 1 - drop_prob
    idx = np.random.permutation(A.size)[: int(A.size * drop_prob)]
    mask = np.ones(A.size); mask[idx] = 0
    mask = mask.reshape(A.shape) / keep
    return A * mask, (drop_prob, mode, mask)
