"""Methods of the criteria by the name data files call them: pure functions, one family a module."""

from collections.abc import Callable, Mapping

from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods import bounds, labour, levels, light, microclimate, rolling, substances
from riskdesk.rules.outcome import Outcome

Method = Callable[[Criterion, Inputs], Outcome]

METHODS: Mapping[str, Method] = {
    "scale": bounds.by_scale,
    "product": bounds.by_product,
    "word": bounds.by_word,
    "presence": bounds.by_presence,
    "norm": bounds.by_norm,
    "limits": bounds.by_limits,
    "rows": bounds.by_rows,
    "air-ions": bounds.air_ions,
    "laser": bounds.laser,
    "noise-excess": levels.noise,
    "equivalent-level": levels.equivalent,
    "mean-level": levels.mean_level,
    "time-correction": levels.time_correction,
    "vibration": levels.vibration,
    "ultrasound": levels.ultrasound,
    "thc-index": microclimate.thc_index,
    "zones": microclimate.zones,
    "light-zones": microclimate.light_zones,
    "air-speed": microclimate.air_speed,
    "illuminance": light.artificial,
    "mean": light.mean,
    "indicator": labour.indicator,
    "dynamic-work": labour.dynamic_work,
    "multiplied": labour.multiplied,
    "static-sum": labour.static_sum,
    "chemical": substances.chemical,
    "summation": substances.summation,
    "shift-average": substances.shift_average,
    "lognormal-mean": substances.lognormal_mean,
    "lognormal-sigma": substances.lognormal_sigma,
    "weighted-stats": substances.weighted_stats,
    "dust-load": substances.dust_load,
    "count": rolling.by_count,
    "tension-count": rolling.tension,
    "field-by-time": rolling.field_by_time,
    "protective-equipment": rolling.protective_equipment,
    "provision": rolling.provision,
    "injury-safety": rolling.injury_safety,
    "category": rolling.category,
    "at-least": microclimate.at_least,
}
