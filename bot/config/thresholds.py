from bot.config.settings import ThresholdSettings
from bot.matching.thresholds import Chosen, choose
from bot.matching.weights import Weights, load_weights


def chosen_in(settings: ThresholdSettings) -> Chosen:
    """What is chosen for all languages."""
    return Chosen(settings.possible, settings.strong)


def chosen_for(settings: ThresholdSettings) -> dict[str, Chosen]:
    """What is chosen for some languages, by their codes."""
    return {language: Chosen(own.possible, own.strong) for language, own in settings.languages.items()}


def weights_in_force(settings: ThresholdSettings) -> Weights:
    """The shipped weights with the thresholds that the newsroom has chosen."""
    return choose(load_weights(), chosen_in(settings), chosen_for(settings))
