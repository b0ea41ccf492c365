//! The texts on where the hours of resources went, English and Chinese side by side. Places to fill stand in braces and are the same in both.

words! {
    title: "Where the hours of berths, machines, tracks, gates and yards go" | "泊位、机械、线路、闸口时间与堆场的去向";
    note: "Shares of all hours; the parts of a row add up to all of it. Quays by metre-hours, berths by hours, machines by machine-hours, tracks by track-hours, the stations of trucks by lane-hours, yards by what their room is measured in × hours. Productive: at the full rate, where hours × nominal rate = tonnes; a lane with a truck; cargo in its dwell, or that a vessel loads. Of yards, lost: cargo that is due for collection; reserved: cargo that no vessel loads yet. Wanted: free while vessels wait at anchor that could come there by their trade, for water, light, channel, services, their turn, or because what is free is too short or shallow for them; beside machines: free while vessels are worked that cannot use more." | "占全部时间的比例，各行合计为全部。岸线按米·小时，泊位按小时，机械按台时，装卸线按线时，闸口按车道时，堆场按其容量单位×小时。有效：满速作业，时间×额定效率＝吨数；车道有车；货物在堆存期内或正在装船。堆场的损失：到期待提的货物；预留：尚无船来装的货物。有需求而空闲：锚地有可来此靠泊的船舶，等水深、白天、航道、服务、次序，或所剩岸线长度、水深不够；机械则指在作业船舶用不上更多机械。";
    all_parts: "All parts" | "全部分项";

    // Columns.
    resource: "Resource" | "资源";
    use_of: "Use" | "去向";
    hours: "Hours" | "小时";
    range: "95% of the mean" | "均值 95% 区间";
    share: "Share" | "占比";
    at_work: "Productive" | "有效";
    lost: "Lost" | "损失";
    alongside: "Vessel or train not at work" | "船、车在位未作业";
    coming: "Reserved" | "预留";
    wanted: "Free, wanted" | "有需求而空闲";
    closed: "Free, closed" | "关闭";
    unwanted: "Free, not wanted" | "无需求";
    away: "Out of use" | "停用";
    most: "Most of it lost" | "主要损失";

    // Uses.
    productive: "at the full rate" | "满速作业";
    tail: "slower last part of parcels" | "尾货作业慢";
    machine: "fewer machines than it can use" | "机械不足";
    slow: "slowed by closures" | "因关闭降效";
    yard_full: "yard full" | "堆场已满";
    yard_empty: "yard empty" | "堆场缺货";
    hatch: "hatch changes" | "换舱";
    shift: "outside shifts" | "非班次时间";
    stopped: "stopped by {what}" | "因{what}停工";
    start: "kept from beginning by {what}" | "因{what}不得开工";
    exit: "waits to leave: {what}" | "等待离泊：{what}";
    berthing: "mooring and opening formalities" | "系泊与开工前手续";
    mooring: "mooring" | "系泊";
    cleaning: "cleaning" | "清洗";
    closing: "closing formalities" | "完工手续";
    unmooring: "unmooring" | "解缆";
    inbound: "vessel on its way in" | "船舶进港途中";
    held: "held for a vessel at anchor or at another place" | "为锚地或他处船舶预留";
    failed: "broken down" | "故障";
    maintained: "maintenance" | "检修";
    spare: "free beside vessels at work" | "有船作业而空闲";
    free_closed: "free, closed by {what}" | "空闲，因{what}关闭";
    free_wanted: "free while vessels wait at anchor" | "有船候泊而空闲";
    free: "free, nobody wants it" | "空闲且无需求";
    serving: "with a truck" | "有车";
    shunting: "shunting" | "调车";
    wanting: "train finds no cargo, room or capacity" | "列车无货、无位或能力不足";
    suspended: "mode closed" | "该方式停运";
    full: "loaded train stays for its time" | "装毕待发";
    inspection: "inspection" | "列检";
    line: "train waits for the line" | "列车等待区间";
    tracks: "{mode}: tracks" | "{mode}：装卸线";
    lanes: "{mode}: {station}" | "{mode}：{station}";
    dwelling: "in its dwell" | "堆存期内";
    queued: "due, waits for modes in service" | "到期待提，集疏运运营中";
    stranded: "due, no mode in service" | "到期待提，集疏运停运";
    gathering: "waits for a vessel" | "待船装运";
    loading: "a vessel loads it" | "正在装船";
    shut: "free, yard closed" | "空闲，堆场关闭";
    smaller: "smaller parts, see resources.csv" | "较小分项，见 resources.csv";
    retired: "out of use by date" | "未启用或已停用";

    // What was missing.
    room: "berth" | "泊位";
    water: "water" | "水深";
    light: "daylight" | "白天";
    traffic: "channel" | "航道";
    turn: "its turn" | "次序";
    together: " + " | "＋";
    item: "{name} {share}" | "{name} {share}";
    between: ", " | "、";
}
