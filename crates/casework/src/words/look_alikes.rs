//! Characters that are easily taken for one another on a scan, by people and by OCR. Each group is a likeness of shape, never of
//! sound or meaning: 在 and 再 are not here. Two characters in one group may be confused; a character may be in several groups.

/// Groups of look-alikes, separated by white space.
const GROUPS: &str = "
    未末 木本术 大太犬 天夭夫 夫失 夫大 失矢 无元 人入八 丛从 土士 干千于 王玉主 王壬 己已巳 日曰 日目 目且 目自 白百 自白 旦且 早旱 田由甲申
    申中 口囗 巾币 币市 问间 间闫 闰闯 闭闲 阅阂 侯候 侯修 撒撤 撒撇 沂沛 沂沁 析拆折 斤斥 晴睛 清请情 精靖 技枝 枝杖 仗伏 伐代 伏优
    戊戌戍 戍成 戎戒 刀力 刀刁 九丸 凡几 儿几 又叉 义叉 乃及 久夂 夕歹 厂广 庆床 历厉 原厚 庐卢 户尸 户卢 启局 冷泠 冶治 洽恰 治洽 况祝 冲沖
    决快 块快 洋详 样祥 沈沉 沈忱 枕忱 汶汝 江汪 汀订 注住往 住柱 池地 伦论 沦沧 仑仓 抡抢 枪抢 汗汁 什仕 陈阵 阴阳 朋明 丹舟
    用甩 冉再 冈网 钢铜 陕狭 陕峡 陶淘 陵棱 陵凌 棱凌 院陀 防访 坊访 仿访 季委 考老 考孝 宇字 宇守 宣宜 官宫 官宦 密蜜 寒塞 塞赛
    寨赛 家冢 弛驰 弗佛 刻剂 别剔 列例 刑邢 刑形 国围 园圆 因困 困囚 因囚 因固 四西 西酉 昊吴 吕昌 昌冒 吉古 古右 右石 石后 合含
    今令 含舍 台合 名各 贝见 责贵 货贷 贾贯 贪贫 杨扬 场扬 汤扬 畅场 林材 材村 柏伯 柏拍 梅海 悔梅 洞桐 桐铜 格恪 何河 柯河 梁粱
    染梁 鸟乌 岛鸟 鸣呜 娇骄 桥侨 骄桥 纪记 轻经 径轻 线钱 浅钱 践贱 续读 细组 祖组租 缘绿 绿录 录禄 绵锦 棉锦 棉绵 焱炎 忘忠 志忘
    竞竟 境镜 交文 交父 北比 比此 化北 南甫 浦蒲 捕浦 车东 午牛 干午 午年 牛生 禾木 禾未 米来 禾米 私秋 科料 秦泰 秦奏 春秦 春泰 奉奏
    奉春 波坡 玻坡 波披 辛幸 章童 音章 农衣 哀衰衷 卫节 成咸 威咸 去云 气乞 龙尤 尤犬 司同 限眼 限恨 根恨 良艮 民良 民氏 氏氐
    公么 分公 任仕 任仁 建健 健键 延廷 庭廷 迈边 过边 迅讯 汛讯 运远 述迷 通逋 俞愈 喻愉 渝愉 榆愉 瑜榆 康庚 庸康 郑邓 邓那 那邦
    效郊 朗郎 肃萧 潇萧 箫萧 薄簿 藉籍 蓝篮 荣菜 菜莱 薛薜 茶荼 茂茷 英莫 莫草 草革 墓幕 慕幕 慕墓 暮幕 傅博 博搏 缚博 徐涂 徐除
    余佘 钟仲 铃钤 锋烽 峰锋 峰烽 锐脱 悦脱 说悦 铁轶 铭铬 钧钓 均钧 钩钓 巨臣 巨匠 兵乒乓 兵丘 毛手 看着 免兔 勉免 巴已 哲晢
    浙淅 折浙 炜伟 玮炜 玮伟 俊峻 峻竣 俊骏 浚竣 淑椒 崔催 摧催 崖崔 祟崇 桃姚 挑桃 哪娜 停婷 亭享 亨享 孟盂 盆盂 益盆 札礼
    扎札 祁祈 佑祐 法怯 奕弈 皋阜 单卑 熙煕 照熙 煦照 昭照 沼招 绍昭 斯期 其具 真直 宠庞 阎闫 浇烧 略赂 寿春 涛铸 欣欧 伸仲 坤伸
    坤神 绅神 维准 淮准 堆推 椎推 泼拨 拔拨 拣栋 练炼 练栋 岩岸 若苦 旋施 旅旋 旅施 族旅 弃奔 坎坝 块坎 圳训 川训 州川 洲州 载裁
    泽译 择译 择泽 载栽 裁栽 戴载 赢羸 赢嬴 豪毫 亳毫 壶壸 汩汨 泪汨 灸炙 粟栗 票栗 棵裸 衿矜 祥详 肓盲 旰盱 胄冑 晋普 檀擅 幢撞 橦幢 拴栓 抚扶
    扰忧 优扰 0OoQD 1lI| 27Z 5S 6Gb 8B UV 9gq
";

/// Whether two characters look alike. A character does not look like itself here: that is the same character.
pub fn look_alike(a: char, b: char) -> bool {
    a != b && GROUPS.split_whitespace().any(|group| group.contains(a) && group.contains(b))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{GROUPS, look_alike};

    #[test]
    fn every_group_is_a_likeness_said_once() {
        let mut pairs = BTreeSet::new();
        for group in GROUPS.split_whitespace() {
            let letters: BTreeSet<char> = group.chars().collect();
            assert!(letters.len() > 1 && letters.len() == group.chars().count(), "`{group}` repeats a character");
            assert!(pairs.insert(letters), "`{group}` stands twice");
        }
        assert!(pairs.len() >= 150, "{} groups", pairs.len());
    }

    #[test]
    fn shape_counts_and_sound_does_not() {
        for (a, b) in [('未', '末'), ('己', '巳'), ('日', '曰'), ('间', '问'), ('侯', '候'), ('撒', '撤'), ('睛', '晴'), ('0', 'O')]
        {
            assert!(look_alike(a, b) && look_alike(b, a), "{a} {b}");
        }
        for (a, b) in [('在', '再'), ('张', '章'), ('林', '临'), ('未', '未'), ('一', '丁')] {
            assert!(!look_alike(a, b), "{a} {b}");
        }
    }
}
