"""What the order of the talk and the sides of it decide."""

from dataclasses import replace

from review.domain import Review, Speakers
from review.offline import OfflineReviewer
from review.ports import CallContext
from review.taxonomy import load_taxonomy
from tests.review.evidence.corpus import call

REVIEWER = OfflineReviewer(load_taxonomy())


def review(*turns: list[str], language: str = "zh-CN") -> Review:
    return REVIEWER.review(call(list(turns), language=language), CallContext())


def conduct(*turns: list[str]) -> set[str]:
    return {item.key for item in review(*turns).conduct}


def test_account_fact_before_identity_is_a_breach() -> None:
    assert conduct(["agent", "您好，您本期三千二已经逾期了。"], ["customer", "哦。"]) == {
        "agent.no_identity_verification"
    }


def test_account_fact_after_identity_is_none() -> None:
    turns = (
        ["agent", "您好，请报一下证件后四位。"],
        ["customer", "一二三四。"],
        ["agent", "好的，您本期三千二已经逾期了。"],
        ["customer", "知道了。"],
    )
    assert conduct(*turns) == set()


def test_leading_identity_question_is_a_breach() -> None:
    assert "agent.no_identity_verification" in conduct(
        ["agent", "您身份证后四位是1234对吧？"], ["customer", "对。"]
    )


def test_arrears_told_to_the_mother_are_a_disclosure() -> None:
    turns = (
        ["agent", "请问是陈芳吗？"],
        ["customer", "我是她妈妈。"],
        ["agent", "她车贷欠了两期了，让她赶紧还。"],
    )
    assert "agent.third_party_disclosure" in conduct(*turns)


def test_request_to_call_back_tells_a_third_party_nothing() -> None:
    turns = (
        ["agent", "请问是陈芳吗？"],
        ["customer", "她不在，我是她同事。"],
        ["agent", "麻烦请她方便时回电，谢谢。"],
    )
    assert conduct(*turns) == set()


def test_joint_borrower_may_hear_about_the_loan() -> None:
    turns = (
        ["agent", "Hello, is that Declan?"],
        ["customer", "It's his wife, I'm on the loan with him, we both signed."],
        ["agent", "As joint borrower, your date of birth please?"],
        ["customer", "Sixth of June eighty-nine."],
        ["agent", "Your joint instalment of 312 is due on the first."],
    )
    assert conduct(*turns) == set()


def test_words_of_a_third_party_are_no_customer_stress() -> None:
    turns = (
        ["agent", "请问是王先生吗？"],
        ["customer", "他不在，我是他爱人，家里这个月还不上了。"],
        ["agent", "好的，请他回电。"],
    )
    assert review(*turns).signals == ()


def test_doubtful_speakers_mean_no_conduct_and_no_score() -> None:
    transcript = call([["agent", "你是听不懂人话吗"], ["customer", "还不上了"]])
    swapped = replace(transcript, speakers=Speakers(agent="a", customer="b", suspect=True))
    found = REVIEWER.review(swapped, CallContext())
    assert found.conduct == ()
    assert found.speakers.suspect
    assert found.scorecard.raw is None


def test_agreement_to_a_closed_question_is_evidence_from_both_turns() -> None:
    found = review(["agent", "您是不是被公司裁员了？"], ["customer", "对，上个月的事。"])
    assert [item.turns for item in found.signals if item.key == "stress.income_loss"] == [(1, 2)]


def test_plain_no_to_a_question_about_trouble_is_a_clean_answer() -> None:
    assert review(["agent", "还款有没有困难？"], ["customer", "没有，隔壁厂停工了，我们照常。"]).signals == ()


def test_same_call_gives_the_same_review_twice() -> None:
    turns = (["agent", "这期呢？"], ["customer", "厂里两个月没发工资，还不上。"])
    assert review(*turns).as_json() == review(*turns).as_json()
