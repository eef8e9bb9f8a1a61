"""Everything true of a book on a day for its owner, worked out once and asked by everything else."""
