package dev.tenantry.metering.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/** Adds what an instance has counted to what there is. In one order, so that instances wait for each other and not in circles. */
@Component
class UsageRows {

    /** Of requests that are not refused, one minute's in so many. */
    private static final int SAMPLE = 100;
    /** An organization may be gone by now. */
    private static final String DAYS = """
            insert into api_usage_statistics as u (organization_id, user_id, api_key_id, endpoint, date, successful_requests, failed_requests,
                total_microseconds, latencies)
            select c.organization, c.person, c.api_key, c.endpoint, c.day, c.succeeded, c.failed, c.microseconds, c.latencies::bigint[]
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::date[], ?::int[], ?::int[], ?::bigint[], ?::text[])
                as c (organization, person, api_key, endpoint, day, succeeded, failed, microseconds, latencies)
            join organizations o on o.id = c.organization
            order by c.organization, c.day, c.endpoint, c.person, c.api_key
            on conflict on constraint api_usage_statistics_day_key do update set successful_requests = u.successful_requests + excluded.successful_requests,
                failed_requests = u.failed_requests + excluded.failed_requests, total_microseconds = u.total_microseconds + excluded.total_microseconds,
                latencies = app.latencies_plus(u.latencies, excluded.latencies)""";
    private static final String MONTHS = """
            insert into rate_limit_quota_usage as u (organization_id, id, resource_type, year, month, request_count, rate_limited_count, last_updated)
            select c.organization, c.id, c.resource, c.year, c.month, c.requests, c.refused, now()
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::int[], ?::int[], ?::int[]) as c (organization, id, resource, year, month, requests, refused)
            join organizations o on o.id = c.organization
            order by c.organization, c.resource, c.year, c.month
            on conflict on constraint rate_limit_quota_usage_month_key do update set request_count = u.request_count + excluded.request_count,
                rate_limited_count = u.rate_limited_count + excluded.rate_limited_count, last_updated = excluded.last_updated""";
    /** Of an organization's minutes so many rows an hour tell what was refused, and as many of the rest; what comes beyond them is counted together for the hour. */
    static final int MOST_TOLD = 100;
    private static final String MINUTES = """
            with counted as materialized (
                select c.*, date_trunc('hour', c.minute, 'UTC') as hour
                from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::int[], ?::text[], ?::inet[], ?::int[])
                    as c (organization, person, api_key, resource, endpoint, minute, status, policy, address, requests)
                join organizations o on o.id = c.organization
            ), known as materialized (
                select t.organization_id, t.user_id, t.api_key_id, t.endpoint, t.request_timestamp, t.response_status, t.policy_name, t.ip_address, t.rate_limited, h.hour
                from (select distinct organization, hour from counted) as h
                join rate_limit_tracking t on t.organization_id = h.organization and t.request_timestamp >= h.hour
                    and t.request_timestamp < h.hour + interval '1 hour' and t.endpoint <> '*'
            ), ranked as (
                select c.*, k.is_known or (select count(*) from known a where a.organization_id = c.organization and a.hour = c.hour
                    and a.rate_limited = (c.status = 429)) + row_number() over (partition by c.organization, c.hour, k.is_known, c.status = 429 order by c.requests desc) <= ? as is_told
                from counted c cross join lateral (select exists (select from known a where a.organization_id = c.organization
                    and a.request_timestamp = c.minute and a.endpoint = c.endpoint and a.user_id is not distinct from c.person
                    and a.api_key_id is not distinct from c.api_key and a.response_status = c.status and a.policy_name is not distinct from c.policy
                    and a.ip_address is not distinct from c.address) as is_known) as k
            ), told as (
                select r.organization, r.status, r.requests, case when r.is_told then r.person end as person, case when r.is_told then r.api_key end as api_key,
                    case when r.is_told then r.policy end as policy, case when r.is_told then r.address end as address, case when r.is_told then r.resource else '*' end as resource,
                    case when r.is_told then r.endpoint else '*' end as endpoint, case when r.is_told then r.minute else r.hour end as minute
                from ranked r
            )
            insert into rate_limit_tracking as t (organization_id, user_id, api_key_id, resource_type, endpoint, request_timestamp, response_status, policy_name, ip_address,
                metadata)
            select c.organization, c.person, c.api_key, c.resource, c.endpoint, c.minute, c.status, c.policy, c.address, jsonb_build_object('requests', sum(c.requests))
            from told c
            group by c.organization, c.person, c.api_key, c.resource, c.endpoint, c.minute, c.status, c.policy, c.address
            order by c.organization, c.minute, c.endpoint, c.person, c.status, c.api_key, c.policy, c.address
            on conflict on constraint rate_limit_tracking_minute_key do update set
                metadata = jsonb_build_object('requests', (t.metadata ->> 'requests')::bigint + (excluded.metadata ->> 'requests')::bigint)""";

