package dev.tenantry.crm.calendar;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.AddressGuard;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** The one guard of a door that is open to anybody: whether it is asked too often, and whether there is such an address. */
@Component
class FeedReading {

    private final CalendarFeeds feeds;
    private final Limits limits;
    private final AddressGuard addresses;

    FeedReading(CalendarFeeds feeds, Limits limits, AddressGuard addresses) {
        this.feeds = feeds;
        this.limits = limits;
        this.addresses = addresses;
    }

    /** @throws ProblemException 404 where the address leads nowhere; 403 where it is read from where the organization admits nobody; 429 */
    String read(String token) {
        limits.chargeSource(Limit.CALENDAR_READS_PER_SOURCE);
        var feed = FeedToken.read(token);
        var text = new TenantContext(feed.organizationId(), feed.userId()).call(() -> feeds.read(feed))
                .orElseThrow(ProblemException::notFound);
        addresses.check(feed.organizationId(), feed.userId(), "/calendar.ics");
        return text;
    }
}
