package dev.tenantry.crm.report.funnel;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.tenantry.crm.report.ReportSql;

/** Which deals are followed: those that began in the period, or those that ended in it. */
enum Cohort {

    STARTED("""
            select o.id, o.pipeline_id, o.status, o.version, width_bucket(o.started_on, (select cast(:starts as date[]))) as part
                from opportunities o
                where o.organization_id = app.org_id() and o.deleted_at is null and o.started_on between :from and :to and %1$s
                union all
                select o.id, o.pipeline_id, o.status, o.version, 0 from opportunities o
                where o.organization_id = app.org_id() and o.deleted_at is null and o.started_on is null
                    and o.created_at >= (:from::date)::timestamp at time zone :zone
                    and o.created_at < (:to::date + 1)::timestamp at time zone :zone and %1$s"""),
    CLOSED("""
            select o.id, o.pipeline_id, o.status, o.version, width_bucket(o.closed_on, (select cast(:starts as date[]))) as part
                from opportunities o
                where o.organization_id = app.org_id() and o.deleted_at is null and o.closed_on between :from and :to and %1$s""");

    private final String sql;

    Cohort(String sql) {
        this.sql = sql.formatted(ReportSql.chosen("o"));
    }

    /** Each with the part of the period that it is in: of {@link FunnelParts}; 0: in none, as its day depends on the zone. */
    String sql() {
        return sql;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
