from collections.abc import Collection, Mapping


def health_report(answers: Mapping[str, bool], *, spare: Collection[str]) -> dict[str, object]:
    """`answers` tells for each part whether it answered; the program is ready without those in `spare`."""
    ready = all(answered for part, answered in answers.items() if part not in spare)
    parts = {part: "ok" if answered else "unavailable" for part, answered in answers.items()}
    return {"live": True, "ready": ready, "parts": parts}
