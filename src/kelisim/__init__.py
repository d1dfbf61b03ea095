"""The register of international cooperation in science and higher education."""
