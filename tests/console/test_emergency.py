"""Breaking the glass: one conversation, one person, half an hour, a reason, and somebody who looks at it afterwards."""

from __future__ import annotations

from tests.support.record import begin


def test_a_broken_glass_opens_one_conversation_to_one_person_for_half_an_hour(console):
    begin(console.record, "glass-1")
    begin(console.record, "glass-2")
    admin, other = console.sign_in("admin"), console.sign_in("admin")
    assert "Open it in an emergency" in admin.get("/conversations/glass-1").text
    assert admin.post("/conversations/glass-1/emergency", {"reason": "urgent"}).status_code == 422
    reason = "She wrote that she is in danger; nobody else is in."
    answer = admin.post("/conversations/glass-1/emergency", {"reason": reason})
    assert answer.headers["location"] == "/conversations/glass-1"
    assert admin.get("/conversations/glass-1").status_code == 200
    assert admin.get("/conversations/glass-2").status_code == 403
    assert other.get("/conversations/glass-1").status_code == 403
    with console.record.database.write() as connection:
        connection.exec_driver_sql("UPDATE glass SET until = '2026-01-01 00:00:00+00:00'")
    assert admin.get("/conversations/glass-1").status_code == 403


def test_what_somebody_opened_is_shut_to_them_with_the_role(console):
    begin(console.record, "glass-4")
    admin = console.sign_in("admin")
    admin.post("/conversations/glass-4/emergency", {"reason": "She cannot be reached by telephone."})
    assert admin.get("/conversations/glass-4").status_code == 200
    console.sign_in("admin")
    console.record.accounts.set_roles(admin.account.id, ["auditor"], "system", console.now())
    assert console.sign_in(account=admin.account).get("/conversations/glass-4").status_code == 403


def test_an_opening_is_told_to_administrators_noted_and_reviewed_by_somebody_else(console):
    begin(console.record, "glass-3")
    admin, auditor = console.sign_in("admin"), console.sign_in("auditor")
    admin.post("/conversations/glass-3/emergency", {"reason": "She cannot be reached by telephone."})
    opening = next(one for one in console.record.glass.all() if one.conversation == "glass-3")
    assert admin.post("/emergencies", {"opening": opening.id}).status_code == 404
    assert "cannot be reached by telephone" in auditor.get("/emergencies").text
    assert auditor.post("/emergencies", {"opening": opening.id}).status_code == 303
    assert next(one for one in console.record.glass.all() if one.id == opening.id).reviewed_by == auditor.account.id
    with console.record.database.read() as connection:
        told = connection.exec_driver_sql("SELECT cause FROM notices WHERE conversation = 'glass-3'").scalars().all()
    assert told == ["glass_break"]
