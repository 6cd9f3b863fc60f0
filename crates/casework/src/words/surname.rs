//! 姓: whether a name begins as Chinese names of persons do.

/// The usual surnames of one character. The list is ours and not complete: one that is missing makes a doubt of a fault, never a fault.
const USUAL: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪\
范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申\
欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简\
车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

/// Surnames of two characters.
const OF_TWO: [&str; 12] = ["欧阳", "上官", "司马", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "尉迟", "皇甫", "令狐"];

/// Whether a name begins with a usual surname. Of names of minorities and foreigners this says nothing.
pub fn is_surnamed(name: &str) -> bool {
    OF_TWO.iter().any(|it| name.starts_with(it)) || name.chars().next().is_some_and(|it| USUAL.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_surnamed_and_dirt_is_not() {
        for name in ["卢怀瑾", "佟若谷", "欧阳修"] {
            assert!(is_surnamed(name), "{name}");
        }
        for dirt in ["去旦旦", "姓名", "各谷", "人八", ""] {
            assert!(!is_surnamed(dirt), "{dirt}");
        }
    }
}
