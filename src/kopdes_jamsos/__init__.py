"""Indonesian employment social security (BPJS Ketenagakerjaan) for village cooperatives.

The names used most stand here; all others are in the public modules, such as `benefits`,
`contributions`, `coverage` and `errors`.
"""

from kopdes_jamsos._lazy import attach

_loaded, __dir__, __all__ = attach(__name__)


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("kopdes-jamsos")
    return _loaded(name)
