package dev.tenantry.access.rule;

import java.time.Instant;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Locations;

/** What an organization has stated of addresses, of one kind. {@link AccessRuleSource} reads it. */
public interface AccessRule {

    /**
     * An address of which somebody asks.
     *
     * @param address null: nobody knows it
     */
    record Asked(@Nullable IpAddress address, Locations locations, Instant now) {}

    /** When it will say something else by itself. */
    default Stream<Instant> changes() {
        return Stream.empty();
    }

    /** When it is asked: what is lower comes first. */
    int order();

    /** Null where it says nothing of the address: what is asked next decides. */
    @Nullable
    AccessDecision decide(Asked asked);
}
