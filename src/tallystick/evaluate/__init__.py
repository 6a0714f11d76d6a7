"""How well the pipeline does on annotated data. Stands above the stages and may import them all."""
