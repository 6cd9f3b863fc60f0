//! 用语: the words by which electronic documents state things about processing faces, each in one place, so that a lawyer can read them.
//!
//! A word speaks only where its clause is plain: one that denies says the opposite, one that excepts or supposes says nothing.

use std::sync::LazyLock;

use casework::facts::AgreementTerm;
use casework::packet::{LegalBasis, SafetyMeasure, Storage, StoredForm};
use casework::words::Mode;
use regex::Regex;

use super::marks::Vocabulary;
use super::values::{PERIOD, pattern};

/// Labels of what is said about one use, or about all.
pub const LABELS: Vocabulary = &[
    ("purpose", &["处理目的", "使用目的", "应用目的", "人脸信息处理目的"]),
    ("mode", &["方式", "处理方式", "识别方式", "比对方式", "验证方式", "识别模式", "比对模式", "应用方式"]),
    ("legal_basis", &["合法依据", "合法性基础", "合法性依据", "处理依据", "法律依据", "处理的合法性基础"]),
    ("necessity", &["必要性", "必要性分析", "必要性论证", "必要性说明", "处理必要性"]),
    ("alternatives", &["替代方式", "替代方案", "替代方式分析", "替代方案分析", "替代方案比较", "替代方式比较", "替代性分析"]),
    ("headcount", &["本场景存储人数", "存储人数", "本应用存储人数", "存储数量", "涉及人数", "人脸信息数量", "人脸信息存储数量"]),
    ("storage", &["存储位置", "存储地点", "存储方式", "保存位置", "保存地点", "存储介质", "存储"]),
    ("stored_form", &["存储形态", "存储形式", "保存形式", "存储内容", "保存内容", "数据形态"]),
    ("in_china", &["是否在境内", "是否存储在境内", "是否境内存储", "境内存储"]),
    ("internet", &["是否经互联网传输", "是否通过互联网传输", "经互联网传输", "互联网传输"]),
    ("cross_border", &["是否出境", "是否向境外提供", "出境情况", "数据出境", "是否涉及出境"]),
    ("retention", &["保存期限", "存储期限", "保存时间", "存储时间", "留存期限", "留存时间", "保留期限", "人脸信息保存期限"]),
    ("under_14", &["是否处理不满十四周岁未成年人人脸", "是否涉及不满十四周岁未成年人", "是否涉及未成年人", "不满十四周岁未成年人"]),
    ("started_on", &["开始使用日期", "启用日期", "启用时间", "开始使用时间", "投入使用时间", "投入使用日期", "上线时间", "上线日期"]),
    ("entrusted", &["受托方", "受托人", "受托处理方", "受托处理者", "委托处理方"]),
    ("recipients", &["接收方", "接收人", "信息接收方", "提供对象", "共享对象"]),
    ("safety", &["安全措施", "安全保护措施", "技术措施", "采取的安全措施"]),
    ("algorithm", &["采用的算法", "加密算法", "识别算法", "比对算法", "算法名称", "算法及版本", "算法"]),
    ("use", &["场景名称", "应用名称", "应用场景名称", "人脸识别应用名称", "场景编号"]),
    (
        "stop",
        &[
            "说明",
            "场所",
            "采集区域",
            "为什么非人脸方式不够",
            "维护公共安全的必要性",
            "给不愿刷脸的人的其他方式",
            "所依据的国家专门规定",
            "是否取得单独同意",
            "怎样取得",
            "同意的证据",
            "告知文本版本",
            "告知了哪几项",
            "是否取得监护人同意",
            "专门处理规则",
            "无障碍措施",
            "统计日期",
            "云服务商",
            "云所在区域",
            "存到设备之外的依据",
            "所依据的法律",
            "外传的依据",
            "到期怎样处理",
            "共同处理者",
            "出境途径",
            "设备数量",
            "型号",
            "厂商",
            "安装位置",
            "是否有显著提示标识",
            "标识照片",
            "是否使用国家渠道",
            "投诉渠道",
            "存储人数(去重合计)",
            "达到门槛之日",
            "统计方法",
            "处理规则",
            "操作规程",
            "变更之日",
            "变更了什么",
            "终止使用之日",
            "重大安全事件发生之日",
            "结论",
            "批准人",
            "签署日期",
            "剩余风险和整改",
            "数据流和所涉系统",
            "评估人",
            "联系人",
            "联系电话",
            "到期处置",
            "设备",
            "风险等级",
        ],
    ),
];

