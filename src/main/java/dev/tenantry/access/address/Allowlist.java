package dev.tenantry.access.address;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.rule.AccessDecision;
import dev.tenantry.access.rule.AccessRule;
import dev.tenantry.access.rule.DenialReason;

/**
 * The list of addresses. What is on it comes, wherever it is: it says more than any other rule.
 *
 * @param isEnforced whether nothing else may come
 */
public record Allowlist(boolean isEnforced, List<AllowlistEntry> entries) implements AccessRule {

    @Override
    public int order() {
        return 0;
    }

    @Override
    public Stream<Instant> changes() {
        return entries.stream().map(AllowlistEntry::expiresAt).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    public int size() {
        return entries.size();
    }

    @Override
    public @Nullable AccessDecision decide(Asked asked) {
        if (asked.address() == null) {
            return isEnforced ? AccessDecision.refused(DenialReason.ADDRESS_UNKNOWN) : null;
        }
        var reason = DenialReason.NOT_LISTED;
        for (var entry : entries) {
            if (entry.range().contains(asked.address())) {
                if (entry.isInForce(asked.now())) {
                    return AccessDecision.by(entry.id());
                }
                reason = reason == DenialReason.ENTRY_PROPOSED ? reason : entry.reason();
            }
        }
        return isEnforced ? AccessDecision.refused(reason) : null;
    }
}
