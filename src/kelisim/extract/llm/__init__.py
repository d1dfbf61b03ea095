"""Documents → statements by a language model, where a user turns it on.

Comes in: documents, and an endpoint that speaks the chat-completions protocol. Goes out: extractions like
those of the grammar, and what they cost. Never does: believe an answer (a value whose words do not stand in
the text is dropped and counted), take an order from a text, ask twice for the same, go anywhere else.
"""

from kelisim.extract.llm.comparison import Compared, Difference, compare
from kelisim.extract.llm.endpoint import Endpoint
from kelisim.extract.llm.reading import model_extractor

__all__ = ["Compared", "Difference", "Endpoint", "compare", "model_extractor"]
