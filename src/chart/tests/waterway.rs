//! Figures of tide, channel and closures with numbers of the size of a real port. Not results.

use std::f64::consts::TAU;

use super::samples::Say;
use crate::chart::{
    Caption, ChannelClosure, ChannelPassage, ChannelSection, ChannelTraffic, ClosedMonth, ClosedTarget,
    HoursClosed, TidalLabels, TidalNeed, TidalPassage, TidalWindows, TrafficLabels,
};

fn footer(say: Say) -> String {
    say("Scenario: build-out · 3f9a2c71", "情景：逐步建成 · 3f9a2c71")
}

/// Midnights from the 3rd of a month on.
fn days(say: Say, month: &'static str, count: u32) -> Vec<(f64, String)> {
    (0..=count)
        .map(|day| (f64::from(day * 24), format!("{} {}", say(month, "3-"), day + 3).replace("- ", "-")))
        .collect()
}

fn level(hour: f64) -> f64 {
    3.1 + 1.65 * (TAU * hour / 12.42).cos() + 0.6 * (TAU * hour / 12.0).cos()
}

/// Spans of a fortnight in which the water stands at least so high.
fn windows(needed: f64) -> Vec<(f64, f64)> {
    let mut spans: Vec<(f64, f64)> = Vec::new();
    for hour in (0..3360).map(|i| f64::from(i) / 10.0).filter(|&hour| level(hour) >= needed) {
        match spans.last_mut() {
            Some((_, until)) if hour - *until < 0.15 => *until = hour,
            _ => spans.push((hour, hour)),
        }
    }
    spans
}

fn need(label: String, needed: f64, starts: &[f64]) -> TidalNeed {
    let windows = windows(needed);
    let passage = |(i, &start): (usize, &f64)| {
        let from = windows.iter().find(|window| window.1 > start + 2.6).map_or(start, |w| w.0.max(start));
        TidalPassage { from, until: from + 2.6, inbound: i % 3 != 1 }
    };
    let passages = starts.iter().enumerate().map(passage).collect();
    TidalNeed { label, level: needed, windows, passages }
}

pub(super) fn tidal_windows(say: Say) -> TidalWindows {
    TidalWindows {
        caption: Caption {
            title: say(
                "At neaps the coal carriers wait for the upper half of the tide",
                "小潮时满载煤船须等待高潮前后",
            ),
            subtitle: say(
                "Water level, windows by draught and passages made in them; one replication",
                "水位、各吃水的乘潮时段及其间的航行；单次模拟",
            ),
            footer: footer(say),
            alt: say("12 passages in two weeks of March", "三月两周内 12 次航行"),
        },
        labels: TidalLabels {
            height: say("m above chart datum", "米（海图基准面以上）"),
            time: say("2027", "2027 年"),
            level: say("water level", "水位"),
            needed: say("level needed", "所需水位"),
            window: say("window: level reached", "乘潮时段：水位足够"),
            inbound: say("inbound passage", "进港"),
            outbound: say("outbound passage", "出港"),
        },
        hours: 336.0,
        ticks: days(say, "Mar", 14),
        levels: (0..=672).map(|i| f64::from(i) / 2.0).map(|hour| (hour, level(hour))).collect(),
        needs: vec![
            need(
                say("Coal 70 kt: 3.0 m", "散货 7 万吨级 3.0 米"),
                3.0,
                &[20.0, 70.0, 118.0, 180.0, 244.0, 300.0],
            ),
            need(say("Ore 50 kt: 2.2 m", "散货 5 万吨级 2.2 米"), 2.2, &[8.0, 95.0, 205.0, 281.0]),
            need(say("Steel 20 kt: 1.3 m", "件杂货 2 万吨级 1.3 米"), 1.3, &[40.0, 150.0, 215.0, 270.0]),
        ],
    }
}

