package dev.tenantry.access.location;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.access.rule.AccessPolicyChanges;
import dev.tenantry.access.rule.AccessPolicyTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.shared.web.IfMatch;

/** The countries and regions from which an organization may be reached, or may not. */
@Service
@Transactional(readOnly = true)
class GeoRestrictions implements ListSource {

    private static final int MOST = 50;
    private static final String RESOURCE = "geo-restriction";
    private static final RowListQuery<GeoRestrictionResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(GeoRestrictionResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .computed("restrictionType", "e.restriction_type", RestrictionType.class, false)
                    .computed("allowlist", "e.is_allowlist", Boolean.class, false)
                    .computed("active", "e.is_active", Boolean.class, false)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .where("e.organization_id = app.org_id()")
                    .build(),
            GeoRestrictionResponse.COLUMNS, "geo_restrictions e", null, GeoRestrictionResponse::read);
    private static final String SELECT = "select " + GeoRestrictionResponse.COLUMNS
            + " from geo_restrictions e where e.organization_id = app.org_id() and e.id = ?";
    private static final String INSERT = """
            insert into geo_restrictions (organization_id, restriction_type, country_codes, region_codes, is_allowlist, is_active, description, created_by, id)
            values (app.org_id(), ?, ?::text[], ?::text[], ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update geo_restrictions set restriction_type = ?, country_codes = ?::text[], region_codes = ?::text[], is_allowlist = ?, is_active = ?,
                description = ?, version = version + 1
            where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;
    private final AccessPolicyChanges changes;
    private final AccessPolicyTrail trail;
    private final DayZone zone;
    private final KnownPlaces places;

    GeoRestrictions(JdbcClient jdbc, AccessPolicyChanges changes, AccessPolicyTrail trail, DayZone zone,
            KnownPlaces places) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.trail = trail;
        this.zone = zone;
        this.places = places;
    }

    @Override
    public ListDefinition<?> listing() {
        return ROWS.listing();
    }

    @Override
    public Class<?> shows() {
        return GeoRestrictionResponse.class;
    }

    Page<GeoRestrictionResponse> list(ListRequest request) {
        return ROWS.list(jdbc, request, zone);
    }

    GeoRestrictionResponse get(UUID id) {
        return jdbc.sql(SELECT)
                .param(id)
                .query(GeoRestrictionResponse::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    @Transactional
    GeoRestrictionResponse create(GeoRestrictionRequest request, boolean isConfirmed) {
        places.check(request, "");
        changes.lock();
        checkRoom();
        var id = Ids.next();
        jdbc.sql(INSERT).params(values(request)).params(Caller.current().userId(), id).update();
        changes.made(isConfirmed);
        trail.record(RESOURCE, id, "created", Map.of(), audited(request));
        return get(id);
    }

    @Transactional
    GeoRestrictionResponse replace(UUID id, GeoRestrictionRequest request, boolean isConfirmed, IfMatch ifMatch) {
        changes.lock();
        var before = get(id);
        ifMatch.check(() -> before);
        if (request.equals(before.asRequest())) {
            return before;
        }
        places.check(request, "");
        jdbc.sql(UPDATE).params(values(request)).param(id).update();
        changes.made(isConfirmed);
        trail.record(RESOURCE, id, "updated", audited(before.asRequest()), audited(request));
        return get(id);
    }

    /** One that admits places may be the only one that admits the caller's, beside others. */
    @Transactional
    void delete(UUID id, boolean isConfirmed, IfMatch ifMatch) {
        changes.lock();
        var before = get(id);
        ifMatch.check(() -> before);
        jdbc.sql("delete from geo_restrictions where organization_id = app.org_id() and id = ?").param(id).update();
        changes.made(isConfirmed);
        trail.record(RESOURCE, id, "deleted", audited(before.asRequest()), Map.of());
    }

    /** Requests are compared with all of them. */
    private void checkRoom() {
        var there = jdbc.sql("select count(*) from geo_restrictions where organization_id = app.org_id()")
                .query(Integer.class)
                .single();
        if (there >= MOST) {
            throw ProblemException.conflict("an organization may have " + MOST + " restrictions of places");
        }
    }

    private static List<@Nullable Object> values(GeoRestrictionRequest request) {
        return Arrays.asList(String.valueOf(request.restrictionType()), request.countries().toArray(String[]::new),
                request.regions().toArray(String[]::new), request.allowlist(), request.active(),
                request.description());
    }

    private static Map<String, @Nullable Object> audited(GeoRestrictionRequest restriction) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("restrictionType", String.valueOf(restriction.restrictionType()));
        values.put("countryCodes", restriction.countries());
        values.put("regionCodes", restriction.regions());
        values.put("allowlist", restriction.allowlist());
        values.put("active", restriction.active());
        values.put("description", restriction.description());
        return values;
    }
}
