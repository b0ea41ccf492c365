//! Figures with numbers of the size of a real port, in English and in Chinese, and crowded ones. Not results.

use crate::chart::{
    Band, Caption, ChainLink, ChainUse, ClassWait, Curve, DemandCapacity, DemandYear, Exceedance, Level,
    OccupancyWait, Opening, Probability, Record, SeriesLabels, TargetMark, TheoryCurve, WaitingByClass,
    WaitingLabels,
};

/// Picks the language of every text of a sample.
pub(super) type Say = fn(&'static str, &'static str) -> String;

pub(super) fn english(english: &'static str, _: &'static str) -> String {
    english.to_owned()
}

pub(super) fn chinese(_: &'static str, chinese: &'static str) -> String {
    chinese.to_owned()
}

/// Both languages, eight times over.
pub(super) fn lengthy(english: &'static str, chinese: &'static str) -> String {
    format!("{english} {chinese} ").repeat(8)
}

fn caption(say: Say) -> Caption {
    Caption {
        title: say("The median passes 20 Mt in 2031", "2031 年中位数越过 2000 万吨"),
        subtitle: say("Mt per year; bands 5–95 %, 200 replications", "百万吨/年；带为 200 次重复的 5–95%"),
        footer: say("Scenario: build-out · 3f9a2c71", "情景：逐步建成 · 3f9a2c71"),
        alt: say("Median throughput 20.4 Mt in 2031", "2031 年吞吐量中位数 2040 万吨"),
    }
}

pub(super) fn demand_capacity(say: Say, years: std::ops::RangeInclusive<i32>) -> DemandCapacity {
    let year = |year: i32| {
        let demand = 2.3 + f64::from(year - 2019) * 1.42;
        let capacity = if year < 2021 {
            3.0
        } else if year < 2030 {
            12.0
        } else {
            22.0
        };
        DemandYear {
            year,
            demand: Some(Band {
                low: demand * 0.8,
                median: demand,
                high: demand * 1.3,
                inner: Some((demand * 0.9, demand * 1.1)),
            }),
            capacity: Some(Band {
                low: capacity * 0.85,
                median: capacity,
                high: capacity * 1.2,
                inner: None,
            }),
            saturation: Some(Band::point(capacity * 1.25)),
            throughput: Some(Band::point(demand.min(capacity))),
        }
    };
    let record = |year, value| Record { year, value, label: format!("{value}") };
    DemandCapacity {
        caption: caption(say),
        unit: say("Mt per year", "百万吨/年"),
        series: SeriesLabels {
            demand: say("Demand", "需求"),
            capacity: say("Capacity at service level", "服务水平下的能力"),
            saturation: say("Saturation", "饱和吞吐量"),
            throughput: say("Expected throughput", "预期吞吐量"),
            records: say("Recorded", "实际记录"),
        },
        years: years.map(year).collect(),
        design: Some(Level {
            value: 5.8,
            label: say("Approved design capacity 5.8", "核定设计能力 580 万吨"),
        }),
        target: Some(Level { value: 20.0, label: say("Target 20 Mt", "目标 2000 万吨") }),
        openings: vec![
            Opening { at: 2021.0, label: say("Berths 2 + 3", "2、3 号泊位") },
            Opening { at: 2024.0, label: say("Channel −11.5 m", "航道 −11.5 米") },
            Opening { at: 2027.5, label: say("Island rail spur", "铁路支线上岛") },
            Opening { at: 2030.0, label: say("Phase 3", "三期") },
        ],
        records: vec![record(2019, 2.33), record(2020, 3.77), record(2021, 6.15), record(2023, 10.4)],
    }
}

pub(super) fn exceedance(say: Say) -> Exceedance {
    let spread = |middle: f64| -> Vec<f64> {
        (0..200).map(|i| middle + 2.5 * (f64::from(i) / 99.5 - 1.0).powi(3)).collect()
    };
    Exceedance {
        caption: caption(say),
        quantity: say("Throughput, Mt per year", "吞吐量，百万吨/年"),
        share: say("Share of replications at or above", "不低于该值的比例"),
        main: Curve::of(say("2031", "2031 年"), &spread(19.4)),
        others: (2026..=2035).map(|y| Curve::of(y.to_string(), &spread(f64::from(y) - 2012.0))).collect(),
        target: Some(TargetMark {
            value: 20.0,
            label: say("Target 20 Mt", "目标 2000 万吨"),
            probability: Some(Probability { share: 0.19, low: 0.142, high: 0.25 }),
            interval: say("95 % interval", "95% 区间"),
        }),
    }
}

