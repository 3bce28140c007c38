package dev.tenantry.access.admission;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.rule.DenialReason;
import dev.tenantry.shared.network.IpRange;

/**
 * What requests have in common that are one row of the log.
 *
 * @param address one; all of a family, of those that are not told apart; all of IPv4, of one that nobody knows
 * @param reason  null: they were let in
 * @param at      the minute of those that were refused, the hour of those that were let in
 */
record AccessLogKey(
        Visitor visitor,
        IpRange address,
        @Nullable DenialReason reason,
        @Nullable String endpoint,
        @Nullable String method,
        Instant at) {

    static final IpRange ALL_4 = IpRange.parse("0.0.0.0/0");
    private static final IpRange ALL_6 = IpRange.parse("::/0");

    /** The same for all who came beyond those that are told apart. */
    AccessLogKey coarse() {
        return new AccessLogKey(new Visitor(visitor.organization(), null, null), address.first().isV4() ? ALL_4 : ALL_6,
                reason, null, null, at);
    }
}
