package dev.tenantry.access.rule;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Location;
import dev.tenantry.shared.network.Locations;

/**
 * What an organization has stated of addresses. What is on the list comes, wherever it is; what is not comes only where the list is not enforced and its
 * place is not kept out: no rule denies the place, and one allows it where any rule allows some.
 *
 * @param isListEnforced   whether nothing else may come than what is on the list
 * @param refusesUnknown   what becomes of addresses of which nobody knows where they are, where places are restricted
 * @param bypassedUntil    until when nothing of it holds; null where all of it does
 */
public record AddressRules(
        String organization,
        boolean isListEnforced,
        boolean refusesUnknown,
        List<ListedRange> listed,
        List<PlaceRule> places,
        @Nullable Instant bypassedUntil) {

    /** @param address null: nobody knows it */
    public Decision decide(@Nullable IpAddress address, Locations locations, Instant now) {
        return isBypassed(now)
                ? Decision.ADMITTED
                : decideBypassedOrNot(address, locations, now);
    }

    public boolean isBypassed(Instant now) {
        return bypassedUntil != null && bypassedUntil.isAfter(now);
    }

    /** What the rules say where they do not pause. */
    public Decision decideBypassedOrNot(@Nullable IpAddress address, Locations locations, Instant now) {
        if (!isListEnforced && places.isEmpty() && listed.isEmpty()) {
            return Decision.ADMITTED;
        }
        if (address == null) {
            return isListEnforced || !places.isEmpty() && refusesUnknown
                    ? Decision.refused(DenialReason.ADDRESS_UNKNOWN)
                    : Decision.ADMITTED;
        }
        for (var entry : listed) {
            if (entry.range().contains(address) && entry.isInForce(now)) {
                return Decision.by(entry.id());
            }
        }
        if (isListEnforced) {
            return Decision.refused(DenialReason.NOT_LISTED);
        }
        return places.isEmpty() ? Decision.ADMITTED : byPlace(locations.of(address));
    }

    private Decision byPlace(@Nullable Location location) {
        if (has(rule -> !rule.isAllowlist() && rule.match(location) == PlaceRule.Match.YES)) {
            return Decision.refused(DenialReason.PLACE_DENIED);
        }
        var isUnknown = has(rule -> !rule.isAllowlist() && rule.match(location) == PlaceRule.Match.UNKNOWN);
        if (has(PlaceRule::isAllowlist)
                && !has(rule -> rule.isAllowlist() && rule.match(location) == PlaceRule.Match.YES)) {
            if (!has(rule -> rule.isAllowlist() && rule.match(location) == PlaceRule.Match.UNKNOWN)) {
                return Decision.refused(DenialReason.PLACE_DENIED);
            }
            isUnknown = true;
        }
        return isUnknown && refusesUnknown ? Decision.refused(DenialReason.PLACE_UNKNOWN) : Decision.ADMITTED;
    }

    private boolean has(Predicate<PlaceRule> which) {
        return places.stream().anyMatch(which);
    }
}
