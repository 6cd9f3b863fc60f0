use casework::words::Slot::Undertaking;

use super::{scan, scan_again, typed};

#[test]
fn labelled() {
    scan(
        Undertaking,
        "
                          承诺书
        承诺单位：临沂青穗智联科技有限公司
        统一社会信用代码：91371300MA7QHXL0XD
            所提交的备案材料真实、完整、有效。
        法定代表人（签字）：
        日期：2026年11月1日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        principal_uscc: 91371300MA7QHXL0XD (check-digit)
        signed_on: 2026-11-01 (two-readings)
        points.true: 所提交的备案材料真实、完整、有效 (one-reading)
        points.complete: 所提交的备案材料真实、完整、有效 (one-reading)
    ",
    );
}

#[test]
fn in_prose() {
    scan(
        Undertaking,
        "
                          承诺书
            本单位临沂青穗智联科技有限公司（统一社会信用代码：91371300MA7QHXL0XD）郑重承
        诺：所提交的备案材料真实、完整、有效。
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        principal_uscc: 91371300MA7QHXL0XD (check-digit)
        points.true: 本单位临沂青穗智联科技有限公司（统一社会信用代码：91371300MA7QHXL… (one-reading)
        points.complete: 本单位临沂青穗智联科技有限公司（统一社会信用代码：91371300MA7QHXL… (one-reading)
    ",
    );
}

#[test]
fn signed_at_the_end() {
    typed(
        Undertaking,
        "
                          承诺书
            所提交的备案材料真实、完整、有效，如有虚假，愿意承担相应法律责任。

                                          临沂青穗智联科技有限公司
                                          2026年11月1日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        signed_on: 2026-11-01 (typed)
        points.true: 所提交的备案材料真实、完整、有效，如有虚假，愿意承担相应法律责任 (typed)
        points.complete: 所提交的备案材料真实、完整、有效，如有虚假，愿意承担相应法律责任 (typed)
        points.liability: 所提交的备案材料真实、完整、有效，如有虚假，愿意承担相应法律责任 (typed)
    ",
    );
}

#[test]
fn without_any_name() {
    typed(
        Undertaking,
        "
                          承诺书
            所提交的备案材料真实、完整、有效，如有虚假，愿意承担相应法律责任。
        承诺单位（盖章）：
        日期：    年    月    日
    ",
        "
        points.true: 所提交的备案材料真实、完整、有效，如有虚假，愿意承担相应法律责任 (typed)
        points.complete: 所提交的备案材料真实、完整、有效，如有虚假，愿意承担相应法律责任 (typed)
        points.liability: 所提交的备案材料真实、完整、有效，如有虚假，愿意承担相应法律责任 (typed)
    ",
    );
}

#[test]
fn a_name_under_the_seal_is_read_where_it_stands_in_the_sentence() {
    scan_again(
        Undertaking,
        "
                  承诺书
        本单位临沂青穗智联科技有限公司郑重承诺：提交的材料真实、完整。
        承诺单位（盖章）：临沂青总智联科扩有限公司
        2026年9月1日
    ",
        &[("青总智联科扩", "青惠智联科拉")],
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        signed_on: 2026-09-01 (two-readings)
        points.true: 本单位临沂青穗智联科技有限公司郑重承诺：提交的材料真实、完整 (one-reading)
        points.complete: 本单位临沂青穗智联科技有限公司郑重承诺：提交的材料真实、完整 (one-reading)
    ",
    );
}
