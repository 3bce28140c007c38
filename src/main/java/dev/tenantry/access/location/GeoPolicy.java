package dev.tenantry.access.location;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.rule.AccessDecision;
import dev.tenantry.access.rule.AccessRule;
import dev.tenantry.access.rule.DenialReason;
import dev.tenantry.shared.network.Location;

/**
 * All restrictions of places together: one that is denied does not come, and where any are allowed, no others do.
 *
 * @param refusesUnknown what becomes of addresses of which nobody knows where they are
 */
public record GeoPolicy(List<GeoRestriction> restrictions, boolean refusesUnknown) implements AccessRule {

    /** Of what requests state. */
    public static GeoPolicy stated(List<GeoRestrictionRequest> restrictions, boolean refusesUnknown) {
        return new GeoPolicy(
                restrictions.stream().filter(GeoRestrictionRequest::isActive).map(GeoPolicy::restriction).toList(),
                refusesUnknown);
    }

    public GeoPolicy refusing(boolean unknown) {
        return new GeoPolicy(restrictions, unknown);
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public @Nullable AccessDecision decide(Asked asked) {
        if (restrictions.isEmpty()) {
            return null;
        }
        if (asked.address() == null) {
            return refusesUnknown ? AccessDecision.refused(DenialReason.ADDRESS_UNKNOWN) : null;
        }
        return byPlace(asked.locations().of(asked.address()));
    }

    private @Nullable AccessDecision byPlace(@Nullable Location location) {
        if (has(one -> !one.isAllowlist() && one.match(location) == GeoRestriction.Match.YES)) {
            return AccessDecision.refused(DenialReason.PLACE_DENIED);
        }
        var isUnknown = has(one -> !one.isAllowlist() && one.match(location) == GeoRestriction.Match.UNKNOWN);
        if (has(GeoRestriction::isAllowlist)
                && !has(one -> one.isAllowlist() && one.match(location) == GeoRestriction.Match.YES)) {
            if (!has(one -> one.isAllowlist() && one.match(location) == GeoRestriction.Match.UNKNOWN)) {
                return AccessDecision.refused(DenialReason.PLACE_DENIED);
            }
            isUnknown = true;
        }
        return isUnknown && refusesUnknown ? AccessDecision.refused(DenialReason.PLACE_UNKNOWN) : null;
    }

    private boolean has(Predicate<GeoRestriction> which) {
        return restrictions.stream().anyMatch(which);
    }

    private static GeoRestriction restriction(GeoRestrictionRequest request) {
        return new GeoRestriction(Set.copyOf(request.countries()), Set.copyOf(request.regions()),
                request.isAllowlist());
    }
}
