//! Whether two texts say the same name or code. Names are compared character by character: a distance between words is worth nothing on two
//! or three characters. Width, brackets, spaces and glyph variants are folded; traditional characters are not, for a name is asked to the character.

use unicode_normalization::UnicodeNormalization;

use super::look_alikes::look_alike;

/// 一致程度: how an answered text and a read one compare.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "一致程度")]
pub enum Sameness {
    /// To the character.
    Same,
    /// Apart from width, brackets, spaces and glyph variants.
    SameFolded,
    /// Look-alike characters in one or two places, counted from 1 in the folded texts; everything else is the same.
    Near(Vec<usize>),
    /// Otherwise. Holds the places that differ, from 1, where both texts are of one length.
    Different(Vec<usize>),
}

/// In more places than this, likeness is no accident of reading any more.
const MAX_NEAR_PLACES: usize = 2;

/// One code point for glyphs that a font draws alike or nearly so, and for the radicals that PDF text has in the place of characters.
const VARIANTS: &str = "
    户戶戸 吕呂 吴呉 黄黃 别別 净淨 冲沖 凉涼 决決 况況 减減 强強 真眞 值値 即卽 既旣 清淸 青靑 静靜 温溫 教敎 内內 悦悅 税稅 说説 产産
    录録 研硏 郎郞 朗朖 为爲 锐鋭 脱脫 冒冐 册冊 巢巣 毁毀 戏戱 叙敘 卫衞 飒颯 峰峯 群羣 岩巖 秘祕 略畧 晋晉 髙高 亜亚
    见⻅ 贝⻉ 车⻋ 长⻓ 门⻔ 页⻚ 风⻛ 飞⻜ 食⻝ 马⻢ 骨⻣ 鱼⻥ 鸟⻦ 麦⻨ 齐⻬ 齿⻮ 龙⻰ 龟⻳ 青⻘ 西⻄ 角⻆ 民⺠ 韦⻙ 虎⻁ 鬼⻤ 黄⻩
";

/// Compares what was answered with what was read.
pub fn compare(answered: &str, read: &str) -> Sameness {
    if answered == read {
        return Sameness::Same;
    }
    let (a, b): (Vec<char>, Vec<char>) = (fold(answered).chars().collect(), fold(read).chars().collect());
    if a.len() != b.len() {
        return Sameness::Different(Vec::new());
    }
    let places: Vec<usize> = (0..a.len()).filter(|i| a[*i] != b[*i]).collect();
    let near = places.len() <= MAX_NEAR_PLACES && places.iter().all(|i| look_alike(a[*i], b[*i]));
    let from_1 = places.iter().map(|i| i + 1).collect();
    match (places.is_empty(), near) {
        (true, _) => Sameness::SameFolded,
        (_, true) => Sameness::Near(from_1),
        _ => Sameness::Different(from_1),
    }
}

/// A text as it is compared: full width and half width, brackets, dashes, quotation marks and middle dots alike, without white space, one
/// code point for a glyph's variants.
pub fn fold(text: &str) -> String {
    let text = text.nfkc().filter(|it| !it.is_whitespace() && !matches!(it, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}'));
    text.map(fold_character).collect()
}

fn fold_character(c: char) -> char {
    match c {
        '【' | '〔' | '〈' | '《' | '[' | '{' => '(',
        '】' | '〕' | '〉' | '》' | ']' | '}' => ')',
        '·' | '.' | '•' | '‧' | '∙' | '⋅' | '・' | '●' => '·',
        '‐'..='―' | '−' | '─' | '﹣' => '-',
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '"' | '\'' => '"',
        ..='\u{2e7f}' => c,
        _ => VARIANTS.split_whitespace().find(|it| it.contains(c)).and_then(|it| it.chars().next()).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sameness, compare};

    #[test]
    fn width_brackets_spaces_and_glyphs_are_folded() {
        let pairs = [
            ("临沂青穗（智联）科技有限公司", "临沂青穗(智联)科技有限公司"),
            ("临沂 青穗智联", "临沂青穗智联"),
            ("９１３７１３００", "91371300"),
            ("阿依古丽·买买提", "阿依古丽•买买提"),
            ("阿依古丽．买买提", "阿依古丽·买买提"),
            ("户县", "戶县"),
            ("青穗⻔业", "青穗门业"),
            ("QS－1", "QS—1"),
        ];
        for (a, b) in pairs {
            assert_eq!(compare(a, b), Sameness::SameFolded, "{a} {b}");
        }
    }

    #[test]
    fn look_alikes_in_two_places_are_near_and_all_else_differs() {
        assert_eq!(compare("青穗", "青穗"), Sameness::Same);
        assert_eq!(compare("沂州未来科技", "沂州末来科技"), Sameness::Near(vec![3]));
        assert_eq!(compare("日未土", "曰末士"), Sameness::Different(vec![1, 2, 3]));
        assert_eq!(compare("张伟", "章伟"), Sameness::Different(vec![1]));
        assert_eq!(compare("临沂青穗科技", "临沂青穗智联科技"), Sameness::Different(vec![]));
        assert_eq!(compare("智联", "智聯"), Sameness::Different(vec![2]));
    }
}
