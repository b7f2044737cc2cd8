"""Makes povtool's man pages, shell completions and real-output blocks; ``scripts/docs.py`` runs it."""
