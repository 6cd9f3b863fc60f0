"""The facts of a filing packet with pikepdf, pypdf, OpenCV and Tesseract: the pipeline ours is compared with."""

import io
import json
import os
import re
import resource
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ["OMP_THREAD_LIMIT"] = "1"

import cv2
import numpy as np
import pikepdf
import pypdf
import pytesseract
from PIL import Image

cv2.setNumThreads(1)

READING_DPI = 200
RECOGNISED = {"uscc-certificate", "legal-representative-id", "agent-id", "mandate", "undertaking"}
HIDDEN = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/XFA", "/RichMedia")
CODE, NUMBER = r"[0-9A-HJ-NPQRTUWXY]{18}", r"\d{17}[\dX]"
DAY = r"(\d{4})[年.\-](\d{1,2})[月.\-](\d{1,2})"


def open_pdf(path):
    """Pages of a PDF: their pictures where they are scans, their text where they are not; and what speaks against the file."""
    pages, flags = [], []
    with pikepdf.open(path) as pdf:
        flags += ["encrypted"] if pdf.is_encrypted else []
        for thing in pdf.objects:
            if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                flags += [key for key in thing.keys() if key in HIDDEN]
        for page in pdf.pages:
            images = list(page.get_images().values())
            width_pt = float(page.mediabox[2]) - float(page.mediabox[0])
            if len(images) == 1:
                picture = pikepdf.PdfImage(images[0]).as_pil_image().convert("RGB")
                pages.append({"picture": np.asarray(picture), "dpi": picture.width / width_pt * 72})
            else:
                pages.append({})
    if any("picture" not in page for page in pages):
        for page, read in zip(pages, pypdf.PdfReader(path).pages):
            if "picture" not in page:
                page["text"] = read.extract_text()
    return pages, flags


def open_jpeg(path):
    picture = Image.open(io.BytesIO(path.read_bytes()))
    dpi = picture.info.get("dpi", (300, 300))[0]
    return [{"picture": np.asarray(picture.convert("RGB")), "dpi": float(dpi)}], []


def open_file(path):
    return open_jpeg(path) if path.suffix.lower() in (".jpg", ".jpeg") else open_pdf(path)


def at_dpi(picture, dpi, wanted):
    scale = wanted / dpi
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=way)


def skew(grey):
    """The angle at which rows of ink stand apart most sharply."""
    _, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    height, width = ink.shape

    def sharpness(angle):
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
        return np.square(np.diff(rows)).sum()

    coarse = max(np.arange(-10, 10.1, 0.5), key=sharpness)
    return max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness)


def prepared(picture, dpi, wanted, white):
    """Level, red seals gone, uneven light gone, the paper white."""
    page = at_dpi(picture, dpi, wanted)
    small = at_dpi(picture, dpi, 80)
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)), 1)
    red = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))[:, :, 0]
    paper = cv2.blur(cv2.dilate(red, np.ones((15, 15), np.uint8)), (41, 41))
    even = np.minimum(red.astype(np.float32) / np.maximum(paper, 1), 1)
    return np.where(even > white, 255, even * 255 / white).astype(np.uint8)


