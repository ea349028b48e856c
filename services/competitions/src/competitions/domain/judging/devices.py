"""Whether the three experts of a sub-criterion pass one device round, or judge each on their own."""

from dataclasses import replace

from competitions.domain.skill import Skill


def with_devices(skill: Skill, code: str, *, own: bool) -> Skill:
    """A repeat changes nothing. Raises SkillSigned."""
    if (code in skill.own_devices) == own:
        return skill
    skill.must_be_open()
    others = tuple(one for one in skill.own_devices if one != code)
    return replace(skill, own_devices=(*others, code) if own else others)
