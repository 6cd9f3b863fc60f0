//! Every reason to refuse a file or to tell an officer about one, with its words. A new one is one block here.

use casework::facts::RefusedFile;
use casework::words::Wording;

/// A reason by its code: refused, or told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Permanent, such as `PDF-ENCRYPTED`.
    pub code: &'static str,
    message: [&'static str; 2],
    fix: [&'static str; 2],
}

impl Reason {
    /// The refusal, with what was found in place of `{}`.
    pub fn refuse(&self, detail: impl std::fmt::Display) -> RefusedFile {
        let detail = shown(&detail.to_string());
        let [zh, en] = self.message.map(|it| it.replace("{}", &detail));
        let [fix_zh, fix_en] = self.fix;
        RefusedFile { code: self.code.to_owned(), message: Wording::new(zh, en), fix: Wording::new(fix_zh, fix_en), page: None }
    }

    /// The refusal, found on a page (from 1).
    pub fn refuse_on(&self, page: u32, detail: impl std::fmt::Display) -> RefusedFile {
        RefusedFile { page: Some(page), ..self.refuse(detail) }
    }

    /// What was found, in both languages.
    pub fn message(&self) -> Wording {
        let [zh, en] = self.message;
        Wording::new(zh, en)
    }

    /// What to do about it.
    pub fn fix(&self) -> Wording {
        let [zh, en] = self.fix;
        Wording::new(zh, en)
    }
}

/// Something out of a file, in a sentence: it must not write to a terminal what is not seen, nor fill it.
fn shown(found: &str) -> String {
    let mut shown: String = found.trim().chars().take(SHOWN_MAX).map(|it| if is_invisible(it) { '\u{fffd}' } else { it }).collect();
    if found.trim().chars().count() > SHOWN_MAX {
        shown.push('…');
    }
    shown
}

const SHOWN_MAX: usize = 160;

/// Control characters, and those that turn the direction of writing.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The reason with this code.
pub fn reason(code: &str) -> Option<&'static Reason> {
    REASONS.iter().copied().find(|it| it.code == code)
}

