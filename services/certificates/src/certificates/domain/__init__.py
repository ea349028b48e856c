"""Rules of certificates: pure, standard library only, no clock, no random, no input or output."""
