"""Pictures of the annotate screen in real terminals, and what can be checked on them.

`make screenshots` starts each terminal on a virtual screen of its own. Must never know the code
of the program it looks at: it presses keys and looks at pictures, as a person would.
"""

from __future__ import annotations
