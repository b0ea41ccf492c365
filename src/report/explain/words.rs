//! The texts of the story of a call, English and Chinese side by side. Places to fill stand in braces and are the same in both.

words! {
    // Heading and closing lines.
    heading: "Visit {visit}: {class}, {cargo}, {tonnes} to {work}" | "第 {visit} 艘次：{class}，{cargo}，{work} {tonnes}";
    unload: "unload" | "卸";
    load: "load" | "装";
    source: "{title} · flow {flow} · replication {replication} · seed {seed}" | "{title} · 船流 {flow} · 第 {replication} 次模拟 · 种子 {seed}";
    in_port: "{total} h in port = {needed} h needed + {waited} h waited + {lost} h lost in cargo work." | "在港 {total} 小时 = 所需 {needed} 小时 + 等待 {waited} 小时 + 作业损失 {lost} 小时。";
    needed_line: "Needed: {list}." | "所需：{list}。";
    waited_line: "Waited for: {list}." | "等待：{list}。";
    lost_line: "Lost: {list}." | "损失：{list}。";
    item: "{name} {hours}" | "{name} {hours}";
    between_items: ", " | "，";
    and: " and " | "和";
    between: ", " | "、";
    together: " + " | "＋";
    more: "{count} others" | "另外 {count} 艘";
    vessel: "visit {visit} ({class})" | "第 {visit} 艘次（{class}）";

    // Steps of a call.
    arrives: "Arrives." | "到港。";
    sails_in: "Sails in to {place}." | "进港，靠 {place}。";
    berths: "Moors; opening formalities." | "系泊，办理开工前手续。";
    moors: "Moors." | "系泊。";
    cleaned: "The berth is cleaned for its cargo." | "泊位为换货种清洗。";
    unloads: "Unloads {tonnes}: {cargo} h at its full rate, {lost} h lost." | "卸 {tonnes}：全速 {cargo} 小时，损失 {lost} 小时。";
    loads: "Loads {tonnes}: {cargo} h at its full rate, {lost} h lost." | "装 {tonnes}：全速 {cargo} 小时，损失 {lost} 小时。";
    works_on: "Cargo work goes on." | "继续作业。";
    closes: "Closing formalities." | "办理完工手续。";
    unmoors: "Unmoors." | "解缆。";
    sails_out: "Sails out." | "出港。";
    shifts: "Shifts to {place}." | "移泊至 {place}。";
    ordered: "Is ordered to sea." | "奉令离泊出海。";
    stays: "Would shift berth, but no second place has room." | "应移泊，但无泊位可用，留在原处。";
    left_short: "Leaves with {loaded} of {tonnes}." | "未装满离港：{tonnes} 中装了 {loaded}。";
    departs: "Is out at sea." | "离港。";
    diverted: "Sails elsewhere: its patience is over." | "等待过久，改往他港。";
    turned_away: "Is turned away: the anchorage is full." | "锚地已满，被拒。";
    still_here: "The run ends; it is still here." | "模拟结束，船仍在港。";

    // Waits, each with its reason.
    at_anchor: "Waits at anchor: {why}" | "锚泊等待：{why}";
    to_begin: "Waits alongside to begin: {why}" | "在泊等待开工：{why}";
    to_leave: "Is ready, and waits to leave: {why}" | "待离泊：{why}";
    berths_taken: "{who} had the berths that could take it." | "可靠的泊位被{who}占用。";
    no_room: "no berth that could take it had room." | "没有可靠的泊位。";
    made_room: " {who} left {place} at {when}." | "{who}于 {when} 离开 {place}。";
    low_water: "too little water for its draught of {draught} m, until {when}." | "潮位不足，吃水 {draught} 米，至 {when}。";
    dark: "it may move in daylight only, so until {when}." | "只能白天航行，至 {when}。";
    channel_taken: "{who} had the channel." | "航道被{who}占用。";
    channel_not_free: "the channel was not free." | "航道不空。";
    service_with: "{service} were with {who}." | "{service}在为{who}服务。";
    no_service: "too few {service} were there." | "{service}不足。";
    closed: "closed by {cause} until {when}." | "因{cause}关闭，至 {when}。";
    goes_first: "{who} went first." | "让{who}先行。";
    not_its_turn: "it was not its turn." | "未轮到该船。";
    not_told: "the log does not tell for what." | "日志未记载原因。";
    besides: " Meanwhile also missing: {list}." | "其间另缺：{list}。";

    // Why the vessel in the way was there so long.
    link_lost: " {who} had lost {hours} h of its cargo work: {cause}." | "{who}作业曾损失 {hours} 小时：{cause}。";
    link_late: " It became ready so late after losing {hours} h of its cargo work: {cause}." | "该船完工较晚，作业曾损失 {hours} 小时：{cause}。";
    link_waited: " {who} had waited {hours} h alongside: {why}" | "{who}在泊等待 {hours} 小时：{why}";
    link_came_late: " {who} lost little time there, but had waited {hours} h at anchor itself: {why}" | "{who}在泊时间正常，但此前锚泊等待 {hours} 小时：{why}";
    link_needed: " {who} needed all of its {hours} h there." | "{who}在泊 {hours} 小时均属所需。";

    // Lost hours of cargo work.
    loss: "lost: {cause}, {from} to {until}." | "损失：{cause}，{from} 至 {until}。";
    release_train: " It went on as a train of {mode} came to load." | "{mode}列车到达装车后恢复。";
    release_truck: " It went on as a truck of {mode} was loaded." | "{mode}卡车装车后恢复。";
    release_open: " It went on as {mode} began to work again." | "{mode}恢复作业后继续。";
    by_shift: "outside shifts" | "非班次时间";
    by_closure: "stopped by {cause}" | "因{cause}停工";
    by_hatch: "hatch changes" | "换舱";
    by_tail: "slower last part of the parcel" | "尾货作业慢";
    by_broken: "machines broken down or away" | "机械故障或检修";
    by_others: "machines with {who}" | "机械在为{who}作业";
    by_others_short: "machines with others" | "机械被他船占用";
    by_unmanned: "too few machines or gangs" | "机械或班组不足";
    by_slowed: "slowed by {cause}" | "因{cause}降效";
    by_full: "{yard} full" | "{yard}已满";
    by_empty: "{yard} without enough cargo for it" | "{yard}货源不足";
    by_nothing: "nothing ready to load" | "无货可装";

    // Names of what was missing, and of needed hours.
    room: "berth" | "泊位";
    water: "water" | "水深";
    light: "daylight" | "白天";
    traffic: "channel" | "航道";
    turn: "its turn" | "次序";
    unknown: "not told" | "未记载";
    transits: "transits" | "航行";
    mooring: "mooring and formalities" | "靠离泊与手续";
    cleaning: "cleaning" | "清洗";
    shifting: "shifting" | "移泊";
    cargo: "cargo at its full rate" | "全速作业";

    // The worst calls.
    worst_title: "The {count} calls of replication {replication} with most hours beyond their need, of {of} ({title}, seed {seed})" | "第 {replication} 次模拟中超出所需时间最多的 {count} 艘次，共 {of} 艘次（{title}，种子 {seed}）";
    none: "No call was made that counts here." | "没有符合条件的艘次。";
    column_visit: "visit" | "艘次";
    column_class: "class" | "船型";
    column_cargo: "cargo" | "货种";
    column_arrived: "arrived" | "到港";
    column_total: "h in port" | "在港小时";
    column_beyond: "h beyond need" | "超出小时";
    column_most: "most of it" | "主要原因";
}
