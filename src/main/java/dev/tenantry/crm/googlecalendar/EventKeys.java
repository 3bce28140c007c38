package dev.tenantry.crm.googlecalendar;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.tenancy.TenantContext;

/** What events of ours are called at Google: made of what they are here, so that one that is told twice is the same. */
final class EventKeys {

    /** Of 64 digits the last 40. */
    private static final int FROM = 24;

    private EventKeys() {}

    /** Of the letters and digits that Google allows, a to v and 0 to 9. One calendar that is connected anew has others: Google uses none twice. */
    static String of(SyncedCalendar calendar, Long event) {
        var whole = TenantContext.current().organizationId() + "/" + calendar.id() + "/" + event;
        return "tn" + Digests.fingerprint(whole).substring(FROM);
    }
}
