"""Everything that the seed document asks of each item, line by line: what shows it, and which elements it proves."""

from html import escape

MONTHS = "ตุลาคม 2566, พฤศจิกายน 2566, ธันวาคม 2566, มกราคม 2567, กุมภาพันธ์ 2567, มีนาคม 2567"
YEAR = "ประจำปีงบประมาณ พ.ศ. 2567"
HEAD = "พันตำรวจเอก พัทธ์พงษ์ เจริญกุล"
PICTURE = '<p><img src="/p/1.png" alt="ภาพ"></p>'
ENGLISH = (
    "Every visitor of this office is treated alike and no officer asks or takes anything beyond what the law says. " * 2
)
#: Says nothing that any element asks for, and enough that pictures are not all that a page shows.
FILLER = "<p>" + "หน้านี้มีเนื้อความสำหรับผู้สนใจอ่านทั่วไป " * 12 + "</p>"


def files(*kinds: str) -> str:
    return "".join(f'<p><a href="/f/file.{kind}">ไฟล์ {kind}</a></p>' for kind in kinds)


def links(*addresses_and_words: tuple[str, str]) -> str:
    return "".join(f'<p><a href="{address}">{words}</a></p>' for address, words in addresses_and_words)


#: Item → (what is shown, the elements that it proves). Plain words are a paragraph.
LINES: dict[str, list[tuple[str, str]]] = {
    "O1": [
        ("แผนผังโครงสร้างของหน่วย", "org_chart"),
        ("งานอำนวยการ งานสืบสวนปราบปราม", "work_lines"),
        ("อัตรากำลัง 48 นาย", "strength"),
        ("ข้อมูล ณ วันที่ 1 กุมภาพันธ์ 2567", "strength_date"),
        (f"{HEAD} ผู้กำกับการ", "superintendent executive_ranks executive_posts"),
        ("รองผู้กำกับการ", "deputies executive_posts"),
        ("สารวัตร", "line_heads"),
        (PICTURE, "executive_photos"),
        ("โทร. 042-611-074", "executive_contact"),
    ],
    "O2": [
        ("ภารกิจของหน่วย คือ ดูแลคนต่างด้าว", "unit_mission"),
        ("งานอำนวยการ ดูแลธุรการ", "line_missions"),
        ("พื้นที่ ตำบลศรีบุญเรือง อำเภอเมือง", "area"),
        ("จัดทำเมื่อเดือน มกราคม 2567", "prepared_on"),
    ],
    "O3": [
        ("พระราชบัญญัติคนเข้าเมือง พ.ศ. 2522", "laws"),
        ("หมวดที่ 2 กฎกระทรวง", "grouped"),
        (links(("/n/1/", "ฉบับที่ 1"), ("/n/2/", "ฉบับที่ 2")), "searchable"),
    ],
    "O4": [
        ("ตม.จว.มุกดาหาร", "unit_name"),
        ("ถ.ชยางกูร อ.เมือง 49000", "address"),
        ("โทร. 042-611-074", "phone"),
        ("mukdahan@example.invalid", "email"),
        ('<p><img src="/p/2.png" alt="แผนที่"></p>', "map"),
        ("<form><p>แสดงความคิดเห็น</p><textarea></textarea></form>", "question_place"),
    ],
    "O5": [
        (f"ผลการดำเนินงาน {YEAR}", "results_news"),
        ("15 ตุลาคม 2566 ออกตรวจ", "since_october results_news"),
        (links(("https://facebook.com/unit", "ช่องทางออนไลน์")), "social_media"),
        ("ข่าวการประเมิน ITA", "ita_news"),
        ('<p><img src="/p/3.png" alt="QR Code แบบวัด EIT"></p>', "eit_news"),
    ],
    "O6": [
        (YEAR, "six_months"),
        (MONTHS, "monthly six_months"),
        ("โครงการลดขั้นตอน", "projects"),
        ("รายละเอียด", "details"),
        ("ระยะเวลา 3 ชั่วโมง", "duration"),
        ("ผู้รับผิดชอบ", "owner"),
        (PICTURE, "photos"),
        (files("pdf", "docx"), "formats"),
    ],
    "O7": [("คู่มือนี้ใช้กับทุกงาน", "manual")],
    "O8": [
        ("คู่มือนี้ใช้กับทุกคน", "public_manual"),
        (ENGLISH, "languages"),
        ("รายงานตัว", "by_service"),
    ],
    "O9": [
        (links(("/n/1/", "แจ้งความออนไลน์")), "police_report"),
        (links(("/n/2/", "ระบบ E-Extension")), "e_extension"),
        (links(("/n/3/", "ระบบ E-VOA")), "e_voa"),
    ],
    "O10": [
        ("สถิติคดีจากระบบ CRIMES", "crimes"),
        (YEAR, "fiscal_year"),
        (MONTHS, "monthly fiscal_year"),
        (files("pdf", "xlsx"), "formats"),
    ],
    "O11": [
        ("แผนการใช้จ่าย งบประมาณ", "plan"),
        (YEAR, "plan_year"),
        ("แหล่งที่ได้รับเงิน", "sources"),
        ("รอบ 6 เดือน", "six_month_report"),
        ("เบิกแล้วร้อยละ 50", "against_plan"),
        ("ปัญหาอุปสรรค", "problems"),
        ("เรียน ผู้กำกับการ", "reported_to_head"),
        (files("pdf", "xlsx"), "formats"),
    ],
    "O12": [
        ("เงินที่ได้รับจากกองทุน 30,000 บาท", "received"),
        ("เบิกจ่ายแล้ว 20,000 บาท", "spent"),
        ("ต.ค. 2566 – มี.ค. 2567", "six_months"),
        (files("pdf", "docx"), "formats"),
    ],
    "O13": [
        ("ประกาศ เรื่อง ซื้อกระดาษ", "announcements"),
        (YEAR, "fiscal_year"),
        ("ลงวันที่ 10 มกราคม 2567", "signed fiscal_year"),
        ("ผู้กำกับการ", "signed_by_head"),
        (MONTHS, "every_month states_none fiscal_year"),
        ("พ.ย. 2566 ไม่มีการจัดซื้อจัดจ้าง", "states_none announcements fiscal_year"),
    ],
    "O14": [
        ("แบบ สขร.1", "summary"),
        ("งานที่ซื้อหรือจ้าง กระดาษ", "work"),
        ("วงเงิน 5,000 บาท", "amount"),
        ("ราคากลาง 5,000 บาท", "reference_price"),
        ("เฉพาะเจาะจง", "method"),
        ("ผู้เสนอราคา ร้าน ก", "bidders"),
        ("ผู้ได้รับการคัดเลือก ร้าน ก", "winner"),
        ("เหตุผล ราคาต่ำสุด", "reason"),
        ("สัญญา 1/2567", "contract"),
        (MONTHS, "monthly"),
        (files("pdf", "xlsx"), "formats"),
    ],
    "O15": [
        ("ระเบียบ", "announced"),
        ("การประเมินผล", "appraisal"),
        ("การเลื่อนเงินเดือน", "promotion"),
        ("การฝึกอบรม", "development"),
    ],
    "O16": [
        ("โทรแจ้งได้ทุกวัน เมื่อจะร้องเรียน", "channel"),
        ("สถิติ", "statistics"),
        ("อยู่ระหว่างดำเนินการ", "progress"),
        ("ไม่พบเรื่องร้องเรียน", "states_none"),
        ("รอบ 6 เดือน", "six_months"),
    ],
    "O17": [
        (HEAD, "current_head"),
        (ENGLISH, "english"),
        ("วัตถุประสงค์", "purpose"),
        ("ขอบเขต", "scope"),
        ("สินบน หมายถึง ของมีค่า", "definition"),
        ("ผู้ฝ่าฝืน", "breach"),
        ("ติดตามผล", "monitoring"),
        ("แจ้งเบาะแส", "complaint_channel"),
        ("รักษาความลับ", "protection"),
        ("ณ วันที่ 10 มกราคม 2567", "announced_on"),
        ('<p><img src="/p/4.png" alt="No Gift Policy"></p>', "no_gift_infographic"),
    ],
    "O18": [
        ("เสริมสร้างคุณธรรม", "activities"),
        (YEAR, "fiscal_year"),
        (links(("/n/1/", "ข่าวหนึ่ง"), ("/n/2/", "ข่าวสอง"), ("/n/3/", "ข่าวสาม")), "three_news"),
        (HEAD, "the_head"),
        ("อบรมคนในสังกัด", "inside_unit"),
    ],
    "O19": [
        ("การขออยู่ต่อ และส่วยต่างด้าว", ""),
        ("สินบน", "assessment"),
        ("บริหารจัดการความเสี่ยง", "plan permits_treatment payoffs_treatment"),
        (YEAR, "fiscal_year"),
        ("กระบวนการ", "permits_process payoffs_process"),
        ("กรณี", "permits_case payoffs_case"),
        ("เหตุการณ์", "permits_risk payoffs_risk"),
        ("ระดับความเสี่ยง", "permits_severity payoffs_severity"),
        ("มาตรการ", "permits_treatment payoffs_treatment"),
    ],
    "O20": [
        ("ผลการดำเนินการ", "follows_plan"),
        ("การขออยู่ต่อ", "permits_result"),
        ("ส่วยต่างด้าว", "payoffs_result"),
        (PICTURE, "photos"),
    ],
    "O21": [
        ("คู่มือนี้", "manual"),
        ("ประมวลจริยธรรม 2564", "police_code"),
        ("ไม่ควรทำ", "do_and_dont"),
    ],
    "O22": [
        ("ของบริจาคมีทะเบียน", "property_system"),
        ("สถิติของกลาง", "seized_goods_report"),
        ("อาวุธ", "property_kinds"),
        ("ดูแลรักษา", "property_control"),
        ("เก็บรักษาในคลัง", "seized_goods_system"),
        ("บัญชีของกลาง", "seized_goods_control"),
        ("ผลการปฏิบัติ", "property_report"),
        ("ตุลาคม 2566 ถึง มีนาคม 2567", "six_months"),
    ],
    "O23": [
        (YEAR, "preparation"),
        ("คำสั่งแต่งตั้ง", "order"),
        ("ประชุม", "briefing"),
        ("จุดบริการ", "service_point"),
        ("ป้ายประชาสัมพันธ์", "service_signs"),
        ("ขั้นตอนการให้บริการ", "commitment_signs"),
        ("No Gift Policy", "no_gift_signs"),
        ("ดาวน์โหลดคู่มือ", "manual_signs"),
        ("สิ่งอำนวยความสะดวก", "facilities service_point"),
        ("ผู้รับผิดชอบ", "oit_officers"),
        ("เว็บไซต์", "oit_website"),
        ("ข้อมูลสาธารณะ", "oit_data"),
    ],
    "O24": [
        ("ผลการดำเนินการ", "results"),
        ("".join(f'<img src="/p/{n}.png" alt="">' for n in range(8)), "eight_pictures"),
        ("จุดบริการ", "service_point_picture"),
        ("ป้ายประชาสัมพันธ์", "service_signs_picture"),
        ("ขั้นตอนการให้บริการ", "commitment_signs_picture"),
        ("No Gift Policy", "no_gift_signs_picture"),
        ("คู่มือการให้บริการ", "manual_signs_picture"),
        ("สิ่งอำนวยความสะดวก", "facilities_picture"),
        ("มอบหมายงาน OIT", "assignment_meeting_picture"),
        ("ประชุมกำกับติดตาม", "head_meeting_picture"),
    ],
}

#: Elements that the item's page proves by being there.
ALWAYS = {"O5": {"on_website"}, "O9": {"from_main_site"}}


def shown(item: str, without: str = "") -> list[tuple[str, str]]:
    """The item's lines but those that prove an element."""
    return [line for line in LINES[item] if not without or without not in line[1].split()]


def proven(item: str, without: str = "") -> set[str]:
    """The elements that the rest of the lines proves."""
    return ALWAYS.get(item, set()) | {element for _, elements in shown(item, without) for element in elements.split()}


def page(title: str, item: str, without: str = "", more: str = "") -> str:
    """The item's page."""
    words = (line if line.startswith("<") else f"<p>{escape(line)}</p>" for line, _ in shown(item, without))
    return f"<h1>{title}</h1>{FILLER}{''.join(words)}{more}"
