"""Seventy conversations written by hand, for figures computed by hand.

One line each: number, day, page, kind (`t` a test), then what happens, in this notation:

    A:x/t   a question gets answer x of topic t          B:x/t   a button shows answer x
    C:x+y/t a question gets two possible answers         R@z     a question gets no answer; z came nearest
    RR@z    the second time in a row: a person is named  P       personal data are refused
    H       the user asks for a person                   hi ty no   greeting, thanks, complaint
    S       danger or a victim                           -       something broke: no reply
    F1 F5   step 1 of 5, step 5 of 5                     G       a question back without steps
    T W X   a question is forwarded, withdrawn, stopped  +x -x:r   a vote on answer x, with a reason
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from helpdesk.insight.recorder import Asked, Recorder

FIXTURE = """
# safety: 4
01 d1 goes     | A:opvang/opvang S
02 d1 goes     | S
03 d2 veere    | hi A:opvang/opvang +opvang S ty
04 d2 veere    | R@b83 S F1 F2 F3 F4 F5 T
# handed over: 8
05 d1 goes     | R@b83 RR@b83 F1 F2 F3 F4 F5 T
06 d1 goes     | R@kosten RR@kosten F1 F2 F3 F4 F5 T
07 d2 goes     | A:opvang/opvang no F1 F2 F3 F4 F5 T
08 d2 veere    | H F1 F2 F3 F4 F5 T ty
09 d3 veere    | A:melden/melden F1 F2 F3 F4 F5 T
10 d1 goes     | A:opvang/opvang H
11 d2 -        | H
12 d3 veere    | R@kosten F1 F2 F3 F4 F5 T A:melden/melden ty
# abandoned: 12
13 d1 goes     | hi
14 d1 -        | hi
15 d1 goes     | R@b83 F1
16 d2 goes     | H F1 F2 F3
17 d2 veere    | A:opvang/opvang -opvang:wrong
18 d2 veere    | A:opvang/opvang ty -opvang:outdated
19 d3 veere    | A:melden/melden no
20 d3 goes     | A:melden/melden -
21 d3 goes     | A:melden/melden G
22 d3 goes     | R@kosten F1 F2 X
23 d3 goes     | R@b83 F1 F2 F3 F4 F5 T W
24 d3 veere    | C:opvang+melden/opvang -melden
# refused: 9
25 d1 goes     | R@b83
26 d1 goes     | R@b83
27 d2 goes     | R@kosten
28 d2 veere    | R@kosten ty
29 d3 veere    | R@tarief hi
30 d1 goes     | R@b83 RR@kosten
31 d2 veere    | R@b83 RR@tarief no
32 d3 -        | P
33 d3 veere    | A:opvang/opvang +opvang R@b83
# asked back: 6
34 d1 goes     | C:opvang+melden/opvang
35 d1 goes     | C:opvang+melden/opvang
36 d2 goes     | C:melden+opvang/melden
37 d2 veere    | A:opvang/opvang C:melden+taken/melden
38 d3 veere    | hi C:taken+melden/taken
39 d3 -        | R@b83 C:taken+melden/taken hi
# answered, no sign: 15
40 d1 goes     | A:opvang/opvang
41 d1 goes     | A:opvang/opvang
42 d1 goes     | hi A:melden/melden
43 d1 veere    | A:melden/melden A:opvang/opvang
44 d2 veere    | R@b83 A:opvang/opvang
45 d2 veere    | C:opvang+melden/opvang B:melden/melden
46 d2 goes     | A:taken/taken hi
47 d2 -        | A:taken/taken
48 d3 goes     | A:taken/taken B:opvang/opvang
49 d3 goes     | G B:opvang/opvang
50 d3 goes     | F1 F2 F3 F4 F5
51 d3 veere    | P A:melden/melden
52 d3 veere    | A:melden/melden +opvang
53 d3 veere    | ty A:melden/melden
54 d3 veere    | A:opvang/opvang -opvang:unclear A:melden/melden
# confirmed: 10
55 d1 goes     | A:opvang/opvang +opvang
56 d1 goes     | A:melden/melden ty
57 d1 veere    | A:melden/melden -melden:wrong +melden
58 d2 veere    | R@b83 A:taken/taken +taken
59 d2 veere    | C:opvang+melden/opvang +melden
60 d2 goes     | C:opvang+melden/opvang B:melden/melden +melden
61 d2 goes     | hi A:opvang/opvang ty hi
62 d3 goes     | A:taken/taken +taken ty
63 d3 -        | A:opvang/opvang +opvang
64 d3 veere    | F1 F2 F3 F4 F5 ty
# not counted: tests, and one that goes on
65 d1 goes  t  | A:opvang/opvang +opvang
66 d1 goes  t  | R@b83
67 d2 goes  t  | S
68 d2 veere t  | R@b83 F1 F2 F3 F4 F5 T
69 d3 veere t  | A:opvang/opvang ty
70 now goes    | A:opvang/opvang +opvang
"""
DAYS = {"d1": "2026-11-02", "d2": "2026-11-03", "d3": "2026-11-05"}
ACTS = {"hi": ("greet", {}), "ty": ("thank", {}), "no": ("complaint", {"handover": "complaint"})}
ENDS = {
    "T": ("ticket", "handoff", "accepted"),
    "W": ("ticket", "smalltalk", "withdrawn"),
    "X": ("stop", "smalltalk", "stopped"),
}


def fill(recorder: Recorder, now: datetime) -> int:
    """Record them all; returns how many. What "goes on" was said a moment before `now`."""
    rows = [line for line in FIXTURE.strip().splitlines() if not line.startswith("#")]
    for row in rows:
        head, _, happens = row.partition("|")
        number, day, page, *kind = head.split()
        at = now if day == "now" else datetime.fromisoformat(f"{DAYS[day]}T10:00:00").replace(tzinfo=timezone.utc)
        _record(recorder, f"web-{number}", at, None if page == "-" else f"www.{page}.example", bool(kind), happens)
    return len(rows)


def _record(recorder: Recorder, sender: str, at: datetime, page: str | None, test: bool, happens: str) -> None:
    recorder.begin(sender, at)
    for sign in happens.split():
        at += timedelta(seconds=30)
        name, _, about = sign.partition(":")
        if sign[0] in "+-" and len(sign) > 1:
            answer, _, reason = sign[1:].partition(":")
            recorder.vote(sender, answer, sign[0] == "+", reason or None, at)
            continue
        name, _, near = name.partition("@")
        intent = {"P": "personal_data", "H": "human", "S": "victim", "B": "show_answer"}.get(name, "ask_next_steps")
        intent = ACTS.get(name, ENDS.get(name, (intent,)))[0]
        recorder.asked(sender, Asked(at, intent, "rest", page, test))
        if name == "-":
            continue
        ids, _, topic = about.partition("/")
        answers = ids.split("+") if ids else []
        if name in ("A", "C", "R", "RR"):
            confidence = {"A": 0.9, "C": 0.4, "R": 0.02, "RR": 0.02}[name]
            recorder.searched(sender, confidence, answers or [near], f"vraag over {near or answers[0]}")
        recorder.said(sender, at + timedelta(milliseconds=100), _custom(name, answers, topic))


def _custom(name: str, answers: list[str], topic: str) -> dict[str, object]:
    if name[0] == "F":
        return {"outcome": "flow", "handover": "begun", "progress": {"step": int(name[1]), "of": 5}}
    if name in ACTS:
        return {"outcome": "smalltalk", **ACTS[name][1]}
    if name in ENDS:
        return {"outcome": ENDS[name][1], "handover": ENDS[name][2]}
    custom: dict[str, object] = {
        "outcome": {
            "A": "answer", "B": "answer", "C": "clarify", "R": "refuse", "P": "refuse", "RR": "handoff", "H": "handoff",
            "S": "safety", "G": "flow",
        }[name]
    }  # fmt: skip
    if answers:
        custom |= {"answer_id": answers[0], "topic_id": topic}
    if len(answers) > 1:
        custom["answer_ids"] = answers
    return custom
