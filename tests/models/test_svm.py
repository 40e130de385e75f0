"""The support vector machines are scikit-learn's, found another way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, random
from sklearn.svm import LinearSVC

from models.svm import fit_svm, rest_costs, sided_costs

LABELS = 5


def texts(seed: int, count: int = 300) -> tuple[csr_matrix, np.ndarray]:
    """A sparse matrix and labels that depend on it in part."""
    chance = np.random.default_rng(seed)
    X = random(count, 80, 0.1, format="csr", dtype=np.float32, random_state=seed)
    scores = X @ chance.normal(size=(80, LABELS)) + chance.normal(scale=0.3, size=(count, LABELS))
    truth = scores.argmax(axis=1)
    truth[:LABELS] = range(LABELS)
    return X, truth


@given(st.integers(0, 1000), st.sampled_from([0.1, 1.0, 5.0]))
@settings(max_examples=15)
def test_one_of_many_labels_is_solved_as_linear_svc_does(seed: int, C: float) -> None:
    X, truth = texts(seed)
    known = LinearSVC(C=C, class_weight="balanced", tol=1e-4, max_iter=20_000).fit(X, truth)
    holds = truth[:, None] == np.arange(LABELS)
    coef, bias = fit_svm(X, holds, rest_costs(holds, C), tolerance=1e-4, compiled=True)
    assert np.abs(coef - known.coef_).max() < 0.005 * np.abs(known.coef_).max()
    assert np.abs(bias - known.intercept_).max() < 0.005 * np.abs(known.coef_).max()


@pytest.mark.parametrize("dense", [False, True])
def test_any_of_many_labels_is_the_same_compiled_or_not(dense: bool) -> None:
    X, truth = texts(1)
    holds = np.stack([truth == 0, truth > 2, X.toarray()[:, 3] > 0], axis=1)
    given_X = X.toarray() if dense else X
    found = [
        fit_svm(given_X, holds, sided_costs(holds, 1.0), tolerance=1e-4, compiled=compiled)
        for compiled in (True, False)
    ]
    assert np.abs(found[0][0] - found[1][0]).max() < 2e-3
    assert np.abs(found[0][1] - found[1][1]).max() < 2e-3


def test_a_seed_gives_the_same_weights_again() -> None:
    X, truth = texts(2)
    holds = truth[:, None] == np.arange(LABELS)
    first, second = (fit_svm(X, holds, rest_costs(holds, 1.0), tolerance=0.1, seed=3, compiled=True) for _ in range(2))
    assert np.array_equal(first[0], second[0])
