package dev.tenantry.crm.booking;

import dev.tenantry.shared.text.LocalFormat;

/** Whose page it is. @param name what it is called @param format how it writes to visitors */
record BookingOrganization(String name, LocalFormat format) {

    BookingText text() {
        return BookingText.of(format);
    }
}
