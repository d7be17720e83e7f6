"""Who is on stage. Everybody is invented; the roles stay, the names follow the language."""

from dataclasses import replace

from bot.rehearsal.values import Person

AGENT = Person(
    id=70_001, first_name="陈小满", username="chen_rehearsal", role_label={"zh": "坐席", "en": "Agent"}
)
LEAD = Person(
    id=70_002, first_name="王晓岚", username="wang_rehearsal", role_label={"zh": "主管", "en": "Team lead"}
)
CUSTOMER = Person(
    id=70_003,
    first_name="李明远",
    username="li_rehearsal",
    phone_number="+8613900001234",
    role_label={"zh": "客户", "en": "Customer"},
)
SECOND_AGENT = Person(id=70_004, first_name="赵一帆", role_label={"zh": "坐席二", "en": "Second agent"})
SUPPORT = Person(id=70_005, first_name="周青", role_label={"zh": "支持专员", "en": "Support desk"})
SECOND_CUSTOMER = Person(
    id=70_007,
    first_name="曾亚妹",
    username="zeng_rehearsal",
    phone_number="+8613900005678",
    role_label={"zh": "客户二", "en": "Second customer"},
)
ADMIN = Person(id=70_006, first_name="管理员", role_label={"zh": "管理员", "en": "Administrator"})

PEOPLE = (AGENT, LEAD, CUSTOMER, SECOND_AGENT, SUPPORT, SECOND_CUSTOMER, ADMIN)
ENGLISH_NAMES = {
    AGENT.id: "Mandy Chen",
    LEAD.id: "Laura Wang",
    CUSTOMER.id: "Daniel Lee",
    SECOND_AGENT.id: "Ivan Zhao",
    SUPPORT.id: "Grace Zhou",
    SECOND_CUSTOMER.id: "Amy Tseng",
    ADMIN.id: "Administrator",
}


def people(locale: str) -> tuple[Person, ...]:
    """Return the cast for a language: the same people by id, with names and phones set to it."""
    if locale == "zh-CN":
        return PEOPLE
    return tuple(replace(who, first_name=ENGLISH_NAMES[who.id], language_code="en") for who in PEOPLE)
