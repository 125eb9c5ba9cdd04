"""Which of some names somebody may have meant, for the messages of traceback."""

_MAX_ITEMS = 750
_MAX_LENGTH = 40


def _generate_suggestions(candidates, item, /):
    """The name of the list `candidates` that is nearest to `item`, or None if none is near."""
    if not isinstance(candidates, list):
        raise TypeError("candidates must be a list")
    from traceback import _MOVE_COST, _levenshtein_distance

    if len(candidates) >= _MAX_ITEMS or len(item) > _MAX_LENGTH:
        return None
    best, best_distance = None, None
    for name in candidates:
        if not isinstance(name, str):
            raise TypeError("all elements in 'candidates' must be strings")
        if name == item:
            continue
        limit = (len(item) + len(name) + 3) * _MOVE_COST // 6
        if best_distance is not None:
            limit = min(limit, best_distance - 1)
        distance = _levenshtein_distance(item, name, limit)
        if distance <= limit:
            best, best_distance = name, distance
    return best
