//! The texts of use and loss by month, English and Chinese side by side.

words! {
    title_place: "{year}: {thing} loses most, {share} of its time in {month}" | "{year} 年{thing}损失最多：{month}损失时间 {share}";
    title_yard: "{year}: {thing} is full {share} of the time in {month}" | "{year} 年{month}{thing}满场时间占 {share}";
    title_channel: "{year}: the channel is shut inbound {share} of the time in {month}" | "{year} 年{month}航道禁止进港时间占 {share}";
    title_machines: "{year}: {share} of the hours of {thing} go to repair in {month}" | "{year} 年{month}{thing}故障与检修占 {share}";
    title_used: "{year}: {thing} is used hardest, {share} in {month}" | "{year} 年{thing}使用率最高：{month}达 {share}";
    what: "Share in use, month by month; thin strip: share lost (quays and berths to closures, shifts, the yard, machines and the way out; channel shut, machines under repair, yards full); mean" | "逐月使用率；细条为损失占比（泊位：封闭、班次、堆场、机械、出港条件；航道禁止进港、机械故障检修、堆场满场）；均值";
    alt: "Use and loss of {count} links of the chain by month in {year}; {thing} in {month}: {share}." | "{year} 年 {count} 个环节逐月使用率与损失；{thing}{month} {share}。";
    used: "in use" | "使用";
    lost: "lost" | "损失";
    absent: "nothing to use" | "未投用";
    head: "Use · lost" | "使用·损失";
    channel: "Channel" | "航道";
    anchored: "Vessels at anchor, number" | "锚泊船舶（艘）";
    anchored_note: "{mean} vessels" | "{mean} 艘";
    thing: "Link" | "环节";
    measure: "Share" | "占比";
    measure_used: "in use" | "使用";
    measure_lost: "lost" | "损失";
    measure_number: "number" | "艘数";
    mean: "Mean" | "均值";
    note: "Mean over the replications, ± half of the 95 % interval after Student. In use: as in the use of the chain; the channel by its busiest section. Lost: of a quay or berth, the part of its time taken by vessels that closures, shifts, the yard, machines or the way out keep from working or leaving; of machines, broken down or maintained; of a yard, hours full; of the channel, hours shut inbound. Vessels at anchor are a number, shaded in grey against the fullest month." | "各次模拟的均值，± 为 95% 学生区间的一半。使用：与各环节使用率同义；航道取最忙航段。损失：码头或泊位为船舶因封闭、班次、堆场、机械或出港条件而未能作业或离泊所占的时间；机械为故障与检修；堆场为满场小时；航道为禁止进港小时。锚泊船舶为艘数，灰色深浅以最多月份为准。";
}
