"""Forms of Bulgarian words that the dictionary lacks, by the endings of nouns and adjectives.

The endings are those that BulStem cuts (Preslav Nakov, "BulStem: Design and Evaluation of an
Inflectional Stemmer for Bulgarian", 2003). It learnt thousands of rules from a dictionary; for what
a dictionary lacks, a few tables of a grammar do. Each keeps together what *one* word can have, so fewer
different words meet than where every ending is cut from every word.
"""

# Each line: the endings of one way to inflect, "-" for none, and words that are inflected so.
AFTER_CONSONANT = """
    - а ът и ите                            клъстер, модул
    - а ът ове овете                        сайт, хъб
    - я ят и ите                            потребител
    а ата и ите                             матрица
    я ята и ите                             неделя
    - та и ите                              пригодност
    о ото а ата                             табло
    е ето а ата                             училище
    е ето ия ията                           чиракуване
    - а ата о ото и ите ия ият              сертифициран
    ен на ната но ното ни ните ния ният     дигитален
    и а ата о ото ите ия ият                менторски
"""
AFTER_VOWEL = """
    й я ят и ите                            дисплей
    я ята и ите                             индустрия
    е ето я ята                             сдружение
    - то та тата                            паве
"""
# Here a consonant that changes in the plural is part of the ending.
AFTER_ANY = """
    к ка кът ци ците                        наставник, чирак
    г га гът зи зите                        психолог
    х ха хът си сите                        монарх
    ец еца ецът ци ците                     четец
"""
SHORTEST_STEM = 3
VOWELS = frozenset("аеиоуъюя")


def _tables(lines):
    for line in lines.strip().splitlines():
        endings, _space, _words = line.strip().partition("  ")
        yield tuple(ending.strip("-") for ending in endings.split())


TABLES = [
    *((endings, {False}) for endings in _tables(AFTER_CONSONANT)),
    *((endings, {True}) for endings in _tables(AFTER_VOWEL)),
    *((endings, {False, True}) for endings in _tables(AFTER_ANY)),
]


def relatives(word):
    """Return a Bulgarian word, in small letters, and what may be other forms of it."""
    found = {word: None}
    for endings, after_vowel in TABLES:
        for ending in filter(word.endswith, endings):
            stem = word.removesuffix(ending)
            if _can_be_stem(stem) and (stem[-1] in VOWELS) in after_vowel:
                found |= dict.fromkeys(stem + other for other in endings)
    return tuple(found)


def _can_be_stem(stem):
    return len(stem) >= SHORTEST_STEM and not VOWELS.isdisjoint(stem)
