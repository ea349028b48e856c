"""A member of a championship, such as a school, whose coordinator enters its people and sees nobody else's."""
