package dev.tenantry.crm.calendar;

import java.util.UUID;

/** Whoever keeps another calendar as a member's is here. */
public interface CalendarFollower {

    /** The running transaction changes events of the member's. Nothing else of these may be read or written here. */
    void changed(UUID owner);
}