macro_rules! reasons {
    ($($name:ident $code:literal: $zh:literal | $en:literal => $fix_zh:literal | $fix_en:literal;)*) => {
        $(#[doc = $en] pub const $name: Reason = Reason { code: $code, message: [$zh, $en], fix: [$fix_zh, $fix_en] };)*

        /// All of them.
        pub const REASONS: &[&Reason] = &[$(&$name),*];
    };
}

// In a message `{}` is what was found. A fix says what a filer can do with the tools of an office.
reasons! {
    // Any file.
    FILE_EMPTY "FILE-EMPTY": "文件是空的（{} 字节）" | "the file is empty ({} bytes)"
        => "重新导出或重新上传这份文件。" | "Export or upload the file again.";
    FILE_SIZE "FILE-SIZE": "文件为 {} MiB，超过本平台的上限" | "the file has {} MiB, above this platform's limit"
        => "降低扫描分辨率或分成几份；上限由平台运营者设定，并非法律要求。" | "Scan at a lower resolution or split the file; the limit is set by the operator and is not law.";
    FILE_KIND "FILE-KIND": "文件内容不是 PDF、JPEG、PNG、TIFF、DOCX 或 XLSX" | "the content is not PDF, JPEG, PNG, TIFF, DOCX or XLSX"
        => "另存为 PDF 后重新提交；只改扩展名不行。" | "Save it as PDF and hand it in again; renaming the file is not enough.";
    FILE_OFD "FILE-OFD": "文件是 OFD 版式文件，暂不能读取" | "the file is an OFD document, which cannot be read yet"
        => "用 OFD 阅读器「导出为 PDF」后提交，并保留 OFD 原件。" | "Export it as PDF from an OFD reader and keep the OFD original.";
    FILE_HEIC "FILE-HEIC": "文件是 HEIC 图片（手机照片），暂不能读取" | "the file is a HEIC picture (from a phone), which cannot be read yet"
        => "在手机或电脑上另存为 JPEG 后提交。" | "Save it as JPEG on the phone or computer.";
    FILE_OLE "FILE-OLE": "文件是旧版 Word、Excel 或 WPS 格式（.doc、.xls、.wps、.et），暂不能读取" | "the file is in an old Word, Excel or WPS format (.doc, .xls, .wps, .et), which cannot be read yet"
        => "打开后「另存为」DOCX、XLSX 或 PDF。" | "Open it and save it as DOCX, XLSX or PDF.";
    FILE_RTF "FILE-RTF": "文件是 RTF 格式，暂不能读取" | "the file is RTF, which cannot be read yet"
        => "打开后「另存为」DOCX 或 PDF。" | "Open it and save it as DOCX or PDF.";
    FILE_HTML "FILE-HTML": "文件是网页（HTML）" | "the file is a web page (HTML)"
        => "在浏览器中打印为 PDF 后提交。" | "Print it to PDF in a browser.";
    FILE_ARCHIVE "FILE-ARCHIVE": "文件是压缩包" | "the file is an archive"
        => "解压后逐份提交其中的材料。" | "Unpack it and hand in the materials one by one.";
    FILE_PICTURE "FILE-PICTURE": "文件是 {} 图片，暂不能读取" | "the file is a {} picture, which cannot be read yet"
        => "另存为 JPEG、PNG 或 PDF 后提交。" | "Save it as JPEG, PNG or PDF.";
    FILE_OFFICE "FILE-OFFICE": "文件是 {} 文档，暂不能读取" | "the file is a {} document, which cannot be read yet"
        => "打开后「另存为」PDF、DOCX 或 XLSX。" | "Open it and save it as PDF, DOCX or XLSX.";
    FILE_TEXT "FILE-TEXT": "文件是纯文本" | "the file is plain text"
        => "放进 DOCX 或打印为 PDF 后提交。" | "Put it into a DOCX or print it to PDF.";
    FILE_TIME "FILE-TIME": "读取这份文件要做的事超过本平台的上限（{}）" | "reading the file takes more work than this platform allows ({})"
        => "另存一份较小的，或者打印后扫描。" | "Save a smaller copy, or print and scan it.";
    NAME_UNSAFE "NAME-UNSAFE": "文件名含有路径或不可见的控制字符" | "the file name holds a path or invisible control characters"
        => "改成普通文件名。" | "Give it a plain name.";

    // PDF: what it is made of.
    PDF_EMPTY "PDF-EMPTY": "PDF 文件没有内容（{} 字节）" | "the PDF file has no content ({} bytes)"
        => "重新导出或重新扫描。" | "Export or scan it again.";
    PDF_NOT_PDF "PDF-NOT-PDF": "文件名是 .pdf，但内容不是 PDF：{}" | "the file is named .pdf and its content is not PDF: {}"
        => "用原来的程序导出为 PDF；只改扩展名不行。" | "Export it as PDF from the program it was made with; renaming is not enough.";
    PDF_HEADER "PDF-HEADER": "PDF 标志前面有 {} 字节别的内容" | "{} bytes of something else stand before the PDF header"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_POLYGLOT "PDF-POLYGLOT": "PDF 同时又是另一种文件（{}）" | "the PDF is another kind of file as well ({})"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_TRUNCATED "PDF-TRUNCATED": "PDF 不完整，缺少结尾（{}）" | "the PDF is incomplete, its end is missing ({})"
        => "多半是上传或复制中断，请重新传一次。" | "Usually an interrupted copy or upload: transfer it again.";
    PDF_XREF "PDF-XREF": "PDF 的目录（交叉引用）损坏：{}" | "the PDF's table of objects is damaged: {}"
        => "在阅读器中打开后用「打印为 PDF」重新生成。" | "Open it in a reader and print it to PDF again.";
    PDF_AMBIGUOUS "PDF-AMBIGUOUS": "PDF 里同一个项目写了两次，内容不同（{}），不同的阅读器会显示不同的内容" | "one entry of the PDF stands twice with different content ({}), so that readers show different things"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_STREAM "PDF-STREAM": "PDF 里有一段数据的长度与写明的不符（{}）" | "a piece of the PDF's data is not as long as it says ({})"
        => "用「打印为 PDF」重新生成；多半是传输时被改动过。" | "Make it again with 'print to PDF'; usually a transfer changed it.";
    PDF_NO_PAGES "PDF-NO-PAGES": "PDF 里读不到任何一页" | "no page can be read in the PDF"
        => "重新导出或重新扫描。" | "Export or scan it again.";
    PDF_PAGE_TREE "PDF-PAGE-TREE": "PDF 的页面目录自相矛盾" | "the PDF's page tree contradicts itself"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_PAGES "PDF-PAGES": "PDF 有 {} 页，超过本平台的上限" | "the PDF has {} pages, above this platform's limit"
        => "分成几份提交；上限由平台运营者设定。" | "Split it; the limit is set by the operator.";
    PDF_PAGE_SIZE "PDF-PAGE-SIZE": "页面尺寸为 {} 毫米，无法使用" | "the page measures {} mm, which cannot be used"
        => "按 A4 重新导出或扫描。" | "Export or scan it again as A4.";
    PDF_OBJECTS "PDF-OBJECTS": "PDF 里的对象超过 {} 个" | "the PDF holds more than {} objects"
        => "用「打印为 PDF」重新生成，或只保留扫描页。" | "Make it again with 'print to PDF', or keep only the scanned pages.";
    PDF_NESTING "PDF-NESTING": "PDF 的结构嵌套超过 {} 层" | "the PDF is nested deeper than {} levels"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_EXPANDS "PDF-EXPANDS": "PDF 解压后超过 {} MiB" | "the PDF expands to more than {} MiB"
        => "降低扫描分辨率，或用「打印为 PDF」重新生成。" | "Scan at a lower resolution, or make it again with 'print to PDF'.";
    PDF_CYCLE "PDF-CYCLE": "PDF 里有内容反复引用自己（{}）" | "something in the PDF draws itself over and over ({})"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_TIME "PDF-TIME": "读取这份 PDF 要做的事超过本平台的上限（{}）" | "reading the PDF takes more work than this platform allows ({})"
        => "用「打印为 PDF」重新生成，或者扫描打印件。" | "Print it to PDF again, or scan a print of it.";
    PDF_IMAGE_SIZE "PDF-IMAGE-SIZE": "图片为 {} 像素，超过本平台的上限" | "an image measures {} pixels, above this platform's limit"
        => "降低扫描分辨率（300 dpi 的 A4 约为 2480×3508 像素）。" | "Scan at a lower resolution (A4 at 300 dpi is about 2480×3508 pixels).";

    // PDF: what it would do.
    PDF_ENCRYPTED "PDF-ENCRYPTED": "PDF 已加密或设有密码" | "the PDF is encrypted or has a password"
        => "去掉密码和权限限制后重新保存，或不设密码重新扫描。" | "Save it without password and restrictions, or scan again without a password.";
    PDF_SCRIPT "PDF-SCRIPT": "PDF 里有脚本（JavaScript）" | "the PDF contains a script (JavaScript)"
        => "用「打印为 PDF」重新生成，脚本不会保留。" | "Print it to PDF again; scripts do not survive that.";
    PDF_LAUNCH "PDF-LAUNCH": "PDF 会启动别的程序" | "the PDF starts another program"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_ATTACHMENT "PDF-ATTACHMENT": "PDF 里夹带了别的文件" | "the PDF carries other files inside"
        => "把附件取出来单独提交，再用「打印为 PDF」重新生成正文。" | "Hand in the attachments as materials of their own and print the document to PDF again.";
    PDF_FORM_ACTION "PDF-FORM-ACTION": "PDF 里有提交或导入数据的动作" | "the PDF contains an action that sends or imports data"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_ACTION "PDF-ACTION": "PDF 里有不需要的动作（{}）" | "the PDF contains an action it does not need ({})"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";
    PDF_XFA "PDF-XFA": "PDF 是 XFA 动态表单" | "the PDF is an XFA form"
        => "填好后用「打印为 PDF」存成普通 PDF。" | "Fill it in and print it to an ordinary PDF.";
    PDF_FORM "PDF-FORM": "PDF 表单的显示内容要由阅读器临时生成" | "the PDF's form fields have no appearance of their own"
        => "填好后用「打印为 PDF」存成普通 PDF。" | "Fill it in and print it to an ordinary PDF.";
    PDF_MEDIA "PDF-MEDIA": "PDF 里有音视频或三维内容" | "the PDF contains sound, video or 3D"
        => "去掉这些内容，用「打印为 PDF」重新生成。" | "Remove them and print it to PDF again.";
    PDF_EXTERNAL "PDF-EXTERNAL": "PDF 引用了文件以外的内容" | "the PDF refers to content outside itself"
        => "用「打印为 PDF」重新生成，使内容都在文件里。" | "Print it to PDF again, so that everything is inside.";
    PDF_POSTSCRIPT "PDF-POSTSCRIPT": "PDF 里嵌有 PostScript 程序" | "the PDF embeds a PostScript program"
        => "用「打印为 PDF」重新生成。" | "Make it again with 'print to PDF'.";

    // PDF: told, not refused.
    PDF_SIGNED "PDF-SIGNED": "PDF 带有电子签名（未验证签名是否有效）" | "the PDF carries a digital signature (whether it is valid was not checked)"
        => "请人工核对签名。" | "Check the signature by hand.";
    PDF_LINK "PDF-LINK": "PDF 里有网址链接（未访问）" | "the PDF contains web links (not followed)"
        => "不必处理。" | "Nothing needs to be done.";
    PDF_TRAILING "PDF-TRAILING": "PDF 结尾之后还有别的数据" | "data stands after the end of the PDF"
        => "如非有意，用「打印为 PDF」重新生成。" | "If not intended, print it to PDF again.";
    PDF_REVISIONS "PDF-REVISIONS": "PDF 保存过修改，旧内容还在文件里" | "the PDF was changed after it was made and holds its older versions"
        => "如不想带上旧内容，用「打印为 PDF」重新生成。" | "If the older content should not travel along, print it to PDF again.";
    PDF_LAYERS "PDF-LAYERS": "PDF 有可以隐藏的图层；只看了默认显示的内容" | "the PDF has layers that can be hidden; only what shows by default was looked at"
        => "确认需要的内容都显示后，用「打印为 PDF」重新生成。" | "Make sure everything needed shows, then print it to PDF again.";
    PDF_REPAIRED "PDF-REPAIRED": "PDF 的目录有错，是修复后读取的" | "the PDF's table of objects had errors and was repaired for reading"
        => "如有条件，用「打印为 PDF」重新生成。" | "If possible, print it to PDF again.";
    PDF_ROTATE "PDF-ROTATE": "页面的旋转角度不是 90 度的倍数，按未旋转处理" | "a page's rotation is no multiple of 90 degrees and was taken as none"
        => "如方向不对，重新扫描。" | "If it stands wrong, scan it again.";
    PDF_METADATA "PDF-METADATA": "PDF 的文件信息里有外部引用或自定义实体（未读取）" | "the PDF's metadata defines entities or refers outside (not read)"
        => "如非有意，用「打印为 PDF」重新生成。" | "If not intended, print it to PDF again.";
    PDF_FONT "PDF-FONT": "部分文字的字体损坏，或者没有给出对应的字符，显示的与读取的可能不同" | "the font of part of the text is damaged or does not say which characters it shows; what shows and what is read can differ"
        => "导出 PDF 时嵌入字体，或提交 DOCX。" | "Embed the fonts when exporting, or hand in a DOCX.";
    PAGES_NOT_LOOKED_AT "PAGES-NOT-LOOKED-AT": "页数较多，后面的页没有看图像（颜色、印章、空白）" | "the file is long; the pictures of its later pages were not looked at (colour, seals, blank)"
        => "请人工翻看后面的页。" | "Leaf through the later pages by hand.";

    SEAL_UNSURE "SEAL-UNSURE": "有像红色印章而不能确定的图形" | "something looks like a red official seal without being sure"
        => "请人工确认是否盖章、印章是否完整清晰。" | "Check by eye that the official seal is there, complete and clear.";

    // Images.
    IMAGE_BROKEN "IMAGE-BROKEN": "图片损坏，无法打开" | "the picture is damaged and cannot be opened"
        => "重新导出或重新扫描。" | "Export or scan it again.";
    IMAGE_SIZE "IMAGE-SIZE": "图片为 {} 像素，超过本平台的上限" | "the picture measures {} pixels, above this platform's limit"
        => "降低扫描分辨率（300 dpi 的 A4 约为 2480×3508 像素）。" | "Scan at a lower resolution (A4 at 300 dpi is about 2480×3508 pixels).";
    IMAGE_TRAILING "IMAGE-TRAILING": "图片结尾之后还有别的数据（手机的动态照片会带一段录像）" | "data stands after the end of the picture (a telephone's live photo brings a short film)"
        => "如不想带上这些数据，另存为普通图片后提交。" | "If it should not travel along, save a plain picture.";
    IMAGE_PAGES "IMAGE-PAGES": "TIFF 的页数超过本平台的上限；后面的页没有看" | "the TIFF holds more pages than this platform takes; the last ones were not looked at"
        => "分成几份文件，或存成 PDF。" | "Split it into several files, or save it as PDF.";

    // Office documents.
    OFFICE_BROKEN "OFFICE-BROKEN": "文档损坏，无法打开：{}" | "the document is damaged and cannot be opened: {}"
        => "用 Word 或 WPS 打开后另存一份。" | "Open it in Word or WPS and save a copy.";
    OFFICE_ENCRYPTED "OFFICE-ENCRYPTED": "文档设有打开密码" | "the document has a password"
        => "去掉密码后另存。" | "Save it without a password.";
    OFFICE_EXPANDS "OFFICE-EXPANDS": "文档解压后大得不合常理" | "the document expands beyond reason"
        => "新建文档，把内容复制过去再保存。" | "Copy the content into a new document.";
    DOCX_MACRO "DOCX-MACRO": "文档里有宏" | "the document contains macros"
        => "另存为不带宏的 DOCX 或 XLSX。" | "Save it as DOCX or XLSX without macros.";
    DOCX_EMBEDDED "DOCX-EMBEDDED": "文档里嵌入了别的文件或控件" | "the document embeds other files or controls"
        => "删除嵌入的对象，或另存为 PDF。" | "Remove the embedded objects, or save it as PDF.";
    DOCX_EXTERNAL "DOCX-EXTERNAL": "文档引用了外部模板或外部内容" | "the document refers to an outside template or content"
        => "断开外部链接后另存，或另存为 PDF。" | "Break the outside links and save it, or save it as PDF.";
    DOCX_CHANGES "DOCX-CHANGES": "文档里还有未接受的修订；按接受后的文字读取" | "the document holds tracked changes; its text was read as if they were accepted"
        => "接受或拒绝全部修订后另存。" | "Accept or reject all changes and save it.";

    // The packet archive.
    ZIP_BROKEN "ZIP-BROKEN": "压缩包损坏，无法打开：{}" | "the archive is damaged and cannot be opened: {}"
        => "多半是下载或复制中断：重新传一次，或者重新打包成 .zip。" | "Usually an interrupted copy or download: transfer it again, or pack it again as .zip.";
    ZIP_PATH "ZIP-PATH": "压缩包里有不能用的路径（指向外面、用了反斜杠、过长或含控制字符）：{}" | "the archive holds a path that cannot be used (it leads outside, has backslashes or control characters, or is too long): {}"
        => "用系统自带的压缩功能重新打包，只放 packet.toml 和 materials 文件夹。" | "Pack it again with the system's own tool: packet.toml and the materials folder, nothing else.";
    ZIP_LINK "ZIP-LINK": "压缩包里有链接：{}" | "the archive holds a link: {}"
        => "换成文件本身再打包。" | "Replace it with the file itself and pack again.";
    ZIP_DUPLICATE "ZIP-DUPLICATE": "压缩包里有重名的文件或文件夹（不分大小写）：{}" | "the archive holds one name twice (capitals make no difference): {}"
        => "每个文件名只留一份，重新打包。" | "Keep one file of each name and pack again.";
    ZIP_ENCRYPTED "ZIP-ENCRYPTED": "压缩包设有密码：{}" | "the archive has a password: {}"
        => "不设密码重新打包。" | "Pack it again without a password.";
    ZIP_ENTRIES "ZIP-ENTRIES": "压缩包里有 {} 个文件，超过本平台的上限" | "the archive holds {} files, above this platform's limit"
        => "只打包备案材料。" | "Pack only the filing's materials.";
    ZIP_EXPANDS "ZIP-EXPANDS": "压缩包解压后大得不合常理：{}" | "the archive expands beyond reason: {}"
        => "只打包备案材料，重新打包。" | "Pack only the filing's materials, again.";
    ZIP_METHOD "ZIP-METHOD": "压缩包用了不支持的压缩方法：{}" | "the archive uses a compression method that is not supported: {}"
        => "用系统自带的压缩功能打包成普通 .zip。" | "Pack it as an ordinary .zip with the system's own tool.";
}
