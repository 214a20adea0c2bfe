"""VGG16 with convolutions of low rank, from VGG16 and pictures."""