pub(super) fn chain_use(say: Say) -> ChainUse {
    let link = |label, mean: f64, note, planning| ChainLink {
        label,
        mean,
        low: mean * 0.85,
        high: mean * 1.2,
        note,
        planning,
    };
    ChainUse {
        caption: caption(say),
        links: vec![
            link(say("Channel", "航道"), 0.31, say("2.7 of 8.8 transits a day", "日均 2.7 / 8.8 艘次"), None),
            link(say("Berths", "泊位"), 0.66, say("mean 556 of 840 m", "平均 556 / 840 米"), Some(0.6)),
            link(
                say("Quay cranes", "门座起重机"),
                0.86,
                say("mean 6.9 of 8 cranes at work or held", "平均 6.9 / 8 台在作业或待命"),
                Some(0.7),
            ),
            link(
                say("Loaders for trucks and trains together", "装车设备（汽车与火车共用）"),
                0.48,
                String::new(),
                None,
            ),
        ],
        full: say("fully used", "用满"),
        range: say("5–95 % of replications", "重复的 5–95%"),
        planning: say("advised by planning rules", "规划建议值"),
    }
}

pub(super) fn occupancy_wait(say: Say) -> OccupancyWait {
    let ratio = |x: f64| 0.4 * x.powi(3) / (1.0 - x);
    let middle: Vec<_> = (6..19).map(|i| f64::from(i) / 20.0).map(|x| (x, ratio(x))).collect();
    OccupancyWait {
        caption: caption(say),
        occupancy: say("Berth occupancy, length-weighted", "泊位占用率（按长度加权）"),
        ratio: say("Waiting ratio", "等待比"),
        points: middle.iter().flat_map(|&(x, y)| [(x - 0.01, y * 1.2), (x + 0.015, y * 0.8)]).collect(),
        middle,
        middle_label: say("Median of the runs", "模拟中位数"),
        today: Some(((0.62, ratio(0.62)), say("2025 as it is", "2025 年现状"))),
        limit: Some(Level { value: 0.5, label: say("Service limit 0.5", "服务上限 0.5") }),
        theory: Some(TheoryCurve {
            label: say("Theory, M/E2/3", "理论 M/E2/3"),
            points: (1..49).map(|i| f64::from(i) / 50.0).map(|x| (x, 0.6 * ratio(x))).collect(),
        }),
        above: say("runs above the scale:", "超出图示的次数："),
    }
}

pub(super) fn waiting_by_class(say: Say, longest: f64) -> WaitingByClass {
    let class = |i: usize| ClassWait {
        label: format!("{} {} kt", say("Building materials and more bulk", "矿建材料散货船"), 3 * i),
        p50: 0.1 * i as f64,
        p90: 1.5 * i as f64,
        p95: 2.5 * i as f64,
    };
    let mut classes: Vec<_> = (1..12).map(class).collect();
    classes.push(ClassWait {
        label: say("Bulk coal", "散货 5 万吨级"),
        p50: longest / 4.0,
        p90: longest / 1.4,
        p95: longest,
    });
    WaitingByClass {
        caption: caption(say),
        labels: WaitingLabels {
            p50: "P50".into(),
            p90: "P90".into(),
            p95: "P95".into(),
            scale: say("hours", "小时"),
            compressed: say("hours, compressed scale", "小时，压缩刻度"),
        },
        classes,
        limit: Some(Level { value: 48.0, label: say("Service limit 48 h", "服务上限 48 小时") }),
    }
}

/// A demand chart with long texts, and more openings than there is room for on one line.
pub(super) fn crowded() -> DemandCapacity {
    let mut figure = demand_capacity(english, 2019..=2035);
    figure.caption.title = "A finding with every condition that a careful planner can think of ".repeat(5);
    figure.caption.subtitle = "散货、件杂货与集装箱；".repeat(60);
    figure.series.capacity = "Capacity at the service level of the code and its every footnote ".repeat(3);
    figure.series.demand = "Nospaceswhatsoever".repeat(6);
    figure.unit = "million tonnes ".repeat(40);
    let opening =
        |i: i32| Opening { at: 2023.0 + 0.9 * f64::from(i / 2), label: "Berth with a long name ".repeat(4) };
    figure.openings.extend((0..20).map(opening));
    figure.records.extend((2019..2036).map(|year| Record {
        year,
        value: 6.0,
        label: "a long record".into(),
    }));
    figure
}
