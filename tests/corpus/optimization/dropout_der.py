# %% [markdown]
# What students write for `dropout_der`: each cell is what stands in the stub cell.


# %% correct: as_the_comments_of_the_stub_say
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% correct: early_returns
def dropout_der(dA_in, cache):
    drop_prob, mode, mask = cache
    if mode not in ('train', 'test'):
        raise ValueError(mode)
    if drop_prob == 0 or mode == 'test':
        return dA_in
    return np.multiply(mask, dA_in)


# %% correct: loops
def dropout_der(dA_in, cache):
    p, mode, mask = cache
    out = np.array(dA_in, dtype=float)
    if p > 0 and mode == "train":
        for i in range(out.shape[0]):
            for j in range(out.shape[1]):
                out[i, j] *= mask[i, j]
    elif p > 0 and mode != "test":
        raise ValueError("mode")
    return out


# %% correct: scale_worked_out_again
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = np.where(mask > 0, dA_in, 0) / (1 - drop_prob)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% correct: float32
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = (dA_in * mask).astype(np.float32)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% correct: by_index_of_the_cache
def through(dA, mask):
    kept = mask != 0
    out = np.zeros(dA.shape)
    out[kept] = dA[kept] * mask[kept]
    return out


def dropout_der(dA_in, cache):
    if cache[0] == 0:
        return dA_in.copy()
    if cache[1] == "test":
        return dA_in.copy()
    if cache[1] == "train":
        return through(dA_in, cache[2])
    raise ValueError(cache[1])


# %% correct: einsum
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = np.einsum('ij,ij->ij', dA_in, mask)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% correct: where_the_mask_is_positive
def dropout_der(dA_in, cache):
    p, mode, mask = cache
    if mode not in ("train", "test"): raise ValueError("mode")
    if mode == "test" or p == 0: return dA_in.copy()
    return np.where(mask > 0, dA_in / (1 - p), 0)


# %% wrong: untouched_stub part="what was dropped gets no gradient" mistake="unfinished"
def dropout_der(dA_in, cache):
    drop_prob, mode, mask = cache
    if mode not in ("train", "test"):
        raise ValueError(f"mode must be 'train' or 'test', not {mode!r}")
    # YOUR CODE HERE
    raise NotImplementedError("This exercise is still empty.")


# %% wrong: returns_input part="what was dropped gets no gradient" mistake="not_masked"
def dropout_der(dA_in, cache):
    drop_prob, mode, mask = cache
    if mode not in ("train", "test"):
        raise ValueError(mode)
    return dA_in


# %% wrong: returns_zeros part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = np.zeros_like(dA_in)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: hard_coded_visible_answer part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        return np.array([[5.95745721e-01, 1.02903499e+00], [1.63392596e-04, 4.31903675e-01],
                         [2.09651273e-01, 0.0], [2.66086016e-01, 4.93658181e-01]])
    elif mode == 'test':
        return dA_in
    raise ValueError(mode)


# %% wrong: only_scaled part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in / (1 - drop_prob)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: divided_by_mask part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in / mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: inverted_mask part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * (mask == 0)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: modes_swapped part="what was dropped gets no gradient" mistake="not_masked"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in
    elif mode == 'test':
        dA_out = dA_in * mask
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: new_mask_drawn part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * (np.random.rand(*dA_in.shape) < 1 - drop_prob) / (1 - drop_prob)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: matrix_product part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = np.dot(dA_in, mask.T)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: cache_read_in_other_order part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    mask, mode, drop_prob = cache
    if drop_prob is None:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: forgot_return part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")


# %% wrong: mask_added part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in + mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: mask_without_gradient part="train mode multiplies by the mask of the cache"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: binary_mask part="train mode multiplies by the mask of the cache"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * (mask > 0)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: scaled_twice part="train mode multiplies by the mask of the cache"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask / (1 - drop_prob)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: scaled_back part="train mode multiplies by the mask of the cache" mistake="binary_mask"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask * (1 - drop_prob)
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: scaled_by_drop_prob part="train mode multiplies by the mask of the cache"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * (mask > 0) / drop_prob
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: multiplied_by_drop_prob part="train mode multiplies by the mask of the cache"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask * drop_prob
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: mask_squared part="train mode multiplies by the mask of the cache" mistake="scaled_twice"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask ** 2
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: sign_turned part="train mode multiplies by the mask of the cache"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = -dA_in * mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: masked_in_test_mode part="test mode lets the gradient through"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = dA_in * mask
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: scaled_in_test_mode part="test mode lets the gradient through"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = dA_in * (1 - drop_prob)
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: nothing_in_test_mode part="test mode lets the gradient through" mistake="forgot_return"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        pass
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: zeros_in_test_mode part="test mode lets the gradient through"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = np.zeros_like(dA_in)
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: drop_prob_0_forgotten part="drop_prob 0 lets the gradient through"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: none_for_drop_prob_0 part="drop_prob 0 lets the gradient through"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return mask
    if mode == 'train':
        dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: changes_argument part="the arguments stay as they were" mistake="argument_changed_in_place"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_in[mask == 0] = 0; dA_out = dA_in * mask
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: changes_mask_of_the_cache part="the arguments stay as they were" mistake="argument_changed_in_place"
def dropout_der(dA_in, cache):
    dA_out = None
    drop_prob, mode, mask = cache
    if not drop_prob:
        return dA_in
    if mode == 'train':
        dA_out = mask
        dA_out *= dA_in
    elif mode == 'test':
        dA_out = dA_in
    else:
        raise ValueError("mode must be 'train' or 'test'")
    return dA_out


# %% wrong: mask_of_the_first_sample_for_all part="what was dropped gets no gradient"
def dropout_der(dA_in, cache):
    drop_prob, mode, mask = cache
    if mode not in ("train", "test"): raise ValueError("mode")
    if drop_prob == 0 or mode == "test": return dA_in
    out = np.zeros(dA_in.shape)
    for i in range(dA_in.shape[0]):
        for j in range(dA_in.shape[1]):
            out[i, j] = dA_in[i, j] * mask[i, 0]
    return out


# %% wrong: mask_multiplied_always part="test mode lets the gradient through" mistake="masked_in_test_mode, drop_prob_0_forgotten"
def dropout_der(dA_in, cache):
    drop_prob, mode, mask = cache
    return dA_in * mask


# %% wrong: mode_misspelt part="test mode lets the gradient through" mistake="masked_in_test_mode"
def dropout_der(dA_in, cache):
    drop_prob, mode, mask = cache
    if mode not in ("train", "test"): raise ValueError("mode")
    if drop_prob == 0 or mode == "Test": return dA_in
    return dA_in * mask


# %% wrong: dropout_called_again part="what was dropped gets no gradient" mistake="new_mask_drawn"
def dropout_der(dA_in, cache):
    drop_prob, mode, mask = cache
    if mode not in ("train", "test"): raise ValueError("mode")
    return dropout(dA_in, drop_prob, mode)[0]
