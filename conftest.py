"""What every test of the house may ask for."""

pytest_plugins = [
    "tests.shop",
    "tests.support.copies",
    "tests.support.real_house",
    "tests.support.lived_in",
    "tests.support.twice",
    "tests.support.crashed",
]