/// Clauses with one of these except or suppose something: they state nothing.
pub const SUPPOSING: &[&str] = &["除", "如", "若", "确需", "应当", "依法", "可能", "是否", "以外", "之外", "或者需要", "未来", "拟"];
/// Clauses that begin so, perhaps after a number, are about the next one.
pub static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(第[一二三四五六七八九十\d]{1,4}条|\(?[一二三四五六七八九十\d]{1,3}[)、.])?(除|如|若|凡|确需|需要|因|经|在)")
});
/// Clauses with one of these deny.
pub const DENYING: &[&str] = &["不", "未", "无", "没有", "禁止", "严禁", "非", "勿", "否", "删除", "而非"];
/// Words with such a character that deny nothing.
pub const NOT_DENYING: &[&str] =
    &["不满", "未满", "未成年", "无障碍", "非对称", "不可逆", "不限于", "不超过", "不少于", "不低于", "无感", "门禁"];

/// 1:1 or 1:N.
pub const MODES: &[(Mode, &[&str])] = &[
    (Mode::Verification, &["一对一", "1:1", "1比1", "一比一", "1对1"]),
    (Mode::Identification, &["一对多", "1:n", "1:N", "1比n", "1比N", "一比多", "1对N", "1对多"]),
];
/// Where faces are stored.
pub const PLACES: &[(Storage, &[&str])] = &[
    (Storage::Device, &["识别设备内", "设备内", "设备本地", "终端内", "终端本地", "设备端", "本机存储"]),
    (Storage::LocalServer, &["本地服务器", "自有机房", "自建机房", "内网服务器", "自有服务器", "自建服务器"]),
    (Storage::Cloud, &["云端", "云平台", "公有云", "云服务器", "政企云", "私有云", "云存储", "云上"]),
];
/// A cell that says only this.
pub const PLACE_CELLS: &[(Storage, &[&str])] = &[(Storage::Device, &["设备", "终端"]), (Storage::Cloud, &["云"])];
/// In what form.
pub const FORMS: &[(StoredForm, &[&str])] = &[
    (StoredForm::Image, &["人脸图像", "原始图像", "人脸照片", "人脸图片", "原图"]),
    (StoredForm::Frame, &["视频帧", "抓拍帧"]),
    (StoredForm::Template, &["特征模板", "人脸模板", "特征值", "人脸特征", "模板"]),
];
/// The five kinds of art. 14.
pub const MEASURES: &[(SafetyMeasure, &[&str])] = &[
    (SafetyMeasure::Encryption, &["数据加密", "加密"]),
    (SafetyMeasure::Audit, &["安全审计", "审计"]),
    (SafetyMeasure::AccessControl, &["访问控制"]),
    (SafetyMeasure::Authorisation, &["授权管理", "权限管理"]),
    (SafetyMeasure::IntrusionDetection, &["入侵检测", "入侵防御"]),
];
/// Legal bases, the longer ones first.
pub const BASES: &[(LegalBasis, &[&str])] = &[
    (LegalBasis::OtherLaw, &["法律、行政法规规定的其他情形"]),
    (LegalBasis::ContractOrHr, &["合同", "人力资源管理"]),
    (LegalBasis::LegalDuty, &["法定职责", "法定义务"]),
    (LegalBasis::Emergency, &["公共卫生事件", "紧急情况"]),
    (LegalBasis::News, &["新闻报道", "舆论监督"]),
    (LegalBasis::PublicInformation, &["已公开的信息", "合法公开"]),
    (LegalBasis::Consent, &["同意"]),
];

/// Verbs of keeping.
pub const KEEPING: &[&str] = &["存储", "保存", "存放", "储存", "留存"];
/// Ways out.
pub const SENDING: &[&str] = &["传输", "外传", "发送", "上传", "传送"];
/// The open network.
pub const INTERNET: &[&str] = &["互联网", "公网"];
/// Measures are taken.
pub const TAKING: &[&str] = &["措施", "采取", "采用", "部署"];
/// Why a use is necessary, in prose.
pub const ARGUING: &[&str] = &["必要"];
/// Other ways, in prose.
pub const OTHER_WAYS: &[&str] = &["替代方式", "替代方案", "替代措施", "其他方式", "其他验证方式", "非人脸方式", "不采用人脸"];
/// Clauses of a chapter heading or a recital, which argue nothing by themselves.
pub const RECITING: &[&str] = &["第九条", "应当包括", "主要包括", "下列内容"];

