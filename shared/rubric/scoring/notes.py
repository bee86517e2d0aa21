"""Words that go with a figure which does not speak for itself."""

from shared.rubric.model import Text

NO_ANSWERS = Text(
    th="ยังไม่มีคำตอบ คะแนนจึงอาจเป็นได้ตั้งแต่ศูนย์ถึงเต็ม", en="No answers are in yet: it may be anything from none to all."
)
FEW_ANSWERS = Text(
    th="คำตอบยังน้อยกว่า 5 ชุด จึงยังไม่แสดงผล คะแนนจึงอาจเป็นได้ตั้งแต่ศูนย์ถึงเต็ม",
    en="Fewer than 5 answers are in, so none is shown yet: it may be anything from none to all.",
)
NO_EVIDENCE = Text(
    th="ยังไม่มีหลักฐานของข้อใด คะแนนจึงอาจเป็นได้ตั้งแต่ศูนย์ถึงเต็ม",
    en="There is no evidence for any item yet: it may be anything from none to all.",
)
SHORT_SAMPLE = Text(
    th="จำนวนผู้ตอบยังไม่ถึงขั้นต่ำ คะแนนช่วงล่างคิดผลของการเก็บไม่ครบไว้แล้ว",
    en="Fewer answers than the minimum; the low end bears what a short sample costs.",
)
UNANSWERED = Text(th="บางข้อคำถามยังไม่มีคำตอบ", en="Some questions have no answers yet.")
