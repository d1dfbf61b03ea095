"""The register of international cooperation in science and higher education."""

__version__ = "0.1.0"
