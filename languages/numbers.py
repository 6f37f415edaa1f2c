"""Small numbers in words: ``five``, „пет“. Larger ones are written in figures."""

# From two on: nobody counts one thing. The feminine and neuter of a Bulgarian two differs.
WORDS = {
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "bg": ("два", "три", "четири", "пет", "шест", "седем", "осем", "девет", "десет"),
}
FEMININE = {"bg": {2: "две"}}


def in_words(number, language, *, feminine=False):
    """Return a number from two to ten in words, any other in figures.

    ``feminine`` is the gender of what is counted, in the languages in which that matters.
    """
    if feminine and (word := FEMININE.get(language, {}).get(number)):
        return word
    words = dict(enumerate(WORDS.get(language, ()), start=2))
    return words.get(number, str(number))
