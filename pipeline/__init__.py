"""Chinese policy news in, traceable tables out: the stages, one file each, and the loop that runs them."""
