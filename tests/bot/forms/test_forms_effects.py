"""What answers do: only proposals, tasks and guards."""

from bot.forms.effects import (
    Apply,
    BlockNumber,
    Contradiction,
    Hold,
    Pause,
    Raise,
    Redact,
    Send,
    Task,
)
from tests.bot.forms.journeys import begin, clean_until, do, identified


def raised(session):
    return {effect.key for effect in session.effects() if isinstance(effect, Raise)}


def test_clean_call_raises_nothing():
    assert clean_until(identified(), "review").effects() == ()


def test_money_paid_to_the_dealer_raises_nothing():
    assert do(identified(), "received_dealer").effects() == ()


def test_money_not_received_opens_a_check_and_proposes_a_signal():
    effects = do(identified(), "not_received").effects()
    assert Task(key="disbursement_check", question="disb.received", severity="medium") in effects
    assert (
        Raise(
            key="fraud.identity_disbursement",
            severity="medium",
            question="disb.received",
            option="not_received",
        )
        in effects
    )


def test_money_still_on_its_way_raises_no_signal():
    session = do(identified(**{"disbursement.ledger_status": "pending"}), "not_received")
    assert raised(session) == set()


def test_stated_amount_beyond_one_per_cent_is_a_contradiction():
    session = do(identified(), "received_dealer", "lower", "!110000")
    expected = Contradiction(
        question="disb.amount_stated", answer=11_000_000, fact="loan.principal", expected=12_000_000
    )
    assert expected in session.effects()


def test_stated_amount_within_one_per_cent_is_none():
    session = do(identified(), "received_dealer", "lower", "!119000")
    assert not [effect for effect in session.effects() if isinstance(effect, Contradiction)]


def test_reported_death_holds_contact_and_informs_the_right_team():
    session = do(begin(), "deceased_reported")
    assert session.effects() == (
        Task(key="bereavement_team", question="open.call_outcome", severity="medium"),
        Hold(kind="deceased", question="open.call_outcome"),
    )


def test_wrong_number_is_blocked():
    assert BlockNumber(question="open.call_outcome") in do(begin(), "wrong_number").effects()


def test_changed_answer_takes_its_effects_back():
    session = do(identified(), "not_received", "#back", "received_dealer")
    assert session.effects() == ()


def test_payment_already_made_pauses_the_follow_up():
    session = clean_until(identified("due_followup", **{"loan.dpd": 5}), "pay.already_paid")
    assert Pause(form="due_followup", days=2, question="pay.already_paid") in do(session, "yes").effects()


def test_wish_not_to_be_called_applies_at_once():
    session = clean_until(begin("self_checkin"), "con.restriction")
    applied = Apply(what="contact_preference", options=("not_work",), question="con.restriction")
    assert applied in do(session, "not_work", "#ok").effects()


def test_overdue_service_sends_a_reminder():
    session = clean_until(identified("first_30d", "long"), "veh.maintenance_done")
    assert (
        Send(key="maintenance_reminder", question="veh.maintenance_done") in do(session, "overdue").effects()
    )


def test_refused_consent_redacts_what_was_said():
    session = identified("first_30d", "long")
    session = do(session, f"#jump:{session.definition.position['vul.anything_else']}", "!家里有人生病")
    assert Redact(question="vul.anything_else", because="vul.record_consent") in do(session, "no").effects()
