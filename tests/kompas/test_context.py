from kompas.context import bare, opens, points


def test_the_marks_of_a_follow_up() -> None:
    assert opens("En wie betaalt die?")
    assert not opens("wie betaalt die")
    assert points("wie betaalt die")
    assert not points("wie betaalt de opvang")
    assert bare("welk nummer?")
    assert not bare("welk nummer heeft de landelijke helpdesk van CoMensha")
