"""Which extractor a workspace wants, by its settings: chosen here, once a run, and handed down as a value.

Public: `extractor_of(workspace)`, `language_model(workspace, offline=False)`.
"""

from kelisim.extract import GRAMMAR, Extractor
from kelisim.register import SettingsError, Workspace
from kelisim.register.settings import FILE_NAME


def extractor_of(workspace: Workspace) -> Extractor:
    """Return the extractor that the settings of a workspace name, for one run.

    Raises SettingsError where they name a language model, but not which.
    """
    return GRAMMAR if workspace.settings.extract.extractor == "grammar" else language_model(workspace)


def language_model(workspace: Workspace, *, offline: bool = False) -> Extractor:
    """Return the extractor that asks the language model of the settings, whichever extractor they name.

    Arguments:
        offline: whether only answers that were given before are used.

    Raises SettingsError where the settings do not say which model.
    """
    # It brings a client for the web along: who does not use it does not wait for that.
    from kelisim.extract.llm import Endpoint, model_extractor  # noqa: PLC0415

    wanted = workspace.settings.llm
    if wanted.model == "":
        place = workspace.folder / FILE_NAME
        raise SettingsError(f"{place}: llm.model is empty; write there what the endpoint calls the model")
    return model_extractor(Endpoint(**wanted.model_dump()), workspace.answers, offline=offline)