/// A week of passages that go in and out by turns, four in a row or one alone; `count` if all were four.
pub(super) fn channel_traffic(say: Say, count: usize) -> ChannelTraffic {
    let gap = 160.0 / (count as f64 / 4.0).ceil();
    let is_alone = |i: usize| i / 4 % 5 == 4;
    let passage = |i: usize| {
        let (convoy, place) = (i / 4, i % 4);
        let (from, alone) = (0.6 + gap * convoy as f64 + 0.5 * place as f64, is_alone(i));
        let class = if alone { 5 } else { (i * 3 + convoy) % 5 };
        let until = from + 2.6 + 0.3 * (convoy % 3) as f64;
        ChannelPassage { from, until, inbound: convoy % 2 == 0, class, exclusive: alone }
    };
    let section = |label, from, until| ChannelSection { label, from, until };
    let closure = |label, spans: &[(f64, f64)]| ChannelClosure { label, spans: spans.to_vec() };
    let closures = vec![
        closure(say("closed: fog", "封航：大雾"), &[(23.0, 32.5), (88.0, 95.0)]),
        closure(say("closed: wind", "封航：大风"), &[(119.0, 128.0)]),
        closure(say("closed: dredging", "封航：疏浚"), &[(57.0, 62.0)]),
    ];
    let is_open = |passage: &ChannelPassage| {
        let mut spans = closures.iter().flat_map(|closure| &closure.spans);
        !spans.any(|span| passage.from < span.1 && span.0 < passage.until)
    };
    ChannelTraffic {
        caption: Caption {
            title: say("Convoys follow each fog with half a day of queue", "每次大雾之后船队积压约半天"),
            subtitle: say(
                "Passages of one week, time and distance; one replication",
                "一周内的航行，时间—距离图；单次模拟",
            ),
            footer: footer(say),
            alt: say("40 passages in the first week of March", "三月第一周 40 次航行"),
        },
        labels: TrafficLabels {
            distance: say("km from the sea", "距口门，公里"),
            time: say("2027", "2027 年"),
            inbound: say("inbound", "进港"),
            outbound: say("outbound", "出港"),
            exclusive: say("alone in the channel", "独占航道"),
        },
        hours: 168.0,
        ticks: days(say, "Mar", 7),
        length: 46.0,
        sections: vec![
            section(say("Outer channel", "外航道"), 0.0, 28.0),
            section(say("Inner channel, one-way", "内航道（单向）"), 28.0, 41.0),
            section(say("Basin", "港池"), 41.0, 46.0),
        ],
        classes: vec![
            say("coal", "煤炭"),
            say("ore", "矿石"),
            say("building materials", "矿建材料"),
            say("steel", "钢材"),
            say("containers", "集装箱"),
            say("chemicals", "化学品"),
        ],
        passages: (0..count).filter(|&i| !is_alone(i) || i % 4 == 0).map(passage).filter(is_open).collect(),
        closures,
    }
}

/// Hours closed of the first so many targets: fog in spring, typhoons in summer, wind in winter.
pub(super) fn hours_closed(say: Say, count: usize) -> HoursClosed {
    const FOG: [f64; 12] = [14.0, 38.0, 61.0, 72.0, 44.0, 12.0, 0.0, 0.0, 0.0, 2.0, 6.0, 11.0];
    const TYPHOON: [f64; 12] = [0.0, 0.0, 0.0, 0.0, 0.0, 3.0, 24.0, 42.0, 30.0, 7.0, 0.0, 0.0];
    const WIND: [f64; 12] = [33.0, 27.0, 19.0, 10.0, 6.0, 4.0, 8.0, 12.0, 11.0, 17.0, 26.0, 36.0];
    const RAIN: [f64; 12] = [9.0, 12.0, 17.0, 21.0, 26.0, 37.0, 16.0, 21.0, 18.0, 8.0, 9.0, 7.0];
    let target = |label, note, shares: [f64; 4]| {
        let month = |i: usize| {
            let all = [FOG[i], TYPHOON[i], WIND[i], RAIN[i]];
            let causes: Vec<f64> = all.iter().zip(shares).map(|(hours, share)| hours * share).collect();
            let any = causes.iter().copied().fold(0.87 * causes.iter().sum::<f64>(), f64::max);
            ClosedMonth { causes, any }
        };
        ClosedTarget { label, note, months: (0..12).map(month).collect() }
    };
    let mut targets = vec![
        target(
            say("Channel", "航道"),
            say("725 h a year, 8.3 %", "全年 725 小时，8.3%"),
            [1.0, 1.0, 0.9, 0.0],
        ),
        target(
            say("Bulk berths", "散货泊位"),
            say("440 h a year, 5.0 %", "全年 440 小时，5.0%"),
            [0.1, 1.0, 1.0, 0.5],
        ),
        target(
            say("Steel berths", "钢材泊位"),
            say("515 h a year, 5.9 %", "全年 515 小时，5.9%"),
            [0.1, 1.0, 0.8, 1.0],
        ),
        target(
            say("Anchorage", "锚地"),
            say("96 h a year, 1.1 %", "全年 96 小时，1.1%"),
            [0.0, 1.0, 0.0, 0.0],
        ),
    ];
    targets.truncate(count);
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        .iter()
        .enumerate();
    HoursClosed {
        caption: Caption {
            title: say("Fog closes the channel from February to May", "二月至五月大雾封航最多"),
            subtitle: say(
                "Hours closed a month by cause, mean of 200 replications",
                "各月封闭小时数，按原因，200 次重复的平均",
            ),
            footer: footer(say),
            alt: say("Channel closed 725 h a year", "航道全年封闭 725 小时"),
        },
        scale: say("hours a month", "小时/月"),
        months: months
            .map(
                |(i, name)| {
                    if say("", "月").is_empty() { (*name).to_owned() } else { format!("{} 月", i + 1) }
                },
            )
            .collect(),
        causes: vec![say("fog", "大雾"), say("typhoon", "台风"), say("wind", "大风"), say("rain", "降雨")],
        any: say("closed by any cause", "任一原因封闭"),
        targets,
    }
}
