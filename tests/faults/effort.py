"""How hard the fault tests try: little in the gate, much when somebody asks for it by hand.

`VAULTNET_EXAMPLES=20000 pytest tests/faults` is the long run.
"""

import os

EXAMPLES = int(os.environ.get("VAULTNET_EXAMPLES", "200"))
THOROUGH = EXAMPLES >= 20_000