    private record Day(UUID organization, UUID user, @Nullable UUID apiKey, String asked, LocalDate day) {}

    private record Month(UUID organization, String resource, int year, int month) {}

    private record Minute(
            UUID organization,
            UUID user,
            @Nullable UUID apiKey,
            String resource,
            String asked,
            Instant minute,
            int status,
            @Nullable String policy,
            @Nullable String address) {}

    /** Of requests that are alike in something. */
    private static final class Sum {

        private final UsageCounts all = new UsageCounts();
        private int failed;
        private int refused;

        void add(UsageKey key, UsageCounts counts) {
            all.add(counts);
            failed += key.hasFailed() ? counts.requests() : 0;
            refused += key.isRefused() ? counts.requests() : 0;
        }

        int requests() {
            return all.requests();
        }
    }

    private final RolePool worker;

    UsageRows(@Qualifier("workerPool") RolePool worker) {
        this.worker = worker;
    }

    void add(Map<UsageKey, UsageCounts> counted) {
        worker.inTransaction(() -> {
            addDays(sums(counted,
                    key -> new Day(key.organization(), key.user(), key.apiKey(), key.asked(), key.day())));
            addMonths(sums(counted, key -> new Month(key.organization(), key.resource(), key.day().getYear(),
                    key.day().getMonthValue())));
            addMinutes(
                    sums(sample(counted),
                            key -> new Minute(key.organization(), key.user(), key.apiKey(), key.resource(), key.asked(),
                                    key.minute(), key.status(), key.policy(), key.address())));
        });
    }

    private void addDays(Map<Day, Sum> sums) {
        var days = sums.keySet();
        var counts = sums.values();
        worker.jdbc()
                .sql(DAYS)
                .params(column(days, Day::organization, UUID[]::new), column(days, Day::user, UUID[]::new),
                        column(days, Day::apiKey, UUID[]::new), column(days, Day::asked, String[]::new),
                        column(days, day -> day.day().toString(), String[]::new),
                        column(counts, sum -> sum.requests() - sum.failed, Integer[]::new),
                        column(counts, sum -> sum.failed, Integer[]::new),
                        column(counts, sum -> sum.all.microseconds(), Long[]::new),
                        column(counts, sum -> sum.all.latencies(), String[]::new))
                .update();
    }

    private void addMonths(Map<Month, Sum> sums) {
        var months = sums.keySet();
        var counts = sums.values();
        worker.jdbc()
                .sql(MONTHS)
                .params(column(months, Month::organization, UUID[]::new), column(months, _ -> Ids.next(), UUID[]::new),
                        column(months, Month::resource, String[]::new), column(months, Month::year, Integer[]::new),
                        column(months, Month::month, Integer[]::new), column(counts, Sum::requests, Integer[]::new),
                        column(counts, sum -> sum.refused, Integer[]::new))
                .update();
    }

    private void addMinutes(Map<Minute, Sum> sums) {
        var minutes = sums.keySet();
        worker.jdbc()
                .sql(MINUTES)
                .params(column(minutes, Minute::organization, UUID[]::new), column(minutes, Minute::user, UUID[]::new),
                        column(minutes, Minute::apiKey, UUID[]::new), column(minutes, Minute::resource, String[]::new),
                        column(minutes, Minute::asked, String[]::new),
                        column(minutes, minute -> minute.minute().toString(), String[]::new),
                        column(minutes, Minute::status, Integer[]::new),
                        column(minutes, Minute::policy, String[]::new), column(minutes, Minute::address, String[]::new),
                        column(sums.values(), Sum::requests, Integer[]::new))
                .param(MOST_TOLD)
                .update();
    }

    private static Map<UsageKey, UsageCounts> sample(Map<UsageKey, UsageCounts> counted) {
        var sample = new LinkedHashMap<UsageKey, UsageCounts>();
        counted.forEach((key, counts) -> {
            if (key.isRefused() || ThreadLocalRandom.current().nextInt(SAMPLE) == 0) {
                sample.put(key, counts);
            }
        });
        return sample;
    }

    private static <K> Map<K, Sum> sums(Map<UsageKey, UsageCounts> counted, Function<UsageKey, K> by) {
        var sums = new LinkedHashMap<K, Sum>();
        counted.forEach((key, counts) -> sums.computeIfAbsent(by.apply(key), _ -> new Sum()).add(key, counts));
        return sums;
    }

    private static <R, V> V[] column(Collection<R> rows, Function<R, ? extends @Nullable V> value,
            IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
