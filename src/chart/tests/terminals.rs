//! Figures of berths, yards and the land side with numbers of the size of a real port. Not results.

use super::samples::Say;
use crate::chart::{
    BerthGantt, Caption, CarrierHours, ChannelClosure, FlowDiagram, FlowNode, FlowStream, GanttCall,
    GanttLabels, GanttPlace, HourSeries, ModesByHour, StockDay, StockPanel, YardStock,
};

fn caption(say: Say) -> Caption {
    Caption {
        title: say("July 2025: 96 vessels berthed", "2025 年 7 月：靠泊 96 艘次"),
        subtitle: say("First replication, seed 1", "第一次模拟，种子 1"),
        footer: say("Scenario: build-out · 3f9a2c71", "情景：逐步建成 · 3f9a2c71"),
        alt: say("96 vessels", "96 艘次"),
    }
}

/// Days 1, 6, 11 … of a month of 31 days.
fn days(say: Say) -> Vec<(f64, String)> {
    (0..31)
        .step_by(5)
        .map(|day| (f64::from(day) * 24.0, format!("{} {}", say("Jul", "7 月"), day + 1)))
        .collect()
}

pub(super) fn berth_gantt(say: Say) -> BerthGantt {
    let call = |i: u32| {
        let from = f64::from(i) * 11.0 - 20.0;
        let metre = f64::from(i % 3) * 230.0;
        GanttCall {
            place: (i % 4 / 3) as usize,
            metres: (metre, metre + 180.0),
            reserved: from - 4.0,
            from,
            until: from + 20.0 + f64::from(i % 5),
            kind: (i % 8) as usize,
            text: (900 + i).to_string(),
        }
    };
    BerthGantt {
        caption: caption(say),
        labels: GanttLabels {
            waiting: say("Vessels waiting", "等待船舶，艘"),
            metres: say("Metres from the start of the quay", "距码头起点，米"),
            reserved: say("reserved", "已预留"),
        },
        hours: 744.0,
        ticks: days(say),
        places: vec![
            GanttPlace { label: say("Quay B", "乙码头"), metres: Some(710.0) },
            GanttPlace { label: say("Berth 1", "1 号泊位"), metres: None },
        ],
        kinds: (0..7).map(|i| format!("{} {i}", say("cargo", "货种"))).collect(),
        calls: (0..68).map(call).collect(),
        closures: vec![
            ChannelClosure { label: say("gale", "大风"), spans: vec![(100.0, 130.0), (400.0, 408.0)] },
            ChannelClosure { label: say("fog", "大雾"), spans: vec![(220.0, 226.0)] },
        ],
        waiting: (0..31).map(|i| (f64::from(i) * 24.0, f64::from(i + 1) * 24.0, f64::from(i % 7))).collect(),
    }
}

pub(super) fn yard_stock(say: Say, count: usize) -> YardStock {
    let day = |yard: usize, i: u32| StockDay {
        hour: f64::from(i) * 24.0,
        stocks: (0..7).map(|kind| 2000.0 * f64::from((i + kind * 5) % 17) * (yard + 1) as f64).collect(),
        capacity: (yard != 1).then_some(if i < 16 { 120_000.0 } else { 180_000.0 }),
    };
    let yard = |yard: usize| StockPanel {
        label: say("Coal yard", "煤炭堆场"),
        note: say("m²; mean use 40%", "平方米；平均占用 40%"),
        days: (0..32).map(|i| day(yard, i)).collect(),
    };
    YardStock {
        caption: caption(say),
        hours: 744.0,
        ticks: days(say),
        kinds: (0..7).map(|i| format!("{} {i}", say("cargo", "货种"))).collect(),
        capacity: say("capacity", "能力"),
        yards: (0..count).map(yard).collect(),
    }
}

pub(super) fn modes_by_hour(say: Say, carriers: usize) -> ModesByHour {
    let hours = |scale: f64| (0..24).map(|hour| scale * f64::from(5 + (hour * 7) % 13)).collect::<Vec<_>>();
    let carrier = |i: usize| CarrierHours {
        scale: say("Trains in the hour", "列车，列/小时"),
        arrived: hours(0.01 * (i + 1) as f64),
        departed: hours(0.02),
    };
    ModesByHour {
        caption: caption(say),
        scale: say("Tonnes in the hour", "吨/小时"),
        hour: say("Hour of the day", "时刻"),
        modes: (0..7)
            .map(|i| HourSeries {
                label: format!("{} {i}", say("mode", "方式")),
                amounts: hours(30.0 * f64::from(i)),
            })
            .collect(),
        arrived: say("trains that come", "到达列车"),
        departed: say("trains that leave", "发出列车"),
        carriers: (0..carriers).map(carrier).collect(),
    }
}

/// So many cargoes, a yard for every second of them, two modes.
pub(super) fn flow_diagram(say: Say, cargoes: usize) -> FlowDiagram {
    let yards = cargoes.div_ceil(2);
    let node = |column: usize, label: String| FlowNode { column, label, amount: say("1.2 Mt", "120 万吨") };
    let mut nodes: Vec<FlowNode> =
        (0..cargoes).map(|_| node(0, say("Steel coils, unloaded", "钢卷（卸）"))).collect();
    nodes.extend((0..yards).map(|_| node(1, say("Yard", "堆场"))));
    nodes.extend([say("Road", "公路"), say("Rail", "铁路")].map(|label| node(2, label)));
    let mut streams = Vec::new();
    for cargo in 0..cargoes {
        let amount = 3e6 / (cargo + 1) as f64;
        let (yard, outward) = (cargoes + (cargo * 3) % yards, cargo % 3 == 2);
        streams.push(FlowStream { from: cargo, to: yard, amount, kind: cargo, outward });
        for (mode, share) in [(0, 0.7), (1, 0.25)] {
            let to = cargoes + yards + mode;
            streams.push(FlowStream { from: yard, to, amount: amount * share, kind: cargo, outward });
        }
    }
    FlowDiagram {
        caption: caption(say),
        heads: [say("Over the quay", "码头前沿"), say("Yards", "堆场"), say("Hinterland", "腹地")],
        nodes,
        streams,
        inward: say("unloaded", "卸船"),
        outward: say("loaded", "装船"),
    }
}