def seals(picture, dpi):
    """Boxes of red rings and stars, in millimetres."""
    small = at_dpi(picture, dpi, 90)
    hsv = cv2.cvtColor(cv2.GaussianBlur(small, (3, 3), 0), cv2.COLOR_RGB2HSV)
    red = cv2.inRange(hsv, (0, 40, 60), (12, 255, 255)) | cv2.inRange(hsv, (168, 40, 60), (180, 255, 255))
    red = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    outlines, _ = cv2.findContours(red, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = [cv2.boundingRect(it) for it in outlines]
    return [[side * 25.4 / 90 for side in box] for box in boxes if 17 < box[2] * 25.4 / 90 < 65 and 12 < box[3] * 25.4 / 90 < 65]


def is_blank(picture, dpi):
    grey = cv2.cvtColor(at_dpi(picture, dpi, 90), cv2.COLOR_RGB2GRAY)
    return bool((grey < grey.mean() - 40).mean() < 0.0005)


def recognise(grey, dpi, mode):
    """The lines of a page, top to bottom."""
    data = pytesseract.image_to_data(grey, lang="chi_sim", config=f"--psm {mode} --dpi {dpi}", output_type=pytesseract.Output.DICT)
    lines = {}
    for i, word in enumerate(data["text"]):
        if word.strip():
            lines.setdefault((data["block_num"][i], data["par_num"][i], data["line_num"][i]), []).append((data["top"][i], word))
    tops = sorted((min(top for top, _ in words), "".join(word for _, word in words)) for words in lines.values())
    return "\n".join(text for _, text in tops)


def look(job):
    """Everything about one page."""
    slot, page, once = job
    if "text" in page:
        return {"slot": slot, "text": page["text"]}
    picture, dpi = page["picture"], page["dpi"]
    seen = {"slot": slot, "dpi": dpi, "blank": is_blank(picture, dpi), "seals": seals(picture, dpi)}
    if slot in RECOGNISED and not seen["blank"]:
        seen["text"] = recognise(prepared(picture, dpi, READING_DPI, 0.80), READING_DPI, 11)
        if not once:
            seen["again"] = recognise(prepared(picture, dpi, 300, 0.92), 300, 6)
    return seen


def after(text, labels, value=r"[^\n]+"):
    for label in labels:
        if found := re.search(rf"(?:{label})[：: ]*({value})", text):
            return found.group(1).strip()
    return None


def name(text, labels):
    """Chinese characters behind a label, up to the next label of a form that stands in two columns."""
    value = after(text, labels, r"[^\n]+")
    found = value and re.search(r"[\u4e00-\u9fff（）()·]+?(?=注册资本|类型|营业期限|成立日期|住所|职务|[^\u4e00-\u9fff（）()·]|$)", value)
    return found and found.group(0)


def code_in(text):
    """The credit code: behind its label, or the first that is no ID number."""
    codes = [it for it in re.findall(CODE, text) if not re.fullmatch(NUMBER, it)]
    return after(text, ["代码"], CODE) or next(iter(codes), None)


def day(text, labels):
    found = after(text, labels, DAY.replace("(", "(?:"))
    return "-".join(part.zfill(2) for part in re.findall(r"\d+", found)) if found else None


def facts(slot, text):
    """The same facts as ours, by the labels of the documents."""
    if not text:
        return {}
    flat = re.sub(r"[ \t]", "", text)
    code = code_in(flat)
    if slot == "uscc-certificate":
        return {
            "name": name(flat, ["名称", "称"]), "uscc": code,
            "representative": name(flat, ["法定代表人", "代表人"]), "address": after(flat, ["住所"]),
            "valid_until": "长期" if "长期" in flat else day(flat, ["营业期限"]),
        }
    if slot.endswith("-id"):
        number = re.search(NUMBER, flat)
        until = re.search(rf"[-—至]({DAY}|长期)", flat)
        return {"name": name(flat, ["姓名", "名"]), "number": number and number.group(0), "valid_until": until and until.group(1)}
    if slot == "mandate":
        number = re.search(NUMBER, flat)
        return {
            "principal": name(flat, ["委托单位", "委托人"]), "uscc": code, "agent": name(flat, [r"受托人[^\n：:]*", "经办人", "姓名"]),
            "number": number and number.group(0), "scope": after(flat, ["委托事项", "事项"]), "term_from": day(flat, ["委托期限", "期限"]),
            "signed_on": day(flat, ["日期"]),
        }
    if slot == "undertaking":
        return {"principal": name(flat, ["承诺单位", "承诺人"]), "uscc": code, "signed_on": day(flat, ["日期"])}
    if slot in ("handler-profile", "use-statement", "pia-report"):
        kept = re.findall(r"(\d+)(日|天|个月|年)", flat)
        return {"name": after(flat, ["名称"]), "uscc": code, "retention": kept, "signed_on": day(flat, ["签署日期", "日期"])}
    return {}


def agreement(found, packet):
    """How many of the facts on scans are what was answered, where the two readings (or the one) say so."""
    handler = packet["answers"]["handler"]
    said = {
        "uscc-certificate": {"name": handler["name"], "uscc": handler["uscc"], "representative": handler["representative"]["name"]},
        "legal-representative-id": {"name": handler["representative"]["name"], "number": handler["representative"]["id_number"]},
        "agent-id": {"name": handler["agent"]["name"], "number": handler["agent"]["id_number"]},
        "mandate": {"principal": handler["name"], "uscc": handler["uscc"], "agent": handler["agent"]["name"], "number": handler["agent"]["id_number"]},
        "undertaking": {"principal": handler["name"], "uscc": handler["uscc"]},
    }
    pairs = [(found.get(slot, {}).get(name), value) for slot, values in said.items() for name, value in values.items()]
    return sum(read == value for read, value in pairs), len(pairs)


def main():
    folder, once = Path(sys.argv[1]), "--once" in sys.argv
    begun = time.perf_counter()
    packet = tomllib.loads((folder / "packet.toml").read_text())
    jobs, flags = [], {}
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        materials = packet["materials"]
        for material, (pages, flagged) in zip(materials, workers.map(lambda it: open_file(folder / it["file"]), materials)):
            jobs += [(material["slot"], page, once) for page in pages]
            flags |= {material["file"]: flagged} if flagged else {}
        looked = list(workers.map(look, jobs))
    found = {}
    for slot in dict.fromkeys(it["slot"] for it in looked):
        first, second = ("\n".join(it.get(which, "") or "" for it in looked if it["slot"] == slot) for which in ("text", "again"))
        one, two = facts(slot, first), facts(slot, second)
        found[slot] = {name: value or two.get(name) for name, value in one.items()}
    right, of = agreement(found, packet)
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({
        "seconds": round(time.perf_counter() - begun, 3), "cpu_outside": round(own.ru_utime + own.ru_stime, 3),
        "cpu_tesseract": round(children.ru_utime + children.ru_stime, 3), "peak_mib": own.ru_maxrss // 1024,
        "facts_right": right, "facts_asked": of, "flags": flags, "seals": {it["slot"]: len(it["seals"]) for it in looked if it.get("seals")},
        "facts": found,
    }, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
