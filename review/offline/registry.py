"""All rules, customer signals in the order of the taxonomy, then agent conduct."""

from review.domain import Role
from review.offline.rule import Rule
from review.offline.rules import (
    agent_abusive_tone,
    agent_false_promise,
    agent_off_channel_payment,
    agent_pressure_to_borrow,
    agent_threat_coercion,
    collateral_disposal,
    collateral_gps_tamper,
    collateral_loss_uninsured,
    collateral_second_pledge,
    collateral_third_party_user,
    collateral_use_change,
    complaint_expression,
    contact_restriction,
    fraud_ab_loan,
    fraud_identity_disbursement,
    fraud_straw_borrower,
    intent_default,
    stress_broken_promise,
    stress_debt_burden,
    stress_deferral_request,
    stress_expense_shock,
    stress_future_worry,
    stress_income_loss,
    stress_payment_affected,
    vuln_capability_coercion,
    vuln_health_life_event,
    vuln_self_harm,
)

# Disclosure and missing identity checks follow from who speaks and in which order: see identity.py.
RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        stress_payment_affected,
        stress_income_loss,
        stress_debt_burden,
        stress_expense_shock,
        stress_future_worry,
        stress_deferral_request,
        stress_broken_promise,
        vuln_health_life_event,
        vuln_self_harm,
        vuln_capability_coercion,
        collateral_third_party_user,
        collateral_second_pledge,
        collateral_disposal,
        collateral_loss_uninsured,
        collateral_use_change,
        collateral_gps_tamper,
        fraud_straw_borrower,
        fraud_ab_loan,
        fraud_identity_disbursement,
        intent_default,
        contact_restriction,
        complaint_expression,
        agent_threat_coercion,
        agent_abusive_tone,
        agent_false_promise,
        agent_pressure_to_borrow,
        agent_off_channel_payment,
    )
)

CUSTOMER_RULES = tuple(rule for rule in RULES if rule.speaker is Role.CUSTOMER)
AGENT_RULES = tuple(rule for rule in RULES if rule.speaker is Role.AGENT)
