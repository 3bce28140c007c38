package dev.tenantry.access.address;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.access.location.GeoPolicy;
import dev.tenantry.access.location.GeoRestrictionRequest;
import dev.tenantry.access.location.KnownPlaces;
import dev.tenantry.access.rule.AccessPolicy;
import dev.tenantry.access.rule.AccessPolicyCache;
import dev.tenantry.audit.ActorNames;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.IpRange;
import dev.tenantry.shared.network.Locations;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.RequestDetails;

/**
 * Whom rules would have refused, by the log of addresses: it has of everybody who was let in, within each hour, each address once, and so nothing that
 * audit log or sessions would add.
 */
@Service
@Transactional(readOnly = true)
class AddressDryRuns {

    private static final Duration LOOKED_AT = Duration.ofDays(7);
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int MOST_SHOWN = 500;
    private static final String SEEN = """
            select user_id, api_key_id, text(ip_address) as address, max(created_at) as seen from ip_access_log
            where organization_id = app.org_id() and created_at >= ? and access_granted and user_id is not null
            group by user_id, api_key_id, ip_address order by seen desc, user_id, api_key_id, ip_address limit ?""";
    private static final String COARSE = """
            select exists (select from ip_access_log where organization_id = app.org_id() and created_at >= ? and access_granted and masklen(ip_address) = 0)""";

    private record Seen(UUID user, @Nullable UUID apiKey, IpAddress address, Instant at) {}

    private final JdbcClient jdbc;
    private final AccessPolicyCache rules;
    private final Locations locations;
    private final KnownPlaces places;
    private final Clock clock;
    private final ActorNames names;

    AddressDryRuns(JdbcClient jdbc, AccessPolicyCache rules, Locations locations, KnownPlaces places, Clock clock,
            ActorNames names) {
        this.names = names;
        this.jdbc = jdbc;
        this.rules = rules;
        this.locations = locations;
        this.places = places;
        this.clock = clock;
    }

    AddressDryRunResponse tryOut(AddressDryRunRequest request) {
        var restrictions = request.geoRestrictions() == null
                ? List.<GeoRestrictionRequest>of()
                : request.geoRestrictions();
        for (var place = 0; place < restrictions.size(); place++) {
            places.check(restrictions.get(place), "geoRestrictions[" + place + "].");
        }
        var tried = tried(request, rules.stated(jdbc, TenantContext.current().organizationId()));
        var now = clock.instant();
        var since = now.minus(LOOKED_AT);
        var seen = jdbc.sql(SEEN)
                .param(Rows.timestamp(since))
                .param(MOST_LOOKED_AT + 1)
                .query((row, _) -> new Seen(row.getObject("user_id", UUID.class),
                        row.getObject("api_key_id", UUID.class),
                        IpRange.parse(row.getString("address")).first(), Rows.instant(row, "seen")))
                .list();
        var isComplete = seen.size() <= MOST_LOOKED_AT
                && !jdbc.sql(COARSE).param(Rows.timestamp(since)).query(Boolean.class).single();
        var refused = seen.stream()
                .filter(one -> !tried.decideBypassedOrNot(one.address, locations, now).isAdmitted())
                .toList();
        return new AddressDryRunResponse(since, seen.size(), isComplete, refusesCaller(tried, now), refused.size(),
                shown(refused.stream().limit(MOST_SHOWN).toList(), tried, now));
    }

    private List<AddressDryRunResponse.Refused> shown(List<Seen> refused, AccessPolicy tried, Instant now) {
        var named = names.of(refused.stream().map(Seen::user).toList(), refused.stream().map(Seen::apiKey).toList());
        return refused.stream()
                .map(one -> new AddressDryRunResponse.Refused(one.user, named.member(one.user), one.apiKey,
                        named.key(one.apiKey), one.address.toString(),
                        Objects.requireNonNull(tried.decideBypassedOrNot(one.address, locations, now).reason()),
                        locations.of(one.address), one.at))
                .toList();
    }

    private boolean refusesCaller(AccessPolicy tried, Instant now) {
        var request = RequestDetails.currentOrNull();
        return request != null && !tried.decideBypassedOrNot(request.client(), locations, now).isAdmitted();
    }

    /** Of the kinds that are proposed, what is proposed. */
    private static AccessPolicy tried(AddressDryRunRequest request, @Nullable AccessPolicy stated) {
        var now = stated == null ? AccessPolicy.NONE : stated;
        var list = now.of(Allowlist.class).orElseGet(() -> new Allowlist(false, List.of()));
        var geo = now.of(GeoPolicy.class).orElseGet(() -> new GeoPolicy(List.of(), false));
        var refusesUnknown = request.unknownLocations() == null
                ? geo.refusesUnknown()
                : request.unknownLocations() == UnknownLocations.REFUSE;
        var listed = request.addresses() == null ? list.entries() : listed(request.addresses());
        return now.with(new Allowlist(request.isListEnforced(list.isEnforced()), listed))
                .with(request.geoRestrictions() == null
                        ? geo.refusing(refusesUnknown)
                        : GeoPolicy.stated(request.geoRestrictions(), refusesUnknown));
    }

    private static List<AllowlistEntry> listed(List<String> addresses) {
        var listed = new ArrayList<AllowlistEntry>();
        var faults = new ArrayList<FieldError>();
        for (var place = 0; place < addresses.size(); place++) {
            try {
                listed.add(new AllowlistEntry(Ids.next(), AllowlistRange.parse(addresses.get(place)), null, true,
                        false));
            } catch (IllegalArgumentException fault) {
                faults.add(new FieldError("addresses[" + place + "]", "invalid-address",
                        String.valueOf(fault.getMessage())));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return listed;
    }
}
