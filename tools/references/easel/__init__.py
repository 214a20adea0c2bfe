"""An easel: ground, paint, brushes and motifs from which the pictures are painted."""
