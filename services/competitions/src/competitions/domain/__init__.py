"""The rules of a skills competition: pure, standard library only. Clock, actors and stored state are passed in."""
