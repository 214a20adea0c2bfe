"""LoRAs and their kin: files that change what a checkpoint paints, however their tensors are named."""
