//! 统一社会信用代码证件: the business licence (营业执照), and the certificates of institutions and social organisations.

use casework::facts::CertificateFacts;

use super::desk::Desk;
use super::layout::Layout;
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::values::{self, CodeKind};
use crate::text::{LineKind, SecondLook};

const LABELS: Vocabulary = &[
    ("name", &["名称", "单位名称", "企业名称", "机构名称", "公司名称", "字号名称"]),
    ("uscc", &["统一社会信用代码", "社会信用代码", "统一信用代码", "信用代码"]),
    (
        "representative",
        &[
            "法定代表人",
            "法定代表人(负责人)",
            "负责人",
            "经营者",
            "主要负责人",
            "投资人",
            "执行事务合伙人",
            "经营者姓名",
            "法人代表",
            "首席代表",
        ],
    ),
    ("address", &["住所", "经营场所", "主要经营场所", "营业场所", "注册地址", "地址", "机构地址"]),
    ("term", &["营业期限", "有效期", "有效期限", "经营期限", "合伙期限", "证书有效期", "有效期至", "驻在期限"]),
    (
        "stop",
        &[
            "类型",
            "组成形式",
            "经营范围",
            "注册资本",
            "成立日期",
            "注册日期",
            "登记机关",
            "登记日期",
            "开办资金",
            "举办单位",
            "经费来源",
            "宗旨和业务范围",
            "业务范围",
            "业务主管单位",
            "活动地域",
            "出资额",
            "副本",
            "证照编号",
            "登记证号",
            "发证机关",
            "发证日期",
            "核准日期",
            "国家企业信用信息公示系统网址",
            "年月日",
            "扫描二维码",
        ],
    ),
];

/// Reads it.
pub fn read(layout: &Layout, mut desk: Desk, look: &mut dyn SecondLook) -> CertificateFacts {
    let marks = Marks::find(layout, LABELS, Manner::Printed);
    let name = desk.note(marks.value("name", Extent::Name), LineKind::Text);
    let representative = desk.note(marks.value("representative", Extent::Line), LineKind::Text);
    let address = desk.note(marks.value("address", Extent::Name), LineKind::Text);
    let term = desk.note(marks.value("term", Extent::Line), LineKind::Date);
    let uscc = desk.note_code(marks.code("uscc", CodeKind::Uscc), CodeKind::Uscc);
    desk.look_again(look);
    CertificateFacts {
        name: desk.or_not_found(desk.text(name, values::organisation), ("名称", "name")),
        uscc: desk.or_not_found(desk.code(uscc, CodeKind::Uscc), ("统一社会信用代码", "credit code")),
        representative: desk.or_not_found(desk.text(representative, values::person), ("法定代表人", "legal representative")),
        address: desk.or_illegible(desk.text(address, values::words)),
        valid_until: desk.or_illegible(desk.fact(term, values::until)),
    }
}
