// Stands for a file viewer that fills the page by script; the replica's has no file to show.
document.getElementById("app").textContent = "ไม่สามารถแสดงตัวอย่างไฟล์นี้ได้";
