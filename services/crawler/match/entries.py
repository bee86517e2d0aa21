"""What menus call an item that nothing else does: names that count as an entry's whole words, and only there."""

from collections.abc import Mapping

from services.crawler.match.keys import keys_of

#: For a title of each item the names, with bars between them.
_NAMES: Mapping[str, str] = {
    "โครงสร้าง": "แผนผังบุคลากร|ทำเนียบโครงสร้างการบริหาร|Structure|Our structure|Organization structure|"
    "Administrative structure",
    "ผู้บริหาร": "ทีมบริหาร|Executive|Executives|Our executives|Executive board|Executive team|Board of executives|"
    "Administrators|Administrator team",
    "อำนาจหน้าที่": "Authority|Authority and duties|Roles and responsibilities",
    "แผนยุทธศาสตร์": "ยุทธศาสตร์หน่วยงาน|ยุทธศาสตร์ของหน่วยงาน|ยุทธศาสตร์กรม|แผนปฏิบัติราชการ 3 ปี|แผนปฏิบัติราชการระยะ 3 ปี",
    "ข้อมูลการติดต่อ": "ที่ตั้ง|ที่ตั้งของเรา|Google Map|Google Maps|Map|Location|Our location|Contact|"
    "Contact info|Contacts|Get in touch",
    "กฎหมายที่เกี่ยวข้อง": "กฎหมายที่เกี่ยวกับการปฏิบัติงาน|กฎหมายในอำนาจหน้าที่|กฎหมายและมาตรฐาน|กฎหมายแรงงาน|กฎหมายการศึกษา|"
    "กฎหมายสาธารณสุข|กฎหมายมหาชน|กฎหมายน่ารู้เกี่ยวกับประชาชน|กฎหมายเพื่อประชาชน|ค้นหากฎหมาย|ห้องสมุดกฎหมาย|"
    "พรบ./พรก ที่ใช้การปฏิบัติงาน|ระเบียบต่าง ๆ|ระเบียบข้อบังคับ|ข้อบังคับและระเบียบ|Law|Laws|Acts|Rules and regulations|Legislation",
    "ข่าวประชาสัมพันธ์": "ข่าว|กิจกรรม|กิจกรรมหน่วยงาน|ภาพข่าวกิจกรรม|News|All news|Latest news|PR news|"
    "News and events|News & Events|News & Activities|"
    "News and announcements|News & Announcement|Announcements and news|Press release|Press releases|"
    "What's new|What's news",
    "กระดานถามตอบ": "กระทู้|ช่องทางสอบถาม|ถามมา-ตอบไป|Question and answer|Questions and answers|"
    "Questions & Answers|Webboard|Web board",
    "เครือข่ายสังคมออนไลน์": "สื่อโซเชียล|เครือข่ายโซเชียล|โซเชียลมีเดีย|โซเชียลเน็ตเวิร์ก|โซเชียลเน็ตเวิร์ค|ช่องทางโซเชียลมีเดีย|"
    "ช่องทาง Social Media|Social media|เพจหน่วยงาน|เพจเฟซบุ๊ก|เฟซบุ๊กเพจ|เฟสบุ๊คหน่วยงาน|Facebook หน่วยงาน|Facebook Fan Page",
    "นโยบายคุ้มครองข้อมูลส่วนบุคคล": "คุ้มครองข้อมูลส่วนบุคคล|ประกาศการคุ้มครองข้อมูลส่วนบุคคล|Privacy|Data privacy|"
    "Data protection policy|Personal data protection",
    "แผนดำเนินงานประจำปี": "แผนปฏิบัติการโรงเรียน|แผนปฏิบัติงาน|Annual plan",
    "รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน": "ผลการดำเนินงานรอบ 6 เดือน",
    "รายงานผลการดำเนินงานประจำปี": "รายงานผลการปฏิบัติงาน|ผลการปฏิบัติงานประจำปี|ผลการดำเนินงานประจำปี|"
    "รายงานผลการปฏิบัติราชการตามคำรับรอง|Performance report",
    "คู่มือการปฏิบัติงาน": "คู่มือพนักงาน",
    "คู่มือการให้บริการ": "Citizen manual|Citizen guide|Public manual|คู่มือราชการสะดวก",
    "บริการออนไลน์": "Electronic services",
    "แผนการจัดซื้อจัดจ้าง": "แผนจัดหาพัสดุ",
    "ประกาศเกี่ยวกับการจัดซื้อจัดจ้าง": "e-bidding|e-auction|e-market|ประกาศซื้อ/จ้าง|ประกาศผู้ชนะ|ประกาศผู้ได้รับการคัดเลือก|"
    "ข้อมูลจัดซื้อจัดจ้าง|จัดซื้อจัดจ้าง Procurement|Procurement|Procurement news|Bidding|Tender|Tenders|สาระสำคัญในสัญญา|"
    "ประกาศสาระสำคัญของสัญญา",
    "สรุปผลการจัดซื้อจัดจ้างรายเดือน": "สรุปการจัดซื้อจัดจ้าง|สรุปการจัดซื้อจัดจ้างรายเดือน|สรุป สขร.1|"
    "ข้อมูล สขร.1|ประกาศ สขร.1|ประกาศสรุปผลการจัดซื้อจัดจ้าง|รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน",
    "นโยบายการบริหารทรัพยากรบุคคล": "นโยบายทรัพยากรบุคคล|แผนกลยุทธ์ทรัพยากรบุคคล",
    "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี": "รายงานผลการบริหารงานบุคคล",
    "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ": "แนวปฏิบัติการร้องเรียน",
    "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต": "แจ้งเบาะแส|ช่องทางแจ้งเบาะแส|ช่องทางการแจ้งเบาะแส|Report corruption|"
    "Corruption complaints|"
    "Whistleblowing|Whistleblower",
    "No Gift Policy": "No Gift|นโยบาย No Gift|ประกาศเจตนารมณ์ No Gift",
    "การประเมินความเสี่ยงการทุจริต": "แผนบริหารความเสี่ยงการทุจริต",
    "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี": "รายงานผลการป้องกันการทุจริต",
    "ประมวลจริยธรรม": "Code of conduct|ประมวลจริยธรรมพนักงาน",
    "มาตรการส่งเสริมความโปร่งใสและป้องกันการทุจริตภายในหน่วยงาน": "มาตรการส่งเสริมคุณธรรม|มาตรการส่งเสริมความโปร่งใสในหน่วยงาน",
    "รายงานผลการปฏิบัติราชการประจำเดือน": "ผลงานประจำเดือน|ผลงานรายเดือน|ผลการปฏิบัติประจำเดือน",
    "แผนการใช้จ่ายงบประมาณ": "งบประมาณสถานี|งบประมาณหน่วยงาน|งบประมาณของหน่วยงาน",
    "รายงานผลการใช้จ่ายงบประมาณประจำปี": "รายงานการเบิกจ่ายงบประมาณ",
}

#: The title that a name's key stands for.
ENTRY_NAMES: Mapping[str, str] = {key: title for title, names in _NAMES.items() for key in keys_of(*names.split("|"))}
