"""A letter did not go out."""


class Refused(Exception):
    """Why, as a short code that quotes nobody: staff see it in the list of notices."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:40]
