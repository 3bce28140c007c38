package dev.tenantry.access.admission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.network.Locations;

/** Writes what an instance has collected. In one order, so that instances wait for each other and not in circles. */
@Component
class AccessLogRows {

    /** An organization may be gone by now. */
    private static final String INSERT = """
            insert into ip_access_log as l (organization_id, user_id, api_key_id, ip_address, access_granted, denial_reason, endpoint, method, user_agent, location,
                whitelist_rule_id, requests, created_at)
            select c.organization, c.person, c.key, c.address, c.reason is null, c.reason, c.endpoint, c.method, c.agent, c.location::jsonb, c.entry, c.requests, c.at
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::inet[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::timestamptz[])
                as c (organization, person, key, address, reason, endpoint, method, agent, location, entry, requests, at)
            join organizations o on o.id = c.organization
            order by c.organization, c.at, c.address, c.person, c.key, c.reason, c.endpoint, c.method
            on conflict on constraint ip_access_log_alike_key do update set requests = l.requests + excluded.requests""";
    private static final String USED = """
            update ip_whitelist w set use_count = w.use_count + used.count, last_used_at = greatest(w.last_used_at, used.last)
            from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::timestamptz[]) as used (organization_id, id, count, last)
            where w.organization_id = used.organization_id and w.id = used.id""";

    private final RolePool worker;
    private final Locations locations;
    private final JsonMapper json;

    AccessLogRows(@Qualifier("workerPool") RolePool worker, Locations locations, JsonMapper json) {
        this.worker = worker;
        this.locations = locations;
        this.json = json;
    }

    void add(Map<AccessLogKey, AccessLogCount> collected) {
        var keys = new ArrayList<>(collected.keySet());
        var counts = keys.stream().map(collected::get).toList();
        worker.jdbc()
                .sql(INSERT)
                .param(texts(keys, key -> key.visitor().organization()))
                .param(texts(keys, key -> key.visitor().user()))
                .param(texts(keys, key -> key.visitor().apiKey()))
                .param(texts(keys, AccessLogKey::address))
                .param(texts(keys, AccessLogKey::reason))
                .param(texts(keys, AccessLogKey::endpoint))
                .param(texts(keys, AccessLogKey::method))
                .param(texts(counts, AccessLogCount::userAgent))
                .param(texts(keys, this::location))
                .param(texts(counts, AccessLogCount::entry))
                .param(texts(counts, AccessLogCount::number))
                .param(texts(keys, AccessLogKey::at))
                .update();
    }

    void use(List<AllowlistUse.Use> uses) {
        worker.jdbc()
                .sql(USED)
                .param(texts(uses, AllowlistUse.Use::organization))
                .param(texts(uses, AllowlistUse.Use::entry))
                .param(texts(uses, AllowlistUse.Use::count))
                .param(texts(uses, AllowlistUse.Use::last))
                .update();
    }

    private @Nullable String location(AccessLogKey key) {
        var location = key.address().isSingle() ? locations.of(key.address().first()) : null;
        return location == null ? null : json.writeValueAsString(location);
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, ? extends @Nullable Object> value) {
        return rows.stream().map(row -> {
            var text = value.apply(row);
            return text == null ? null : text.toString();
        }).toArray(String[]::new);
    }
}
