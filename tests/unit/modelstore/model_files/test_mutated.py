"""Model files and folders that were tampered with are told or refused in one sentence, and take no memory."""

from tests.quality.mutated_models import run, samples


def test_tampered_models_are_one_sentence_and_take_no_more_than_their_size() -> None:
    outcomes = run(160, 7, samples(), lambda _path: None)
    assert not [(seed, name, outcome.bad) for seed, name, outcome in outcomes if outcome.fault or outcome.bad]
    assert sum(bool(outcome.said) for _seed, _name, outcome in outcomes) > 80