/// Lines that name somebody else than the handler.
pub const SOMEBODY_ELSE: &[&str] = &["第三方", "受托", "测评机构", "评估机构", "接收方"];

/// 「人脸信息向境外提供」, which can be denied; other talk of the border is none.
pub static ABROAD: LazyLock<Regex> = LazyLock::new(|| pattern("向境外(提供|传输|发送)|(传输|提供|传送)(到|至|给)境外|出境"));
/// 「人脸信息存储在境外」.
pub static STORED_WHERE: LazyLock<Regex> =
    LazyLock::new(|| pattern("(存储|存放|保存|储存)(在|于)(中国)?境(?P<side>内|外)|境(?P<too>内)存储"));
/// Children under fourteen.
pub static CHILDREN: LazyLock<Regex> = LazyLock::new(|| pattern("(不满|未满)(十四|14)周岁|(十四|14)周岁以下"));
/// They are among the people.
pub static HAVING_CHILDREN: LazyLock<Regex> = LazyLock::new(|| pattern("包括|包含|涉及|处理对象"));
/// Nobody else gets them.
pub static PROVIDING_TO_NOBODY: LazyLock<Regex> =
    LazyLock::new(|| pattern("不(会)?(向|对|与)(任何)?(其他|第三方|他人|外)[^,;]{0,10}(提供|共享|转让)|不对外提供"));
/// 「网络安全等级保护第三级」.
pub static LEVEL: LazyLock<Regex> = LazyLock::new(|| pattern("(等级保护|等保)[^,;]{0,8}?第?(?P<it>[一二三四五1-5])级"));
/// 「网络日志留存六个月」.
pub static LOGS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("日志[^。;,\\d]{{0,12}}(?P<it>{PERIOD})")));
/// 「处理情况记录保存三年」.
pub static RECORD: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("处理(情况)?记录[^。;,\\d]{{0,12}}(?P<it>{PERIOD})")));
/// 「评估报告和处理情况记录至少保存三年」.
pub static REPORT: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(评估报告|本报告)[^。;,\\d]{{0,20}}(?P<it>{PERIOD})")));

/// What shows that a contract lays a term down: all words of one of the lists, in one sentence or heading.
pub const TERMS: &[(AgreementTerm, &[&[&str]])] = &[
    (AgreementTerm::Purpose, &[&["目的"]]),
    (AgreementTerm::Term, &[&["期限"], &["有效期"], &["合同期"]]),
    (AgreementTerm::Manner, &[&["处理方式"], &["方式", "处理"]]),
    (AgreementTerm::Kinds, &[&["种类"], &["类型", "信息"], &["信息范围"]]),
    (AgreementTerm::Protection, &[&["保护措施"], &["安全措施"], &["保密"], &["加密"]]),
    (AgreementTerm::RightsAndDuties, &[&["权利", "义务"], &["甲方", "有权", "监督"]]),
    (
        AgreementTerm::ReturnOrDelete,
        &[&["返还"], &["终止", "删除"], &["解除", "删除"], &["届满", "删除"], &["期满", "删除"], &["终止", "销毁"]],
    ),
    (AgreementTerm::LeakCompensation, &[&["泄露", "赔偿"], &["泄漏", "赔偿"]]),
];
/// Passing the work on.
pub static SUB_ENTRUSTING: LazyLock<Regex> = LazyLock::new(|| pattern("转委托|再委托|分包|转包"));
/// Only with consent, or not at all.
pub static WITH_CONSENT: LazyLock<Regex> = LazyLock::new(|| pattern("未经|不得|禁止|不能|事先.{0,6}同意|书面同意|同意后"));
/// Without asking.
pub static FREELY: LazyLock<Regex> =
    LazyLock::new(|| pattern("(可以|有权|可)(自行|随时|直接)?(转委托|再委托|分包|转包)|无需(通知|经|取得)"));
/// The two parties.
pub const PARTIES: Vocabulary = &[
    ("principal", &["甲方(委托方)", "甲方", "委托方", "委托人", "委托单位", "个人信息处理者"]),
    ("entrusted", &["乙方(受托方)", "乙方", "受托方", "受托人", "受托单位"]),
    ("stop", &["统一社会信用代码", "法定代表人", "住所", "地址", "联系人", "联系电话", "负责人", "代理人", "日期", "签章"]),
];
