"""The words of persons' names: in which cases, genders and nominatives a given name or a surname may be read."""

from collections.abc import Callable

from analytics.entities.family_words import FamilyLists, FamilyWords
from analytics.entities.given_words import GivenLists, GivenWords


class NameWords:
    """Reads single words by endings and by lists of given names and surnames; the lists may be empty.

    ``printed`` says of a word form in small letters whether news print it.
    """

    def __init__(
        self, *, given: GivenLists, families: FamilyLists, printed: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._given = GivenWords(given, printed)
        self._families = FamilyWords(families, printed)
        self.first_parts = self._given.read
        self.last_parts = self._families.read

    @property
    def given(self) -> frozenset[str]:
        """All listed given names that tell a person, lower case."""
        return self._given.known

    def is_given(self, word: str) -> bool:
        """Whether a word, in some case, is a listed given name."""
        return any(part.score >= 2 for part in self.first_parts(word))

    def is_of_the_world(self, word: str) -> bool:
        """Whether a word as it stands is a given name of any people, which alone tells no person."""
        return self._given.is_of_the_world(word)

    def is_name_word(self, word: str) -> bool:
        """Whether a word, in some case, is a listed given name or surname, or has the ending of one."""
        return self.is_given(word) or any(part.score >= 2 for part in self.last_parts(word))

    def is_form_of(self, word: str, surname: str) -> bool:
        """Whether a printed word may be a surname in some case: «Гусейнову», «Гусейнов»."""
        return any(part.word == surname and part.score >= 0 for part in self.last_parts(word))
