"""Where answers are kept: the least recently used go first when the space is used up."""

import threading
from collections import OrderedDict


class Shelf:
    """Answers by key, together at most ``space`` bytes. Safe for several threads."""

    def __init__(self, space):
        self.space, self.used = space, 0
        self._answers: OrderedDict = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self):
        return len(self._answers)

    def get(self, key):
        """Return the answer of a key, or None, and count it as used just now."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key, answer):
        """Keep an answer instead of the former one, unless that was made from a later version."""
        if answer.size > self.space:
            return
        with self._lock:
            former = self._answers.get(key)
            if former is not None:
                if former.site.changed_at > answer.site.changed_at:
                    return
                self.used -= former.size
                answer.hits = former.hits // 2
            self._answers[key] = answer
            self._answers.move_to_end(key)
            self.used += answer.size
            while self.used > self.space:
                _key, oldest = self._answers.popitem(last=False)
                self.used -= oldest.size

    def drop(self, key):
        """Put an answer away."""
        with self._lock:
            if key in self._answers:
                self.used -= self._answers.pop(key).size

    def answers(self):
        """Return all answers."""
        with self._lock:
            return list(self._answers.values())
