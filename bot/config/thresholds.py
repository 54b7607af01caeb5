from bot.config.settings import ThresholdSettings
from bot.matching.thresholds import Chosen, choose
from bot.matching.weights import Weights, load_weights


def weights_in_force(settings: ThresholdSettings) -> Weights:
    """The shipped weights with the thresholds that the newsroom has chosen."""
    languages = {language: Chosen(own.possible, own.strong) for language, own in settings.languages.items()}
    return choose(load_weights(), Chosen(settings.possible, settings.strong), languages)
