"""What the self-test ends with where something is not as it should be."""


class SelfTestFailure(Exception):
    """What did not happen as it should, in one sentence."""
