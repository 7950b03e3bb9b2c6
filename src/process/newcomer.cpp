#include <afklar/process/newcomer.hpp>

#include <bit>

#include <afklar/core/chance.hpp>
#include <afklar/core/math.hpp>
#include <afklar/core/units.hpp>

namespace afklar {
namespace {

constexpr double full_time = 37.0; // hours a week, end of the scale of capacity

/// The draws of one citizen in synthesis.
struct Luck {
    const Draws& draws;
    CitizenAddress address;

    [[nodiscard]] double normal(Purpose purpose, std::uint32_t k = 0) const noexcept {
        return draws.normal(purpose, Agent::citizen, address, k);
    }
    [[nodiscard]] bool happens(Purpose purpose, std::uint32_t k, double share) const noexcept {
        return draws.happens(purpose, Agent::citizen, address, k, Chance{share});
    }
};

double share_of_scale(double x) noexcept { return clamp_to(x, 0.0, 1.0); }

void draw_hidden(Citizens& citizens, CitizenIndex i, const Parameters& p, const Luck& luck) {
    const bool activity_ready = citizens.who.target_group[i] == TargetGroup::activity_ready;
    const bool mentally_ill = has(citizens.who.barriers[i], Barrier::mental_illness);
    const auto hidden = Purpose::synthesis_hidden;
    citizens.set(i, Flag::unreachable,
                 activity_ready && luck.happens(hidden, 0, p.population.unreachable_share));
    citizens.set(i, Flag::known_elsewhere,
                 activity_ready && luck.happens(hidden, 1, p.population.known_elsewhere));
    citizens.set(i, Flag::willing, mentally_ill && luck.happens(hidden, 2, p.ips.willing));
    citizens.set(i, Flag::prefers_remote,
                 luck.happens(Purpose::synthesis_mode, 0, p.contact.best_mode_remote));
}

double draw_pressure(const Parameters& p, const Luck& luck) noexcept {
    return share_of_scale(p.pressure.mean +
                          p.pressure.sd * luck.normal(Purpose::synthesis_pressure));
}

/// The personal mean of health, measured at pressure 0.
double draw_personal_health(bool activity_ready, const Parameters& p, const Luck& luck) noexcept {
    const double mean = activity_ready ? p.health.mean_activity_ready : p.health.mean_job_ready;
    return share_of_scale(mean + p.health.pressure_effect * p.pressure.mean +
                          p.health.sd * luck.normal(Purpose::synthesis_health, 0));
}

double draw_trust(const Parameters& p, const Luck& luck) noexcept {
    return share_of_scale(p.trust.mean + p.trust.sd * luck.normal(Purpose::synthesis_trust));
}

double draw_capacity(TargetGroup group, BarrierSet barriers, const Parameters& p,
                     const Luck& luck) noexcept {
    const bool activity_ready = group == TargetGroup::activity_ready;
    const double mean = activity_ready ? p.capacity.mean_activity_ready : p.capacity.mean_job_ready;
    const double sd = activity_ready ? p.capacity.sd_activity_ready : p.capacity.sd_job_ready;
    const double further = static_cast<double>(std::popcount(barriers)) - mean_barriers(group, p);
    return clamp_to(mean + p.capacity.per_barrier * further +
                        sd * luck.normal(Purpose::synthesis_capacity),
                    0.0, full_time);
}

void draw_wellbeing(Citizens& citizens, CitizenIndex i, const Parameters& p, const Luck& luck) {
    const TargetGroup group = citizens.who.target_group[i];
    const double pressure = draw_pressure(p, luck);
    const double personal = draw_personal_health(group == TargetGroup::activity_ready, p, luck);
    const double health =
        share_of_scale(personal - p.health.pressure_effect * pressure +
                       p.health.sd_current * luck.normal(Purpose::synthesis_health, 1));
    const double trust = draw_trust(p, luck);
    const double capacity = draw_capacity(group, citizens.who.barriers[i], p, luck);

    WellbeingColumns& column = citizens.wellbeing;
    column.pressure[i] = static_cast<float>(pressure);
    column.health_mean[i] = static_cast<float>(personal);
    column.health[i] = static_cast<float>(health);
    column.trust[i] = static_cast<float>(trust);
    column.trust_floor[i] = static_cast<float>(share_of_scale(trust * p.trust.floor));
    column.capacity_mean[i] = static_cast<float>(capacity);
    column.capacity[i] = static_cast<float>(capacity);
}

} // namespace

double mean_barriers(TargetGroup group, const Parameters& parameters) noexcept {
    const BarriersParameters& b = parameters.barriers;
    const double sum = b.mental_illness + b.anxiety + b.substance_use + b.somatic_illness +
                       b.homelessness + b.conviction + b.language;
    return group == TargetGroup::activity_ready ? sum : sum * b.job_ready_factor;
}

int age_weeks(double years) noexcept { return static_cast<int>(years * weeks_per_year); }

void draw_traits(Citizens& citizens, CitizenIndex i, const Parameters& parameters,
                 const Draws& draws, Week now) {
    const Luck luck{draws, citizens.who.address[i]};
    draw_hidden(citizens, i, parameters, luck);
    draw_wellbeing(citizens, i, parameters, luck);
    begin_spell(citizens, i, now);
}

void begin_spell(Citizens& citizens, CitizenIndex i, Week now) {
    citizens.place.status[i] = Status::on_benefit;
    citizens.place.left_cause[i] = LeftCause::none;
    citizens.place.status_since[i] = column_of(now);
    citizens.place.weeks_on_benefit[i] = 0;
    citizens.place.observed_from[i] = column_of(now);
}

void draw_person(Citizens& citizens, CitizenIndex i, TargetGroup group,
                 const NewcomerSource& source) {
    const Draws& draws = source.draws;
    const CitizenAddress address = citizens.who.address[i];
    const Archetype& cell = source.archetypes.pick(
        group, draws.bits48(Purpose::synthesis_cell, Agent::citizen, address, 0));
    const double from = cell.age_from;
    const double years = static_cast<double>(cell.age_to) + 1.0 - from;
    const double u = draws.uniform(Purpose::synthesis_age, Agent::citizen, address, 0);
    citizens.who.birth_week[i] = column_of(source.now - age_weeks(from + years * u));
    citizens.who.sex[i] = cell.sex;
    citizens.who.target_group[i] = group;
    citizens.who.barriers[i] = cell.barriers;
    draw_traits(citizens, i, source.parameters, draws, source.now);
}

void NewcomerBook::draw(Citizens& citizens, CitizenIndex i, TargetGroup group,
                        const NewcomerSource& source) {
    const CitizenAddress address = citizens.who.address[i];
    if (address >= rows_.size()) {
        rows_.resize(citizens.addresses());
    }
    Row& row = rows_[address];
    IdentityColumns& who = citizens.who;
    WellbeingColumns& w = citizens.wellbeing;
    if (!row.drawn) {
        draw_person(citizens, i, group, source);
        row = {true,         who.birth_week[i], who.sex[i], who.barriers[i],  who.flags[i],
               w.health[i],  w.health_mean[i],  w.trust[i], w.trust_floor[i], w.pressure[i],
               w.capacity[i]};
        return;
    }
    who.birth_week[i] = row.birth_week;
    who.sex[i] = row.sex;
    who.target_group[i] = group;
    who.barriers[i] = row.barriers;
    who.flags[i] = row.flags;
    w.health[i] = row.health;
    w.health_mean[i] = row.health_mean;
    w.trust[i] = row.trust;
    w.trust_floor[i] = row.trust_floor;
    w.pressure[i] = row.pressure;
    w.capacity[i] = row.capacity;
    w.capacity_mean[i] = row.capacity;
    begin_spell(citizens, i, source.now);
}

} // namespace afklar
